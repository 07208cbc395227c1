import type { Dimension } from '../../units/quantity.ts'
import type { Target } from '../target.ts'
import type { Wording } from '../wording.ts'

/** The headline numbers a target speaks of. */
export interface Reached {
  readonly tpot: number | null
  readonly ttft: number | null
  readonly costPerMillionOutput: number | null
}

/** One input moved on its own until the target is met. */
export interface SingleChange {
  /** Path of the input, as the inspector names it. */
  readonly input: string
  readonly label: Wording
  readonly dimension: Dimension
  readonly base: number
  /** The value nearest to the present one that meets the target. */
  readonly needed: number
  readonly reached: Reached
}

/** A change of the deployment that is made or not made, and whether it meets the target. */
export interface Lever {
  readonly label: Wording
  readonly meets: boolean
  readonly reached: Reached
}

/** The smallest single change that meets a target. */
export interface Counterfactual {
  readonly scenario: string
  readonly target: Target
  readonly now: Reached
  /** It is met as it stands; nothing has to change. */
  readonly met: boolean
  /** The smallest change first, by the logarithm of its factor. */
  readonly changes: readonly SingleChange[]
  /** Inputs that do not meet it alone between a 64th and 64 times their value. */
  readonly without: readonly Wording[]
  readonly levers: readonly Lever[]
}
