import type { SensitiveMetric } from '../sensitivity.ts'

/** How many draws, and the seed of their random numbers. */
export interface Draws {
  readonly draws: number
  readonly seed: number
}

/** Draws of a verdict where nothing else is asked: window, report and command line say the same. */
export const USUAL_DRAWS: Draws = { draws: 10_000, seed: 7 }

/** How sure one scenario's number is. */
export interface DrawnScenario {
  readonly scenario: string
  /** Draws in which it is the best of all. */
  readonly first: number
  /** Draws in which it runs and has the number. */
  readonly runs: number
  /** Draws in which it meets the objective, all requests fitting; null: there is no objective. */
  readonly meets: number | null
  /** Quantiles of the number at 2.5, 7.5, … 97.5 %: twenty dots of equal weight. Empty: it runs in no draw. */
  readonly dots: readonly number[]
  readonly p10: number | null
  readonly p50: number | null
  readonly p90: number | null
}

/** What it would be worth to know one uncertain quantity exactly. */
export interface Worth {
  /** "Memory bandwidth of B200". */
  readonly label: string
  /** Expected gain of the metric when the choice may follow the quantity, as a share of the best choice's mean. */
  readonly gain: number
  /** Share of the quantity's range in which another scenario would be chosen. */
  readonly changes: number
  /** The scenario that would be chosen there most. */
  readonly instead: string
}

/** What many draws say of a choice between scenarios by one metric. */
export interface Confidence {
  readonly metric: SensitiveMetric
  readonly draws: number
  readonly seed: number
  readonly scenarios: readonly DrawnScenario[]
  /** Draws in which `scenario` is better than `rival`; every ordered pair. */
  readonly pairs: readonly { readonly scenario: string; readonly rival: string; readonly ahead: number }[]
  /** Which knowledge would change the choice, the most valuable first; quantities that would not are left out. */
  readonly worth: readonly Worth[]
}
