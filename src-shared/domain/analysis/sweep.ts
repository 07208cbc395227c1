import type { Dimension } from '../../units/quantity.ts'
import type { Resource } from '../result.ts'
import type { SensitiveMetric } from '../sensitivity.ts'
import type { Point } from './outcome.ts'

/** A value of the input at which another resource begins to bind a scenario's decode step. */
export interface Knee {
  /** SI value of the input, between two points of the sweep. */
  readonly at: number
  readonly from: Resource
  readonly to: Resource
}

/** One scenario over the values of one input. */
export interface SweepLine {
  readonly scenario: string
  /** The scenario's own value of the input; null: it has none. */
  readonly own: number | null
  /** One point per value, in their order. */
  readonly points: readonly Point[]
  readonly knees: readonly Knee[]
}

/** What happens to scenarios when one input takes many values, all else equal. */
export interface Sweep {
  /** Path of the input, as the inspector names it. */
  readonly input: string
  readonly label: string
  readonly dimension: Dimension
  readonly metric: SensitiveMetric
  /** Ascending SI values, evenly spaced in the logarithm. */
  readonly values: readonly number[]
  readonly lines: readonly SweepLine[]
}
