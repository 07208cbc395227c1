import type { Workspace } from '#shared/domain/workspace.ts'
import { joinWords, timesText } from '#shared/words/text.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { formatText } from '#shared/units/format.ts'
import { confidenceOfLimits, confidenceOfOrder, type Confidence } from './confidence.ts'
import { limitsOf, type Limit } from '#shared/domain/objectiveLimits.ts'
import { limited, limitsText, standing } from './objective.ts'
import { COST, SPEED, named, ranked, valueText, type Criterion } from './criterion.ts'

/** What the figures say of the comparison, before any sentence is made of it. */
export interface Verdict {
  readonly limits: readonly Limit[]
  /** Fit and keep every limit, in the workspace's order. */
  readonly eligible: readonly EvaluatedScenario[]
  /** Eligible, cheapest first; empty when no cost is known. */
  readonly byCost: readonly EvaluatedScenario[]
  /** Eligible, fastest for one user first. */
  readonly bySpeed: readonly EvaluatedScenario[]
  readonly sentence: string
  readonly confidence: Confidence
}

/**
 * A neutral verdict: who fits, who keeps the service-level objective, who is cheapest and who is fastest among them.
 * It never chooses between cost and speed; that is the reader's.
 */
export function verdictOf(workspace: Workspace, scenarios: readonly EvaluatedScenario[]): Verdict {
  const limits = limitsOf(workspace)
  const eligible = scenarios.filter((scenario) => standing(scenario, limits) === 'meets')
  const byCost = ranked(eligible, COST)
  const bySpeed = ranked(eligible, SPEED)
  const parts = { limits, eligible, byCost, bySpeed }
  return { ...parts, sentence: sentenceOf(parts, scenarios), confidence: confidenceFor(parts, scenarios) }
}

type Parts = Omit<Verdict, 'sentence' | 'confidence'>

function sentenceOf({ limits, eligible, byCost, bySpeed }: Parts, scenarios: readonly EvaluatedScenario[]): string {
  const [only] = eligible
  const condition = limits.length > 0 ? `fits and keeps ${limitsText(limits)}` : 'fits'
  if (!only) return noneEligible(scenarios, limits)
  if (scenarios.length === 1) {
    return `${named(only)} ${condition}. There is no second scenario to compare it with.`
  }
  if (eligible.length === 1) return `Of ${scenarios.length} scenarios, only ${named(only)} ${condition}.`
  const among = `Among the ${eligible.length} scenarios that ${limits.length > 0 ? `fit and keep ${limitsText(limits)}` : 'fit'}`
  const [cheapest] = byCost
  const [fastest] = bySpeed
  if (cheapest && fastest && cheapest.id === fastest.id) {
    return `${among}, ${named(cheapest)} has both the ${superlative(byCost, COST, eligible.length)} ${COST.noun}, ${valueText(cheapest, COST)}, and the ${superlative(bySpeed, SPEED, eligible.length)} ${SPEED.noun}, ${valueText(cheapest, SPEED)}.`
  }
  const leaders = [lead(byCost, COST, eligible.length), lead(bySpeed, SPEED, eligible.length)].filter(
    (text) => text !== '',
  )
  return leaders.length === 0
    ? `${among}, neither cost nor speed is known.`
    : `${among}, ${leaders.join('; ')}.${leaders.length > 1 ? ' Cost and speed point to different machines.' : ''}`
}

function lead(order: readonly EvaluatedScenario[], criterion: Criterion, count: number): string {
  const [best] = order
  return best
    ? `${named(best)} has the ${superlative(order, criterion, count)} ${criterion.noun}, ${valueText(best, criterion)}`
    : ''
}

/** "lowest", or "lowest known" where the number of some scenario is unknown. */
function superlative(order: readonly EvaluatedScenario[], criterion: Criterion, count: number): string {
  return order.length < count ? `${criterion.superlative} known` : criterion.superlative
}

function noneEligible(scenarios: readonly EvaluatedScenario[], limits: readonly Limit[]): string {
  const of = (wanted: string): EvaluatedScenario[] => scenarios.filter((one) => standing(one, limits) === wanted)
  const parts = [
    ...of('doesNotFit').map((one) => `${named(one)} does not fit`),
    ...of('misses').map((one) => `${named(one)} ${missText(one, limits)}`),
    ...of('unknown').map((one) => `${named(one)} cannot be judged, because a number it needs is unknown`),
  ]
  const goal = limits.length > 0 ? `both fits and keeps ${limitsText(limits)}` : 'is known to fit'
  return parts.length === 0 ? 'There is no scenario to judge.' : `No scenario ${goal}: ${joinWords(parts)}.`
}

/** "takes 18.2 ms per token, 21 % over". */
function missText(scenario: EvaluatedScenario, limits: readonly Limit[]): string {
  return joinWords(
    limits.flatMap((one) => {
      const { value } = limited(scenario, one)
      if (value === null || value <= one.seconds) return []
      return [`takes ${formatText(value, 'seconds')} ${one.tail}, ${timesText(value / one.seconds)} the limit`]
    }),
  )
}

function confidenceFor(
  { limits, byCost, bySpeed, eligible }: Parts,
  scenarios: readonly EvaluatedScenario[],
): Confidence {
  const [cheapest, nextCheapest] = byCost
  if (cheapest && nextCheapest) return confidenceOfOrder(cheapest, nextCheapest, COST)
  const [fastest, nextFastest] = bySpeed
  if (fastest && nextFastest) return confidenceOfOrder(fastest, nextFastest, SPEED)
  const judged = scenarios.filter((one) => ['meets', 'misses'].includes(standing(one, limits)))
  if (limits.length > 0 && judged.length > 0) return confidenceOfLimits(judged, limits)
  const what = eligible.length > 0 ? 'There is nothing to compare it with' : 'No scenario could be judged'
  return { word: 'Open', reason: `${what}, so no confidence can be given.` }
}
