import type { Criterion } from '../../domain/brief/thresholds.ts'

/** It serves as promised, and is there when it is needed. */
export const MEETS = 0
/** Enough of it, but delivered after it is needed. */
export const LATE = 1
/** Too few of it, and more would do: what is missing is in its loss. */
export const SHORT = 2
/** No number of it serves: its loss is what is sunk until that is found out, and another serves instead. */
export const NEVER = 3

/** A criterion that is no money to be added up: it has a number of its own in each draw. */
export type OwnCriterion = Exclude<Criterion, 'cost' | 'riskWeightedCost'>

/** What becomes of one alternative in all draws. Draws of all alternatives are the same ones, in the same order. */
export interface Drawn {
  /** Present dollars over the horizon; where it never serves, what is sunk alone. */
  readonly loss: Float64Array
  /** `MEETS`, `LATE`, `SHORT` or `NEVER`. */
  readonly states: Uint8Array
  /**
   * Dollars of capital, seconds per token, kWh and kg CO2e per million output tokens. Absent, or NaN in any draw: unknown.
   * Where it never serves, the fallback's number takes the place of its own.
   */
  readonly own: Readonly<Partial<Record<OwnCriterion, Float64Array>>>
}

/** One alternative among those that are compared. */
export interface Candidate extends Drawn {
  readonly id: string
}

/** Shares of draws by what becomes of the alternative. */
export interface StateShares {
  readonly meets: number
  readonly late: number
  readonly short: number
  readonly never: number
}

/** How often each state is drawn. */
export function stateShares(states: Uint8Array): StateShares {
  const counts = [0, 0, 0, 0]
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1
  const [meets = 0, late = 0, short = 0, never = 0] = counts.map((count) => count / states.length)
  return { meets, late, short, never }
}
