import type { Workspace } from '#shared/domain/workspace.ts'
import type { Estimate } from '#shared/domain/result.ts'
import type { ChartScenario } from '#shared/charts/types.ts'
import { joinWords } from '#shared/charts/text.ts'
import { formatText } from '#shared/units/format.ts'

/** A limit the user stated: a time that must not be exceeded. */
export interface Limit {
  readonly metric: 'tpot' | 'ttft'
  /** Seconds. */
  readonly seconds: number
  /** "15.0 ms per token". */
  readonly text: string
  /** "time per token". */
  readonly noun: string
  /** "per token", after a time. */
  readonly tail: string
}

/** How a scenario stands towards fit and limits. `unknown` when a needed number is unknown. */
export type Standing = 'meets' | 'misses' | 'doesNotFit' | 'unknown'

/** The limits the workspace states; none, one or two. */
export function limitsOf(workspace: Workspace): Limit[] {
  const { timePerToken, timeToFirstToken } = workspace.objective
  return [
    ...(timePerToken === null ? [] : [limit('tpot', timePerToken, 'per token', 'time per token')]),
    ...(timeToFirstToken === null
      ? []
      : [limit('ttft', timeToFirstToken, 'to the first token', 'time to the first token')]),
  ]
}

function limit(metric: Limit['metric'], seconds: number, tail: string, noun: string): Limit {
  return { metric, seconds, text: `${formatText(seconds, 'seconds', { trim: true })} ${tail}`, noun, tail }
}

/** "15 ms per token and 1 s to the first token"; '' when there is no limit. */
export function limitsText(limits: readonly Limit[]): string {
  return joinWords(limits.map((one) => one.text))
}

/** The estimate a limit applies to. */
export function limited(scenario: ChartScenario, one: Limit): Estimate {
  return scenario.result.metrics[one.metric]
}

/** Whether a scenario fits and keeps every limit. */
export function standing(scenario: ChartScenario, limits: readonly Limit[]): Standing {
  const { fit } = scenario.result
  if (fit.state === 'doesNotFit') return 'doesNotFit'
  const values = limits.map((one) => ({ value: limited(scenario, one).value, seconds: one.seconds }))
  if (values.some(({ value, seconds }) => value !== null && value > seconds)) return 'misses'
  return fit.state === 'unknown' || values.some(({ value }) => value === null) ? 'unknown' : 'meets'
}
