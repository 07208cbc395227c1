import type { VerdictState } from './verdict.ts'

/** What a change alone does to the verdict of a brief. */
export interface Effect {
  /** The alternative that is looked at: what leads. Null: nothing does. */
  readonly alternative: string | null
  /** Dollars per million output tokens more of it. Null: not priced with or without the change. */
  readonly cost: number | null
  /** Share of draws more in which it is first. Null: it cannot be chosen with or without the change. */
  readonly first: number | null
  /** What is chosen with the change. Null: what was chosen without it. */
  readonly choice: readonly string[] | null
  /** What can be said with the change. Null: the same as without it. */
  readonly state: VerdictState | null
}

/** The effect of what enters no decision. */
export const NO_EFFECT: Effect = { alternative: null, cost: 0, first: 0, choice: null, state: null }
