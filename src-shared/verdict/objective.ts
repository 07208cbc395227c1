import type { Limit } from '#shared/domain/objectiveLimits.ts'
import type { Estimate } from '#shared/domain/result.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { joinWords } from '#shared/words/text.ts'

/** How a scenario stands towards fit and limits. `unknown` when a needed number is unknown. */
export type Standing = 'meets' | 'misses' | 'doesNotFit' | 'unknown'

/** "15 ms per token and 1 s to the first token"; '' when there is no limit. */
export function limitsText(limits: readonly Limit[]): string {
  return joinWords(limits.map((one) => one.text))
}

/** The estimate a limit applies to. */
export function limited(scenario: EvaluatedScenario, one: Limit): Estimate {
  return scenario.result.metrics[one.metric]
}

/** Whether a scenario fits and keeps every limit. */
export function standing(scenario: EvaluatedScenario, limits: readonly Limit[]): Standing {
  const { fit } = scenario.result
  if (fit.state === 'doesNotFit') return 'doesNotFit'
  const values = limits.map((one) => ({ value: limited(scenario, one).value, seconds: one.seconds }))
  if (values.some(({ value, seconds }) => value !== null && value > seconds)) return 'misses'
  return fit.state === 'unknown' || values.some(({ value }) => value === null) ? 'unknown' : 'meets'
}
