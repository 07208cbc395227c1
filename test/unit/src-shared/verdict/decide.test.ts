import { describe, expect, it } from 'vitest'
import { decide, decisionText, keepsObjective } from '#shared/verdict/decide.ts'
import type { BreakEven } from '#shared/domain/analysis/breakEven.ts'
import type { Confidence } from '#shared/domain/analysis/confidence.ts'
import { A, B, C, D, FOUR, MISFIT, UNEVALUATED } from '../../../support/results.ts'

const NONE = { timePerToken: null, timeToFirstToken: null }

function confidence(first: Readonly<Record<string, number>>, draws = 1000): Confidence {
  return {
    metric: 'tpot',
    draws,
    seed: 7,
    scenarios: Object.entries(first).map(([scenario, count]) => ({
      scenario,
      first: count,
      runs: draws,
      meets: null,
      dots: [],
      p10: null,
      p50: null,
      p90: null,
    })),
    pairs: [],
    worth: [],
  }
}

describe('a decision', () => {
  const base = { objective: NONE, scenarios: FOUR, metric: 'tpot' as const, confidence: null, breakEven: null }

  it('chooses the best by the criterion, with three to five reasons that carry numbers', () => {
    const decision = decide(base)
    const times = FOUR.map(({ result }) => result.metrics.tpot.value ?? Infinity)
    expect(decision.chosen?.result.metrics.tpot.value).toBe(Math.min(...times))
    expect(decision.criterion).toMatch(/^Lowest time per output token, no SLO/)
    expect(decision.reasons.length).toBeGreaterThanOrEqual(3)
    expect(decision.reasons.length).toBeLessThanOrEqual(5)
    for (const { value } of decision.reasons) expect(value).toMatch(/\d|^[A-H]/)
    expect(decision.certainty).toBe('Drawing what is uncertain.')
  })

  it('only among those that keep the objective', () => {
    const order = FOUR.toSorted(
      (one, two) => (one.result.metrics.tpot.value ?? 0) - (two.result.metrics.tpot.value ?? 0),
    )
    const second = order[1] as typeof A
    const bound = ((second.result.metrics.tpot.value ?? 0) + (order[2]?.result.metrics.tpot.value ?? 0)) / 2
    const objective = { timePerToken: bound, timeToFirstToken: null }
    expect(FOUR.filter((scenario) => keepsObjective(scenario, objective))).toHaveLength(2)
    const decision = decide({ ...base, objective, metric: 'systemThroughput' })
    expect([order[0]?.id, second.id]).toContain(decision.chosen?.id)
    expect(decision.reasons.some(({ note }) => /inside the SLO/.test(note))).toBe(true)
  })

  it('says how sure it is, in draws and in words', () => {
    const chosen = decide(base).chosen?.id ?? ''
    const said = (first: number): string =>
      decide({ ...base, confidence: confidence({ [chosen]: first, other: 1000 - first }) }).certainty
    expect(said(995)).toMatch(/995 of 1,000 draws: practically certain/)
    expect(said(800)).toMatch(/800 of 1,000 draws: likely/)
    expect(said(400)).toMatch(/not settled/)
    // Draws by another criterion say nothing of this one.
    const other = { ...confidence({ [chosen]: 900 }), metric: 'ttft' as const }
    expect(decide({ ...base, confidence: other }).certainty).toBe('Drawing what is uncertain.')
  })

  it('says what would turn it, if that was asked of this pair', () => {
    const { chosen, runnerUp } = decide(base)
    const point = {
      input: 'hardware.memory.hbm.bandwidth',
      label: 'Memory bandwidth',
      dimension: 'bytesPerSecond',
      base: 8e12,
      at: 6e12,
      shared: false,
      own: 1,
      rival: 1,
      kind: 'equal',
    } as const
    const breakEven: BreakEven = {
      metric: 'tpot',
      scenario: chosen?.id ?? '',
      rival: runnerUp?.id ?? '',
      base: 1,
      rivalBase: 2,
      points: [point],
      without: [],
    }
    const [flip] = decide({ ...base, breakEven }).flips
    expect(flip).toMatchObject({ path: point.input, text: 'Memory bandwidth below', value: '6.00\u00a0TB/s' })
    expect(flip?.note).toMatch(/8\.00\s?TB\/s now; then . ranks first/)
    expect(decide({ ...base, breakEven: { ...breakEven, rival: 'another' } }).flips).toEqual([])
  })

  it('says the best that can be said for the second', () => {
    const { chosen, runnerUp, steelMan } = decide({ ...base, scenarios: [A, C, D] })
    expect(runnerUp).not.toBeNull()
    expect(steelMan.length).toBeGreaterThan(0)
    expect(steelMan.join(' ')).toContain(runnerUp ? 'ABCDEFGH'[runnerUp.slot] : '?')
    expect(chosen?.id).not.toBe(runnerUp?.id)
  })

  it('chooses nothing where nothing meets the objective, fits or is known, and says why', () => {
    const strict = decide({ ...base, objective: { timePerToken: 1e-9, timeToFirstToken: null } })
    expect(strict).toMatchObject({ chosen: null, heading: 'None meets the objective', reasons: [] })
    expect(strict.certainty).toMatch(/A takes .* per token/)
    expect(decide({ ...base, scenarios: [MISFIT] }).certainty).toMatch(/does not fit/)
    expect(decide({ ...base, scenarios: [UNEVALUATED] }).certainty).toMatch(/not known/)
    expect(decide({ ...base, scenarios: [] }).certainty).toMatch(/Add a scenario/)
    expect(decide({ ...base, scenarios: [B], metric: 'costPerMillionOutput' }).heading).toMatch(
      /Nothing to choose by|alone/,
    )
  })

  it('is a paragraph for the report', () => {
    const text = decisionText(decide(base))
    expect(text).toMatch(/^Choose .*\. Criterion: lowest time per output token/)
    expect(text).toMatch(/Why: /)
    expect(text).toMatch(/For the second: /)
  })
})
