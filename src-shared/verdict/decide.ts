import type { BreakEven } from '../domain/analysis/breakEven.ts'
import type { Confidence } from '../domain/analysis/confidence.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { isMeasured } from '../domain/result.ts'
import { certaintyOf } from './certainty.ts'
import { argumentsFor } from './forSecond.ts'
import { contestant, raceOf, type Question, type Race } from './race.ts'
import { reasonsOf } from './reasons.ts'
import type { Verdict, Weakness, WorthKnowing } from './verdict.ts'

/** What a verdict is made from. */
export interface Basis {
  readonly workspace: Question
  /** In the workspace's order. */
  readonly scenarios: readonly EvaluatedScenario[]
  /** By the workspace's criterion. */
  readonly confidence: Confidence
  /** Of the winner against the second, by the same; null: there is no such pair. */
  readonly breakEven: BreakEven | null
}

const MOST_FLIPS = 4
const MOST_WORTH = 3

/**
 * The verdict: the best by the workspace's criterion among those that fit, run and keep the objective, unless the best
 * are equal or none qualifies; how sure that is, why, what would turn it and what speaks for the second.
 */
export function decide({ workspace, scenarios, confidence, breakEven }: Basis): Verdict {
  const race = raceOf(workspace, scenarios)
  const { leaders, winner, second, outside } = race
  return {
    state: stateOf(race),
    metric: workspace.decision.criterion,
    objective: workspace.objective,
    winner: winner && contestant(winner),
    second: second && contestant(second),
    leaders: leaders.map(contestant),
    outside,
    certainty: certaintyOf(race, confidence),
    reasons: reasonsOf(workspace, race),
    flips: breakEven?.points.slice(0, MOST_FLIPS) ?? [],
    worth: worthOf(race, confidence),
    forSecond: winner && second ? argumentsFor(second, winner) : [],
    weaknesses: [...leaders, ...(second ? [second] : [])].flatMap(weaknessesOf),
  }
}

function stateOf({ leaders, outside }: Race): Verdict['state'] {
  if (leaders.length > 0) return leaders.length > 1 ? 'tied' : 'chosen'
  return outside.some(({ why }) => why === 'noNumber') ? 'noNumber' : 'noneMeets'
}

/** What is worth knowing where it might lead to another of those that qualify. */
function worthOf({ contenders, leaders }: Race, { worth }: Confidence): readonly WorthKnowing[] {
  const found = worth.flatMap(({ label, gain, changes, instead }) => {
    const other = contenders.find((each) => each.id === instead && !leaders.includes(each))
    return other ? [{ label, gain, changes, instead: contestant(other) }] : []
  })
  return found.slice(0, MOST_WORTH)
}

function weaknessesOf({ slot, result: { calibration, metrics } }: EvaluatedScenario): readonly Weakness[] {
  const { donor } = calibration
  return [
    ...(isMeasured(calibration.source) ? [] : [{ code: 'inherited', slot, donor } as const]),
    ...(metrics.tpot.extrapolated === true ? [{ code: 'extrapolated', slot, donor } as const] : []),
    ...(metrics.costPerMillionOutput.grade === 'guess' ? [{ code: 'guessedPrice', slot, donor } as const] : []),
  ]
}
