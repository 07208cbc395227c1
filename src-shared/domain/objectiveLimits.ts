import { formatText } from '../units/format.ts'
import type { Target } from './target.ts'
import type { Workspace } from './workspace.ts'

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

/** The objective of a workspace as a target; null: it has none. */
export function objectiveTarget({ objective }: Pick<Workspace, 'objective'>): Target | null {
  const { timePerToken, timeToFirstToken } = objective
  if (timePerToken === null && timeToFirstToken === null) return null
  return { tpot: timePerToken, ttft: timeToFirstToken, costPerMillionOutput: null }
}
