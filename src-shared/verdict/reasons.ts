import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { limitsOf } from '../domain/objectiveLimits.ts'
import { memoryWordOf } from '../words/scenario.ts'
import type { Question, Race } from './race.ts'
import type { Outsider, Reason, ReasonMetric } from './verdict.ts'

const MOST = 5
/** The graver of two causes first. */
const CAUSES: readonly Outsider['why'][] = ['doesNotFit', 'misses', 'unknown', 'noNumber']

/** The facts behind a choice, the most telling first. Of equals only what holds for all of them. */
export function reasonsOf(question: Question, { leaders, second, outside }: Race): readonly Reason[] {
  const [first] = leaders
  if (!first) return []
  const outsiders = CAUSES.flatMap((why): Reason[] => {
    const slots = outside.filter((each) => each.why === why).map(({ scenario }) => scenario.slot)
    return slots.length === 0 ? [] : [{ code: 'outside', why, slots }]
  })
  const number = compared(first, second, question.decision.criterion)
  if (leaders.length > 1) return [...number, ...outsiders]
  const rest = [...compared(first, second, 'deviceThroughput'), ...memory(first)]
  return [...number, ...times(question, first, second), ...outsiders, ...rest].slice(0, MOST)
}

function compared(first: EvaluatedScenario, second: EvaluatedScenario | null, metric: ReasonMetric): Reason[] {
  const { value } = first.result.metrics[metric]
  const other = second?.result.metrics[metric].value ?? null
  if (value === null) return []
  const against = second === null || other === null ? null : { slot: second.slot, value: other }
  return [{ code: 'metric', metric, value, against }]
}

/** Both times against their limits; the time per token also where it has none. The criterion's own is said already. */
function times(question: Question, first: EvaluatedScenario, second: EvaluatedScenario | null): Reason[] {
  const limits = limitsOf(question)
  return (['tpot', 'ttft'] as const).flatMap((metric): Reason[] => {
    const { value } = first.result.metrics[metric]
    const limit = limits.find((each) => each.metric === metric)
    if (metric === question.decision.criterion || value === null) return []
    if (limit) return [{ code: 'limit', metric, value, limit: limit.seconds }]
    return metric === 'tpot' ? compared(first, second, metric) : []
  })
}

function memory(scenario: EvaluatedScenario): Reason[] {
  const { binding, fit } = scenario.result
  if (fit.fullness === null) return []
  const binds = binding && { resource: binding.decode.resource, memory: memoryWordOf([scenario]) }
  return [{ code: 'memory', fullness: fit.fullness, binds }]
}
