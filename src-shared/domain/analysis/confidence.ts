import type { SensitiveMetric } from '../sensitivity.ts'

/** Draws of a decision where nothing else is asked, and their seed: screen, report and command line say the same. */
export const USUAL_DRAWS = { draws: 10_000, seed: 7 } as const

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

/** "almost certain", "likely", "a toss-up": a share of draws in words. */
export function confidenceWord(share: number): string {
  if (share >= 0.99) return 'practically certain'
  if (share >= 0.9) return 'very likely'
  if (share >= 0.75) return 'likely'
  if (share >= 0.6) return 'more likely than not'
  return 'not settled'
}
