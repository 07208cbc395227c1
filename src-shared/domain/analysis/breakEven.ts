import type { Dimension } from '../../units/quantity.ts'
import type { SensitiveMetric } from '../sensitivity.ts'
import type { Wording } from '../wording.ts'

/** A value of one input at which the better of two scenarios changes. */
export interface TurningPoint {
  /** Path of the input, as the inspector names it. */
  readonly input: string
  readonly label: Wording
  readonly dimension: Dimension
  /** The scenario's own value. */
  readonly base: number
  /** Where it turns: the first value past the turn for inputs that are whole, else the value at which both are equal. */
  readonly at: number
  /** The rival's input moves along: the load, the site. */
  readonly shared: boolean
  /** The metric of both just past the turn. */
  readonly own: number
  readonly rival: number
  /** `equal`: both are the same at `at`; `jump`: one of them steps over the other there, such as when requests no longer fit. */
  readonly kind: 'equal' | 'jump'
}

/** Where the ranking of two scenarios turns, one input at a time, the smallest change first. */
export interface BreakEven {
  readonly metric: SensitiveMetric
  readonly scenario: string
  readonly rival: string
  /** The metric of both as they stand; null: it does not run. */
  readonly base: number | null
  readonly rivalBase: number | null
  readonly points: readonly TurningPoint[]
  /** Inputs that turn nothing between a 64th and 64 times their value. */
  readonly without: readonly Wording[]
}
