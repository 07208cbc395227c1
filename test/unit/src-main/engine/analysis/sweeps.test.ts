import { describe, expect, it } from 'vitest'
import { capacityCliffOf } from '#main/engine/analysis/capacityCliff.ts'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { SWEEP_FIELDS, sweepOf, sweepQuestion } from '#main/engine/analysis/sweepCurves.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { applyHardwareOverrides } from '#shared/domain/overrides.ts'
import type { SweptInput } from '#shared/domain/analysis/sweep.ts'
import { SWEPT_INPUTS } from '#shared/domain/analysis/sweep.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { scenario } from '../../../../support/engineScenarios.ts'
import { RIVALS } from '../../../../support/pointQuestions.ts'

function swept(scenarios: readonly ResolvedScenario[], input: SweptInput) {
  const question = sweepQuestion(scenarios, input)
  return sweepOf(question, input, 'tpot', pointsHere('sweep', question, SWEEP_FIELDS))
}

describe('a sweep', () => {
  it('of memory bandwidth never makes more of it slower, and names the knee where something else begins to bind', () => {
    const heavy = RIVALS.map((one) => ({ ...one, workload: { ...one.workload, inputTokens: 16_000, concurrency: 64 } }))
    const { curves, relative } = swept(heavy, 'Memory bandwidth')
    expect(relative).toBe(true)
    let knees = 0
    for (const { points, knees: own } of curves) {
      for (const [at, { value }] of points.entries()) {
        if (at > 0) expect(value ?? NaN).toBeLessThanOrEqual((points[at - 1]?.value ?? NaN) * (1 + 1e-9))
      }
      knees += own.length
      for (const { at, before, after } of own) {
        const place = points.findIndex((point) => point.at === at)
        expect(points[place]?.binding).toBe(after)
        expect(points[place - 1]?.binding).toBe(before)
      }
    }
    expect(knees).toBeGreaterThan(0)
  })

  it('says at each value what the whole evaluation says there', () => {
    const [own] = RIVALS as [ResolvedScenario]
    const { curves } = swept([own], 'Memory bandwidth')
    const points = curves[0]?.points ?? []
    const bandwidth = own.hardware.memory.find(({ holdsModel }) => holdsModel)?.bandwidth.value ?? 0
    for (const { at, value } of points.filter((_, index) => index % 16 === 0)) {
      const hardware = applyHardwareOverrides(own.hardware, { 'memory.hbm.bandwidth': bandwidth * at })
      expect(value).toBe(evaluate({ ...own, hardware }).metrics.tpot.value)
    }
  })

  it('of requests says where a token takes twice as long, and where they no longer fit', () => {
    const { curves } = swept(RIVALS, 'Requests in flight')
    for (const { points, doubling, knees } of curves) {
      expect(doubling).not.toBeNull()
      const least = Math.min(...points.filter(({ at }) => at < (doubling ?? 0)).map(({ value }) => value ?? Infinity))
      expect(points.find(({ at }) => at === doubling)?.value).toBeGreaterThanOrEqual(2 * least)
      for (const { at, after } of knees) {
        if (after === 'doesNotFit') expect(points.find((point) => point.at === at)?.fits).toBe(false)
      }
    }
  })

  it('answers for every input there is, and says who has none', () => {
    const wafer = scenario('cerebras-wse3', 'llama-3.1-8b', { devices: 2, tensorParallel: 1, pipelineParallel: 2 })
    for (const input of SWEPT_INPUTS) {
      const { curves } = swept([...RIVALS, wafer], input)
      expect(curves).toHaveLength(5)
      expect(curves.some(({ own }) => own !== null)).toBe(true)
      for (const { own, points } of curves) if (own === null) expect(points).toEqual([])
    }
  })
})

describe('a capacity cliff', () => {
  it('holds nothing until the weights fit, then more with every device', () => {
    const big = scenario('h100-sxm', 'llama-3.1-405b')
    const [curve] = capacityCliffOf([big]).curves
    const points = curve?.points ?? []
    expect(points[0]).toEqual({ devices: 1, requests: 0, streamed: false })
    expect(points.at(-1)?.requests).toBeGreaterThan(0)
    for (const [at, { requests }] of points.entries()) {
      expect(requests ?? NaN).toBeGreaterThanOrEqual(points[at - 1]?.requests ?? 0)
    }
    const wafers = capacityCliffOf([
      scenario('cerebras-wse3', 'llama-3.1-70b', { devices: 4, tensorParallel: 1, pipelineParallel: 4 }),
    ])
    // 70 billion parameters in 16 bits are 141 GB: three wafers of 44 GB stream them, four hold them.
    expect(wafers.curves[0]?.points.slice(0, 4).map(({ streamed }) => streamed)).toEqual([true, true, true, false])
    // 405 billion parameters in 16 bits are 810 GB; 90 % of 80 GB a device hold them on twelve, so on the next power, 16.
    expect(points.find(({ requests }) => (requests ?? 0) > 0)?.devices).toBe(16)
  })
})
