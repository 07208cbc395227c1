import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsByCause, joinSmall } from '#shared/charts/waterfall/causes.ts'
import { deltaWaterfall, partDeltas } from '#shared/charts/waterfall/deltaWaterfall.ts'
import { millisecondParts } from '#shared/words/text.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'
import { RESOURCES, type LedgerEntry } from '#shared/domain/result.ts'
import { CAUSES } from '../../../../../src-shared/domain/cause.ts'
import { A, B, C, CLAMPED, D, EXTRAPOLATED, FOUR, MISFIT, UNEVALUATED } from '../../../../support/results.ts'
import { seriesData } from '../../../../support/options.ts'

const light = chartTheme('light')
const seconds = (entry: LedgerEntry): number => entry.seconds
const numbers = (values: unknown[]): number[] => values.map(Number)

const ledger = fc.array(
  fc.record({
    phase: fc.constant('decode' as const),
    cause: fc.constantFrom(...CAUSES),
    group: fc.constant('attention' as const),
    level: fc.constant('hbm'),
    resource: fc.constantFrom(...RESOURCES),
    seconds: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.constant(0),
    joules: fc.constant(0),
    surroundingJoules: fc.constant(0),
  }),
  { maxLength: 40 },
)

describe('waterfall', () => {
  it('has bars that sum to the total, and to TPOT', () => {
    for (const scenario of FOUR) {
      const bars = numbers(seriesData(waterfall(scenario, light).option, 'bars'))
      const total = bars.pop() ?? 0
      expect(bars.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 9)
      expect(total).toBeCloseTo((scenario.result.metrics.tpot.value ?? 0) * 1000, 9)
    }
  })
  it('stands each bar on the end of the one before', () => {
    const { option } = waterfall(A, light)
    const plinths = numbers(seriesData(option, 'plinths'))
    const bars = numbers(seriesData(option, 'bars'))
    let running = 0
    bars.slice(0, -1).forEach((height, index) => {
      expect(plinths[index]).toBeCloseTo(running, 9)
      running += height
    })
    expect(plinths.at(-1)).toBe(0)
  })
  it('books every second once, however causes are joined', () => {
    fc.assert(
      fc.property(ledger, (entries) => {
        const sum = entries.reduce((running, entry) => running + entry.seconds, 0)
        const parts = partsByCause(entries, ['decode'], seconds)
        expect(parts.reduce((running, part) => running + part.value, 0)).toBeCloseTo(sum, 9)
        expect(joinSmall(parts).reduce((running, part) => running + part.value, 0)).toBeCloseTo(sum, 9)
      }),
    )
  })
  it('has a table twin that ends in the total, and the numbers in its alternative text', () => {
    const figure = waterfall(A, light)
    const rows = figure.table.rows
    const values = rows.map((row) => Number(row[1]))
    expect(values.at(-1)).toBeCloseTo(
      values.slice(0, -1).reduce((sum, value) => sum + value, 0),
      12,
    )
    expect(figure.altText).toContain('7.17\u00a0ms')
    expect(figure.sentence).toMatch(/^Moving data off the die takes \d+\u00a0% of the step\./)
  })
  it('tells extrapolated, inherited and clamped totals apart', () => {
    const style = (scenario: typeof A): string =>
      JSON.stringify(
        (waterfall(scenario, light).option['series'] as { data: { itemStyle?: object }[] }[])[1]?.data.at(-1),
      )
    expect(style(EXTRAPOLATED)).toContain('borderType')
    expect(style(A)).not.toContain('borderType')
    expect(waterfall(EXTRAPOLATED, light).altText).toContain('extrapolated')
    expect(waterfall(D, light).altText).toContain('inherited')
    expect(waterfall(CLAMPED, light).altText).toContain('held at a limit')
  })
  it('shows a state instead of bars where there is no time', () => {
    expect(waterfall(MISFIT, light).state).toBe('infeasible')
    expect(waterfall(UNEVALUATED, light).sentence).toContain('No memory bandwidth in the profile')
  })
})

describe('deltaWaterfall', () => {
  it('leads from one scenario to the other exactly', () => {
    for (const [from, to] of [
      [C, A],
      [A, B],
      [B, D],
    ] as const) {
      const before = partsByCause(from.result.ledger, ['decode'], seconds)
      const after = partsByCause(to.result.ledger, ['decode'], seconds)
      const change = partDeltas(before, after, 'cause').reduce((sum, part) => sum + part.value, 0)
      expect(change).toBeCloseTo((to.result.metrics.tpot.value ?? 0) - (from.result.metrics.tpot.value ?? 0), 12)
      const { option } = deltaWaterfall({ from, to }, light)
      for (const base of numbers(seriesData(option, 'plinths'))) expect(base).toBeGreaterThanOrEqual(0)
    }
  })
  it('never sinks below zero on the way', () => {
    const slow = A.result.ledger.map((entry) => (entry.cause === 'weights' ? { ...entry, seconds: 0.5 } : entry))
    const from = { ...A, result: { ...A.result, ledger: slow } }
    const to = {
      ...B,
      result: {
        ...A.result,
        ledger: A.result.ledger.map((entry) =>
          entry.cause === 'stepOverhead' ? { ...entry, seconds: 0.6 } : { ...entry, seconds: 0 },
        ),
      },
    }
    const { option } = deltaWaterfall({ from, to }, light)
    const plinths = numbers(seriesData(option, 'plinths'))
    const bars = numbers(seriesData(option, 'bars'))
    expect(Math.min(...plinths)).toBeGreaterThanOrEqual(0)
    expect(bars.at(-1)).toBeCloseTo(600, 6)
  })
  it('says what saves how much', () => {
    expect(deltaWaterfall({ from: C, to: A }, light).sentence).toBe(
      'HBM saves 2.09 ms and overhead 0.50 ms of the 2.98 ms (29\u00a0%) that A is faster.',
    )
  })
})

describe('millisecondParts', () => {
  it('prints parts with the decimals of the whole', () => {
    const print = millisecondParts(0.00717)
    expect([0.0006, 0.0018, 0.00717].map(print)).toEqual(['0.60', '1.80', '7.17'])
    expect(print(0.000001)).toBe('<0.01')
    expect(print(-0.0013)).toBe('−1.30')
    expect(millisecondParts(12.345)(12.345)).toBe('12,345')
  })
})
