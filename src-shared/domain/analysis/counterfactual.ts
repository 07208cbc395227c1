import { formatText } from '../../units/format.ts'
import type { Dimension } from '../../units/quantity.ts'
import type { Workspace } from '../workspace.ts'

/** What has to be met. Null: any. */
export interface Target {
  /** Seconds per output token, per user, at most. */
  readonly tpot: number | null
  /** Seconds to the first token, per user, at most. */
  readonly ttft: number | null
  /** Dollars per million output tokens, at most. */
  readonly costPerMillionOutput: number | null
}

/** The objective of a workspace as a target; null: it has none. */
export function objectiveTarget({ objective }: Pick<Workspace, 'objective'>): Target | null {
  const { timePerToken, timeToFirstToken } = objective
  if (timePerToken === null && timeToFirstToken === null) return null
  return { tpot: timePerToken, ttft: timeToFirstToken, costPerMillionOutput: null }
}

/** The headline numbers a target speaks of. */
export interface Reached {
  readonly tpot: number | null
  readonly ttft: number | null
  readonly costPerMillionOutput: number | null
}

/** What is reached, in one line; an unknown cost is left out. */
export function reachedText({ tpot, ttft, costPerMillionOutput }: Reached): string {
  if (tpot === null || ttft === null) return 'does not run'
  const cost =
    costPerMillionOutput === null ? '' : `, ${formatText(costPerMillionOutput, 'dollars')} per million output tokens`
  return `TPOT ${formatText(tpot, 'seconds')}, TTFT ${formatText(ttft, 'seconds')}${cost}`
}

/** One input moved on its own until the target is met. */
export interface SingleChange {
  /** Path of the input, as the inspector names it. */
  readonly input: string
  readonly label: string
  readonly dimension: Dimension
  readonly base: number
  /** The value nearest to the present one that meets the target. */
  readonly needed: number
  readonly reached: Reached
}

/** A change of the deployment that is made or not made, and whether it meets the target. */
export interface Lever {
  readonly label: string
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
  readonly without: readonly string[]
  readonly levers: readonly Lever[]
}
