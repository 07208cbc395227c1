import { verbatim } from '../../../support/verbatim.ts'
import { describe, expect, it } from 'vitest'
import type { BreakEven } from '#shared/domain/analysis/breakEven.ts'
import type { Confidence } from '#shared/domain/analysis/confidence.ts'
import { DEFAULT_DECISION } from '#shared/domain/decision.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { decide } from '#shared/verdict/decide.ts'
import { raceOf } from '#shared/verdict/race.ts'
import type { Verdict } from '#shared/verdict/verdict.ts'
import { verdictText, verdictWords, type VerdictWords } from '#shared/verdict/verdictWords.ts'
import { A, B, C, D, FOUR, MISFIT, UNEVALUATED, withMetrics } from '../../../support/results.ts'

const NONE = { timePerToken: null, timeToFirstToken: null }
const DRAWS = 1000

interface Given {
  readonly scenarios?: readonly EvaluatedScenario[]
  readonly metric?: SensitiveMetric
  readonly objective?: typeof NONE | { readonly timePerToken: number; readonly timeToFirstToken: number | null }
  /** Draws in which a scenario is first; the others never are. */
  readonly first?: Readonly<Record<string, number>>
  readonly ahead?: number
  readonly points?: BreakEven['points']
  readonly worth?: Confidence['worth']
}

function judge(given: Given = {}): { readonly verdict: Verdict; readonly words: VerdictWords } {
  const { scenarios = FOUR, metric = 'tpot', objective = NONE, points = [], worth = [] } = given
  const workspace = { objective, decision: { ...DEFAULT_DECISION, criterion: metric } }
  const ids = scenarios.map(({ id }) => id)
  const confidence: Confidence = {
    metric,
    draws: DRAWS,
    seed: 7,
    scenarios: ids.map((scenario) => ({
      scenario,
      first: given.first?.[scenario] ?? 0,
      runs: DRAWS,
      meets: objective === NONE ? null : 962,
      dots: [],
      p10: null,
      p50: null,
      p90: null,
    })),
    pairs: ids.flatMap((scenario) =>
      ids.filter((rival) => rival !== scenario).map((rival) => ({ scenario, rival, ahead: given.ahead ?? 0 })),
    ),
    worth,
  }
  const { winner, second } = raceOf(workspace, scenarios)
  const breakEven: BreakEven | null =
    winner && second && points.length > 0
      ? { metric, scenario: winner.id, rival: second.id, base: 1, rivalBase: 2, points, without: [] }
      : null
  const verdict = decide({ workspace, scenarios, confidence, breakEven })
  return { verdict, words: verdictWords(verdict) }
}

const timesOf = (scenarios: readonly EvaluatedScenario[]): readonly number[] =>
  scenarios.map(({ result }) => result.metrics.tpot.value ?? Infinity).toSorted((one, two) => one - two)
/** The same machine in another column. */
const twinOf = (scenario: EvaluatedScenario, slot: number): EvaluatedScenario => ({
  ...scenario,
  id: `twin-${slot}`,
  slot,
})

describe('a verdict', () => {
  it('chooses the best by the criterion, with three to five reasons that carry numbers', () => {
    const { verdict, words } = judge()
    const chosen = FOUR.find(({ id }) => id === verdict.winner?.id)
    expect(chosen?.result.metrics.tpot.value).toBe(timesOf(FOUR)[0])
    expect(verdict.state).toBe('chosen')
    expect(words.heading).toBe(`Choose ${'ABCD'[chosen?.slot ?? 9]} (${chosen?.name})`)
    expect(words.criterion).toBe('Lowest time per output token, no SLO')
    expect(words.reasons.length).toBeGreaterThanOrEqual(3)
    expect(words.reasons.length).toBeLessThanOrEqual(5)
    for (const { value } of words.reasons) expect(value).toMatch(/\d|^[A-H]/)
    expect(words.weaknesses.at(-1)).toMatch(/^Not modelled/)
  })

  it('only among those that keep the objective', () => {
    const [best = 0, second = 0, third = 0] = timesOf(FOUR)
    const objective = { timePerToken: (second + third) / 2, timeToFirstToken: null }
    const { verdict, words } = judge({ objective, metric: 'systemThroughput' })
    const chosen = FOUR.find(({ id }) => id === verdict.winner?.id)
    expect([best, second]).toContain(chosen?.result.metrics.tpot.value)
    expect(verdict.outside.map(({ why }) => why)).toEqual(['misses', 'misses'])
    expect(words.reasons.some(({ note }) => /inside the SLO/.test(note))).toBe(true)
    expect(words.reasons.some(({ text }) => text === 'do not keep the SLO')).toBe(true)
    expect(words.criterion).toMatch(/^Highest throughput within .* per token$/)
  })

  it('says how sure it is, in draws and in words', () => {
    const id = judge().verdict.winner?.id ?? ''
    const said = (first: number): string => judge({ first: { [id]: first } }).words.certainty
    expect(said(995)).toMatch(/^. ranks first in 995 of 1,000 draws: practically certain\.$/)
    expect(said(930)).toMatch(/: very likely\./)
    expect(said(800)).toMatch(/800 of 1,000 draws: likely\./)
    expect(said(600)).toMatch(/: more likely than not\./)
    expect(said(400)).toMatch(/: not settled\./)
    const kept = judge({ objective: { timePerToken: 10, timeToFirstToken: 30 } }).words
    expect(kept.certainty).toMatch(/It keeps the SLO in 96\s% of the draws\.$/)
    expect(kept.criterion).toMatch(/ within 10\ss per token and 30\ss to the first token$/)
  })

  it('counts no draw in which one that does not qualify is first', () => {
    const cheap = withMetrics(MISFIT, { tpot: { value: 1e-6, low: null, high: null, grade: null } })
    const { verdict, words } = judge({ scenarios: [A, B, cheap], first: { [cheap.id]: 1000 }, ahead: 780 })
    expect(verdict.winner?.id).not.toBe(cheap.id)
    expect(verdict.certainty).toMatchObject({ kind: 'ahead', count: 780, level: 'likely' })
    expect(words.certainty).toMatch(/^. is ahead of ., the closest that qualifies, in 780 of 1,000 draws: likely\.$/)
  })

  it('never chooses what does not fit or whose number is not known, and names it', () => {
    const unpriced = withMetrics(A, { costPerMillionOutput: { value: null, low: null, high: null, grade: null } })
    const { verdict, words } = judge({ scenarios: [unpriced, B, MISFIT], metric: 'costPerMillionOutput' })
    expect(verdict.winner?.id).toBe(B.id)
    expect(verdict.outside.map(({ why }) => why)).toEqual(['noNumber', 'doesNotFit'])
    expect(words.reasons).toContainEqual({ value: 'A', text: 'has no known cost per million output tokens', note: '' })
    expect(words.reasons).toContainEqual({ value: 'E', text: 'does not fit', note: '' })
    expect(words.certainty).toBe('No other scenario qualifies.')
    // By a criterion whose number is known, the price does not matter.
    expect(judge({ scenarios: [unpriced, MISFIT] }).verdict.winner?.id).toBe(A.id)
  })

  it('calls equal machines equal, and chooses none of them', () => {
    const { verdict, words } = judge({ scenarios: [A, twinOf(A, 1), MISFIT] })
    expect(verdict).toMatchObject({ state: 'tied', winner: null, second: null, flips: [] })
    expect(words.heading).toBe(`A (${A.name}) and B (${A.name}) are equal`)
    expect(words.certainty).toBe('No other scenario qualifies.')
    expect(words.reasons.map(({ text }) => text)).toEqual(['time per output token', 'does not fit'])
    const fastest = FOUR.find(({ result }) => result.metrics.tpot.value === timesOf(FOUR)[0]) ?? A
    const twins = judge({ scenarios: [...FOUR, twinOf(fastest, 5)], first: { [fastest.id]: 700, 'twin-5': 100 } })
    expect(twins.words.certainty).toBe(
      `One of ${'ABCD'[fastest.slot]} and F ranks first in 800 of 1,000 draws: likely.`,
    )
  })

  it('says what would turn it, and which knowledge is worth having', () => {
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
    const { winner, second } = judge().verdict
    const worth = [
      { label: 'Memory bandwidth of B200', gain: 0.031, changes: 0.2, instead: second?.id ?? '' },
      { label: 'Price of the winner', gain: 0.01, changes: 0.1, instead: winner?.id ?? '' },
    ]
    const { words } = judge({ points: [point], worth })
    expect(words.flips).toHaveLength(1)
    expect(words.flips[0]).toMatchObject({ text: 'Memory bandwidth below', value: '6.00\u00a0TB/s' })
    expect(words.flips[0]?.note).toMatch(/8\.00\s?TB\/s now; then . ranks first/)
    // Knowledge that would lead back to the winner is worth nothing here.
    expect(words.worth).toHaveLength(1)
    expect(words.worth[0]).toMatchObject({ text: 'Memory bandwidth of B200', value: '3\u00a0%' })
  })

  it('says the best that can be said for the second', () => {
    const { verdict, words } = judge({ scenarios: [A, C, D] })
    const letter = 'ABCDEFGH'[verdict.second?.slot ?? 9]
    expect(words.forSecondHeading).toBe(`For ${letter}, at its strongest`)
    expect(words.forSecond.length).toBeGreaterThan(0)
    expect(words.forSecond.join(' ')).toContain(letter)
    const twin = { ...twinOf(A, 1), result: { ...A.result, metrics: { ...A.result.metrics } } }
    const slower = withMetrics(twin, {
      tpot: { ...A.result.metrics.tpot, value: (A.result.metrics.tpot.value ?? 0) * 1.5 },
    })
    expect(judge({ scenarios: [A, slower] }).words.forSecond).toEqual(['Nothing that is modelled speaks for B here.'])
  })

  it('chooses nothing where nothing keeps the objective, fits or is known, and says why', () => {
    const strict = judge({ objective: { timePerToken: 1e-9, timeToFirstToken: null } })
    expect(strict.verdict).toMatchObject({ state: 'noneMeets', winner: null, certainty: null, reasons: [] })
    expect(strict.words.heading).toBe('None meets the objective')
    expect(strict.words.certainty).toMatch(/^A takes .* per token, .*, .* and D takes .* to the first\.$/)
    const misfit = judge({ scenarios: [MISFIT, UNEVALUATED] }).words
    expect(misfit.heading).toBe('None is known to fit')
    expect(misfit.certainty).toMatch(/does not fit and . is not known to run\.$/)
    expect(judge({ scenarios: [] }).words.certainty).toBe('There is no scenario to judge.')
    const missing = { value: null, low: null, high: null, grade: null, reason: verbatim('Set its price.') }
    const unpriced = withMetrics(B, { costPerMillionOutput: missing })
    const unknown = judge({ scenarios: [unpriced], metric: 'costPerMillionOutput' })
    expect(unknown.verdict.state).toBe('noNumber')
    expect(unknown.words.heading).toBe('Nothing to choose by')
    expect(unknown.words.certainty).toBe('B has no known cost per million output tokens. Set its price.')
  })

  it('compares one scenario with nothing', () => {
    const { words } = judge({ scenarios: [A], objective: { timePerToken: 10, timeToFirstToken: null } })
    expect(words.heading).toBe(`A (${A.name}) alone`)
    expect(words.certainty).toBe('There is nothing to compare it with.')
  })

  it('is a text for the report', () => {
    const text = verdictText(judge().words)
    expect(text).toMatch(/^Choose .*\. Lowest time per output token, no SLO\. /)
    expect(text).toMatch(/\nWhy: .*\.\n/)
    expect(text).toMatch(/\nFor ., at its strongest: /)
    expect(verdictText(judge({ scenarios: [MISFIT] }).words)).not.toContain('\n')
  })
})
