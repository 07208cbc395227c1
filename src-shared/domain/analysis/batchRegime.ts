import type { Point } from './outcome.ts'

/** A scenario over requests in flight: where more batch is nearly free, where it is paid for, and where it ends. */
export interface BatchRegime {
  readonly scenario: string
  /** Ascending whole requests in flight. */
  readonly batch: readonly number[]
  readonly points: readonly Point[]
  /** Requests in flight at which a step's arithmetic takes as long as reading its weights; null: never in the range. */
  readonly balance: number | null
  /** Most requests that fit at once; null: not limited or unknown. */
  readonly most: number | null
  readonly own: number
}
