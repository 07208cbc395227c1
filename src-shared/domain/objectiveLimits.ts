import type { Target } from './target.ts'
import type { Workspace } from './workspace.ts'

/** A limit the user stated: a time that must not be exceeded. */
export interface Limit {
  readonly metric: 'tpot' | 'ttft'
  /** Seconds. */
  readonly seconds: number
}

/** The limits the workspace states; none, one or two. */
export function limitsOf({ objective: { timePerToken, timeToFirstToken } }: Pick<Workspace, 'objective'>): Limit[] {
  return [
    ...(timePerToken === null ? [] : [{ metric: 'tpot', seconds: timePerToken } as const]),
    ...(timeToFirstToken === null ? [] : [{ metric: 'ttft', seconds: timeToFirstToken } as const]),
  ]
}

/** The objective of a workspace as a target; null: it has none. */
export function objectiveTarget({ objective }: Pick<Workspace, 'objective'>): Target | null {
  const { timePerToken, timeToFirstToken } = objective
  if (timePerToken === null && timeToFirstToken === null) return null
  return { tpot: timePerToken, ttft: timeToFirstToken, costPerMillionOutput: null }
}
