import type { SensitiveMetric } from '../sensitivity.ts'

/** How a metric of one scenario falls when every uncertain input is drawn at once. */
export interface DrawnScenario {
  readonly scenario: string
  /** The metric as it stands; null: it does not run. */
  readonly base: number | null
  /** Draws in which it ran; the others do not fit or are unknown. */
  readonly ran: number
  /** The metric at equal steps of probability, ascending: 2.5 %, 7.5 % … 97.5 % of the draws that ran. Empty: none ran. */
  readonly quantiles: readonly number[]
}

/** One input whose measuring would change the decision most. */
export interface InformationValue {
  /** Path of the input, as the inspector names it; `model` for the engine's own error. */
  readonly input: string
  /** Scenario it belongs to; null: all share it. */
  readonly scenario: string | null
  readonly label: string
  /** Expected improvement of the chosen scenario's metric if it were known before deciding, in the metric's unit. */
  readonly worth: number
  /** Share of draws in which knowing it changes the choice. */
  readonly changes: number
}

/** Seeded draws of every uncertain input at once, and what they say of a decision. */
export interface Draws {
  readonly metric: SensitiveMetric
  readonly draws: number
  readonly seed: number
  readonly scenarios: readonly DrawnScenario[]
  /** `beats[a][b]`: draws in which scenario a is better than b, in the order of `scenarios`. Ties count for neither. */
  readonly beats: readonly (readonly number[])[]
  /** Draws in which each scenario is the best of all. */
  readonly best: readonly number[]
  /** Greatest worth first. */
  readonly information: readonly InformationValue[]
}
