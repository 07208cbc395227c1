import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roofline } from '#shared/charts/roofline/roofline.ts'
import { largestSaving, rooflineData, type RooflineData } from '#shared/charts/roofline/rooflineData.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import type { EvaluatedScenario } from '../../../../../src-shared/domain/evaluated.ts'
import { OPERATOR_GROUPS, type OperatorResult } from '#shared/domain/result.ts'
import { A, B, C, D, MISFIT, UNEVALUATED } from '../../../../support/results.ts'
import { seriesData } from '../../../../support/options.ts'
import { verbatim } from '../../../../support/verbatim.ts'

const light = chartTheme('light')

/** Every dot on or under every roof at the intensity it has there. */
function expectUnderRoofs(data: RooflineData): void {
  const top = Math.max(...data.computes.map((roof) => roof.flopsPerSecond))
  for (const dot of data.dots) {
    expect(dot.attained).toBeLessThanOrEqual(top * (1 + 1e-9))
    expect(dot.possible).toBeLessThanOrEqual(top * (1 + 1e-9))
    for (const point of dot.levels) {
      const roof = data.bandwidths.find((candidate) => candidate.level === point.level)
      if (!roof) continue
      expect(dot.attained).toBeLessThanOrEqual(roof.bytesPerSecond * point.intensity * (1 + 1e-9))
    }
  }
}

describe('rooflineData', () => {
  it('puts dots on or under their roofs', () => {
    for (const scenario of [A, B, C, D]) {
      const data = rooflineData(scenario)
      expect(data.dots.length).toBeGreaterThan(3)
      expectUnderRoofs(data)
    }
  })
  it('keeps sums of operators under the roofs their parts respect', () => {
    const peak = 4500e12
    const bandwidth = 8e12
    const operator = fc
      .record({
        flops: fc.double({ min: 1e6, max: 1e15, noNaN: true }),
        bytes: fc.double({ min: 1e3, max: 1e12, noNaN: true }),
        slower: fc.double({ min: 1, max: 50, noNaN: true }),
        group: fc.constantFrom(...OPERATOR_GROUPS),
        phase: fc.constantFrom('decode' as const, 'prefill' as const),
      })
      .map(({ flops, bytes, slower, group, phase }): OperatorResult => {
        const floor = Math.max(flops / peak, bytes / bandwidth)
        return {
          name: verbatim('any'),
          group,
          phase,
          flops,
          bytes: { hbm: bytes },
          seconds: floor * slower,
          low: floor,
          high: floor * slower,
          floor,
          bound: flops / peak > bytes / bandwidth ? 'compute' : 'memory',
          boundLevel: flops / peak > bytes / bandwidth ? 'compute' : 'hbm',
          precision: 'fp8',
          count: 1,
          formula: verbatim(''),
        }
      })
    fc.assert(
      fc.property(fc.array(operator, { minLength: 1, maxLength: 20 }), (operators) => {
        const data = rooflineData({ ...A, result: { ...A.result, operators } })
        expectUnderRoofs(data)
        for (const dot of data.dots) expect(dot.gain).toBeGreaterThanOrEqual(1)
        for (const phase of ['decode', 'prefill'] as const) {
          const shares = data.dots.filter((dot) => dot.phase === phase).reduce((sum, dot) => sum + dot.share, 0)
          expect(shares).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
      { numRuns: 60 },
    )
  })
  it('names what takes time without arithmetic instead of drawing it', () => {
    const data = rooflineData(A)
    expect(data.undrawn.map((operator) => operator.label)).toContain('Step overhead')
    expect(data.dots.some((dot) => dot.label === 'Step overhead')).toBe(false)
  })
})

describe('roofline', () => {
  it('meets at exact ridge points', () => {
    const { option } = roofline(A, light)
    const sloped = seriesData(option, 'roof-hbm') as [number, number][]
    const flat = seriesData(option, 'roof-fp8') as [number, number][]
    const peak = 8 * 4500e12
    expect(sloped[1]).toEqual([peak / (8 * 8e12), peak])
    expect(flat[0]?.[1]).toBe(peak)
    const fastest = seriesData(option, 'roof-smem') as [number, number][]
    expect(flat[0]).toEqual(fastest[1])
  })
  it('selects the dot with the most time to win, another one, or none', () => {
    const data = rooflineData(A)
    const best = largestSaving(data.dots)
    expect(roofline(A, light).sentence).toContain(best?.phase === 'decode' ? 'Decode' : 'Prefill')
    expect(roofline(A, light, { selected: 'decode:attention' }).sentence).toBe(
      'Decode attention can gain 2.4× before the HBM roof. Area is share of time.',
    )
    expect(roofline(A, light, { selected: null }).sentence).not.toContain('can gain')
  })
  it('has a table row for every group, drawn or not, and the numbers in its alternative text', () => {
    const data = rooflineData(A)
    const figure = roofline(A, light)
    expect(figure.table.rows).toHaveLength(data.dots.length + data.undrawn.length)
    expect(figure.altText).toContain('64.0\u00a0TB/s')
    expect(figure.altText).toContain('36.0\u00a0PFLOP/s')
  })
  it('holds locked axes', () => {
    const lockedAxes = { x: [1, 1e4], y: [1e12, 1e17] } as const
    expect(roofline(A, light, { lockedAxes }).axes).toEqual(lockedAxes)
  })
  it('says what is wrong instead of drawing an infeasible or unknown scenario', () => {
    expect(roofline(MISFIT, light)).toMatchObject({ state: 'infeasible', legend: [] })
    expect(roofline(MISFIT, light).sentence).toContain('34.9\u00a0GB short')
    expect(roofline(UNEVALUATED, light).state).toBe('unknown')
    const noPeak: EvaluatedScenario = {
      ...A,
      result: { ...A.result, roofs: A.result.roofs.filter((roof) => roof.kind === 'bandwidth') },
    }
    expect(roofline(noPeak, light).sentence).toContain('No dense peak is known')
  })
})
