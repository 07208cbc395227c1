import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confidenceOf, DRAWN_FIELDS } from '#main/engine/analysis/confidence.ts'
import { inverseNormal, keyOf, normal } from '#main/engine/analysis/draws/randomness.ts'
import { factorAt, unknownsOf } from '#main/engine/analysis/draws/uncertain.ts'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import type { DrawsQuestion } from '#main/engine/analysis/points/draws.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import type { Target } from '../../../../../src-shared/domain/target.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { anyScenario, scenario } from '../../../../support/engineScenarios.ts'
import { DRAWN, RIVALS } from '../../../../support/pointQuestions.ts'

function confidence(drawn: DrawsQuestion, metric: SensitiveMetric, target: Target | null = null) {
  return confidenceOf({ drawn, columns: pointsHere('draws', drawn, DRAWN_FIELDS), metric, target })
}

describe('drawn numbers', () => {
  it('are normal: mean, spread, quantiles, and no two keys alike', () => {
    const count = 40_000
    const one = Array.from({ length: count }, (_, draw) => normal(1, draw, keyOf('one')))
    const two = Array.from({ length: count }, (_, draw) => normal(1, draw, keyOf('two')))
    const mean = one.reduce((sum, value) => sum + value, 0) / count
    const variance = one.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count
    const together = one.reduce((sum, value, at) => sum + value * (two[at] ?? 0), 0) / count
    expect(mean).toBeCloseTo(0, 1)
    // Cut at three deviations: 0.2 % less than one.
    expect(variance).toBeGreaterThan(0.96)
    expect(variance).toBeLessThan(1.02)
    expect(Math.abs(together)).toBeLessThan(0.02)
    const below = one.filter((value) => value < inverseNormal(0.1)).length / count
    expect(below).toBeGreaterThan(0.094)
    expect(below).toBeLessThan(0.106)
  })

  it('the quantile function is that of the normal distribution', () => {
    // Abramowitz and Stegun, table 26.1.
    for (const [probability, deviations] of [
      [0.5, 0],
      [0.9, 1.2815515655],
      [0.975, 1.9599639845],
      [0.999, 3.0902323062],
      [0.01, -2.326347874],
    ] as const) {
      expect(inverseNormal(probability)).toBeCloseTo(deviations, 6)
    }
  })

  it('a factor meets p10 and p90 at ±1.28 deviations', () => {
    const spread = { below: 0.3, above: 0.1 }
    expect(factorAt(spread, inverseNormal(0.9))).toBeCloseTo(Math.exp(0.1), 9)
    expect(factorAt(spread, inverseNormal(0.1))).toBeCloseTo(Math.exp(-0.3), 9)
    expect(factorAt(spread, 0)).toBe(1)
  })
})

describe('confidence', () => {
  it('the same seed gives the same answer, another seed nearly the same', () => {
    const one = confidence(DRAWN, 'tpot')
    expect(confidence(DRAWN, 'tpot')).toEqual(one)
    const other = confidence({ ...DRAWN, seed: 8 }, 'tpot')
    expect(other).not.toEqual(one)
    for (const [index, { first }] of one.scenarios.entries()) {
      expect(Math.abs(first - (other.scenarios[index]?.first ?? 0)) / DRAWN.draws).toBeLessThan(0.12)
    }
  })

  it('every draw has one first, and a pair’s shares sum to all draws', () => {
    for (const metric of ['tpot', 'costPerMillionOutput'] as const) {
      const answer = confidence(DRAWN, metric)
      expect(answer.scenarios.reduce((sum, { first }) => sum + first, 0)).toBe(DRAWN.draws)
      for (const { scenario: id, rival, ahead } of answer.pairs) {
        const back = answer.pairs.find((pair) => pair.scenario === rival && pair.rival === id)
        expect(ahead + (back?.ahead ?? 0)).toBe(DRAWN.draws)
      }
    }
  })

  it('the drawn interval of a time agrees with the evaluated one', () => {
    const [own] = RIVALS
    const drawn = { scenarios: [own as ResolvedScenario], draws: 3000, seed: 3 }
    const [answer] = confidence(drawn, 'tpot').scenarios
    const { tpot } = evaluate(own as ResolvedScenario).metrics
    // The load moves as well, which the evaluated interval leaves out: it is wider, and centred alike.
    expect((answer?.p50 ?? 0) / (tpot.value ?? 1)).toBeGreaterThan(0.9)
    expect((answer?.p50 ?? 0) / (tpot.value ?? 1)).toBeLessThan(1.15)
    expect(answer?.p10).toBeLessThan((tpot.low ?? 0) * 1.05)
    expect(answer?.p90).toBeGreaterThan((tpot.high ?? 0) * 0.95)
  })

  it('two like scenarios draw alike: neither is ever ahead', () => {
    const [own] = RIVALS
    const twin = { ...(own as ResolvedScenario), id: 'twin' }
    const answer = confidence({ scenarios: [own as ResolvedScenario, twin], draws: 300, seed: 1 }, 'tpot')
    for (const { ahead } of answer.pairs) expect(ahead).toBe(0)
    expect(answer.worth).toEqual([])
  })

  it('what decides is found: with one price in doubt, its knowledge is worth most', () => {
    const [one, two] = RIVALS as [ResolvedScenario, ResolvedScenario]
    const clone = {
      ...one,
      id: 'clone',
      hardware: { ...one.hardware, id: 'other' },
      deployment: { ...one.deployment, software: 'vllm' as const },
    }
    expect(two.id).not.toBe(one.id)
    const answer = confidence(
      { scenarios: [{ ...one, deployment: clone.deployment }, clone], draws: 2000, seed: 5 },
      'costPerMillionOutput',
    )
    const [most] = answer.worth
    expect(most?.changes).toBeGreaterThan(0.1)
    expect(most?.gain).toBeGreaterThan(0)
    for (const { gain } of answer.worth) expect(gain).toBeLessThanOrEqual(most?.gain ?? 0)
  })

  it('counts the draws that meet an objective, and those that do not run', () => {
    const never = confidence(DRAWN, 'tpot', { tpot: 1e-9, ttft: null, costPerMillionOutput: null })
    const always = confidence(DRAWN, 'tpot', { tpot: 1e3, ttft: 1e5, costPerMillionOutput: null })
    for (const { meets } of never.scenarios) expect(meets).toBe(0)
    for (const { meets, runs } of always.scenarios) expect(meets).toBe(runs)
    const tooLarge = { ...scenario('l4', 'deepseek-v3'), id: 'small' }
    const answer = confidence({ scenarios: [...RIVALS, tooLarge], draws: 200, seed: 1 }, 'tpot')
    expect(answer.scenarios.at(-1)).toMatchObject({ first: 0, runs: 0, dots: [], p50: null })
  })

  it('holds for any scenarios: finite or absent, quantiles in order', () => {
    fc.assert(
      fc.property(anyScenario, anyScenario, (one, two) => {
        const drawn = { scenarios: [one, { ...two, id: 'two' }], draws: 60, seed: 1 }
        const answer = confidence(drawn, 'costPerMillionOutput')
        for (const { dots, p10, p50, p90 } of answer.scenarios) {
          for (const [index, dot] of dots.entries()) expect(dot).toBeGreaterThanOrEqual(dots[index - 1] ?? 0)
          if (p10 !== null) expect(p10).toBeLessThanOrEqual(p50 ?? NaN)
          if (p50 !== null) expect(p50).toBeLessThanOrEqual(p90 ?? NaN)
        }
        for (const { spread } of unknownsOf(one)) {
          expect(spread.below).toBeGreaterThanOrEqual(0)
          expect(spread.above).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 60, seed: 4 },
    )
  })
})
