import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movableInputs, movedTogether } from '#main/engine/analysis/inputs.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { applyHardwareRanges, figureAt } from '#shared/domain/overrides.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { anyScenario, scenario } from '../../../../support/engineScenarios.ts'

describe('inputs that are moved together', () => {
  it('are moved as one after the other, and leave the scenario they came from as it was', () => {
    const factors = fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(anyScenario, factors, (own, drawn) => {
        const before = JSON.stringify(own)
        const inputs = movableInputs(own)
        let expected = own
        for (const [at, input] of inputs.entries()) expected = input.scaled(expected, drawn[at] ?? 1)
        const move = movedTogether(own, inputs)
        expect(move(drawn)).toEqual(expected)
        expect(move(inputs.map(() => 1))).toMatchObject({ workload: own.workload, economics: own.economics })
        expect(move(drawn)).toEqual(expected)
        expect(JSON.stringify(own)).toBe(before)
      }),
      { numRuns: 300, seed: 9 },
    )
  })
})

describe('a range of the user’s own', () => {
  const own = scenario('b200-sxm', 'llama-3.1-70b')
  const inputOf = (ranges: ResolvedScenario['ranges'], path: string) =>
    movableInputs({ ...own, hardware: applyHardwareRanges(own.hardware, ranges), ranges }).find(
      ({ input }) => input === path,
    )

  it('goes before what sources, grades and custom say', () => {
    const bandwidth = figureAt(own.hardware, 'memory.hbm.bandwidth')?.value ?? NaN
    const path = 'hardware.memory.hbm.bandwidth'
    const range = { low: bandwidth * 0.7, high: bandwidth * 1.1 }
    expect(inputOf({ [path]: range }, path)).toMatchObject({ ...range, base: bandwidth, basis: { code: 'basis.own' } })
    const load = { low: 1000, high: 9000 }
    expect(inputOf({ 'workload.inputTokens': load }, 'workload.inputTokens')).toMatchObject({ ...load, base: 4096 })
    expect(inputOf({}, 'workload.inputTokens')).toMatchObject({ low: 3072, high: 5120 })
  })

  it('is widened to hold the value, and stays within what the input may be', () => {
    const range = { low: 0.8, high: 4 }
    expect(inputOf({ 'economics.utilisation': range }, 'economics.utilisation')).toMatchObject({ low: 0.6, high: 1 })
  })

  it('makes what was certain draw, and the interval of the result wider', () => {
    const path = 'economics.purchasePrice'
    // Nothing else is uncertain of the cost of an hour: hosts and network are measured here.
    const watts = (value: number) => ({ value, grade: 'measured' as const, source: null })
    const { power } = own.hardware
    const hardware = { ...own.hardware, power: { ...power, host: watts(200), network: watts(50) } }
    const priced = { ...own, hardware, economics: { ...own.economics, purchasePrice: 40_000 } }
    const interval = (ranges: ResolvedScenario['ranges']) => {
      const { low, high } = evaluate({ ...priced, ranges }).metrics.costPerHour
      return (high ?? NaN) / (low ?? NaN)
    }
    expect(interval({})).toBe(1)
    expect(interval({ [path]: { low: 30_000, high: 60_000 } })).toBeCloseTo(2, 9)
  })

  it('of a figure reaches the interval of what it binds', () => {
    const path = 'hardware.memory.hbm.bandwidth'
    const bandwidth = figureAt(own.hardware, 'memory.hbm.bandwidth')?.value ?? NaN
    const widened = applyHardwareRanges(own.hardware, { [path]: { low: bandwidth / 6, high: bandwidth * 2 } })
    const width = (hardware: ResolvedScenario['hardware']) => {
      const { low, high } = evaluate({ ...own, hardware }).metrics.tpot
      return (high ?? NaN) / (low ?? NaN)
    }
    expect(width(widened)).toBeGreaterThan(1.3 * width(own.hardware))
  })
})
