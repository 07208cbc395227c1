import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { limitsOf } from '../domain/objectiveLimits.ts'
import { SENSITIVE_METRICS } from '../domain/sensitivity.ts'
import type { Workspace } from '../domain/workspace.ts'
import type { Contestant, Outsider } from './verdict.ts'

/** What of a workspace says how its scenarios are ranked. */
export type Question = Pick<Workspace, 'objective' | 'decision'>

/** Who can be chosen, and who not. */
export interface Race {
  /** They fit, run, keep the objective and have the criterion's number: best first, equals in the workspace's order. */
  readonly contenders: readonly EvaluatedScenario[]
  /** Contenders that nobody is better than: several where they are equal. */
  readonly leaders: readonly EvaluatedScenario[]
  /** The one leader, and the contender after it; null: the best are equal, or there is none. */
  readonly winner: EvaluatedScenario | null
  readonly second: EvaluatedScenario | null
  readonly outside: readonly Outsider[]
}

/** Relative difference up to which two numbers are equal: what rounding may add. */
const EQUAL = 1e-9

/** Ranks those who qualify by the workspace's criterion. @param scenarios in the workspace's order */
export function raceOf(question: Question, scenarios: readonly EvaluatedScenario[]): Race {
  const { criterion } = question.decision
  const sign = SENSITIVE_METRICS[criterion] === 'less' ? 1 : -1
  const numberOf = ({ result }: EvaluatedScenario): number => result.metrics[criterion].value ?? NaN
  const outside = scenarios.flatMap((scenario) => outsiderOf(question, scenario) ?? [])
  const contenders = scenarios
    .filter(({ id }) => outside.every(({ scenario }) => scenario.id !== id))
    .toSorted((one, two) => sign * (numberOf(one) - numberOf(two)))
  const [best] = contenders
  const leaders = best
    ? contenders.filter((each) => Math.abs(numberOf(each) - numberOf(best)) <= EQUAL * Math.abs(numberOf(best)))
    : []
  const [winner = null, second = null] = leaders.length === 1 ? contenders : []
  return { contenders, leaders, winner, second, outside }
}

/** The scenario as a verdict names it. */
export function contestant({ id, slot, name }: EvaluatedScenario): Contestant {
  return { id, slot, name }
}

/** Null: it can be chosen. */
function outsiderOf(question: Question, scenario: EvaluatedScenario): Outsider | null {
  const { metrics } = scenario.result
  const why = whyNot(question, scenario)
  if (why === null) return null
  const reason = metrics[question.decision.criterion].reason ?? null
  return { scenario: contestant(scenario), why, tpot: metrics.tpot.value, ttft: metrics.ttft.value, reason }
}

function whyNot(question: Question, { result: { fit, metrics } }: EvaluatedScenario): Outsider['why'] | null {
  if (fit.state === 'doesNotFit') return 'doesNotFit'
  if (limitsOf(question).some(({ metric, seconds }) => (metrics[metric].value ?? 0) > seconds)) return 'misses'
  if (fit.state === 'unknown' || metrics.tpot.value === null || metrics.ttft.value === null) return 'unknown'
  return metrics[question.decision.criterion].value === null ? 'noNumber' : null
}
