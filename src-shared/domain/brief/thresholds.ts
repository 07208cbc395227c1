import { z } from 'zod'
import { numberWithin } from '../limits.ts'

/** When a difference counts, and when a choice is supported. */
export const thresholdsSchema = z.strictObject({
  /** π: share of draws in which the choice has to be first, or as good as it. */
  first: numberWithin('brief.thresholds.first'),
  /** ρ: expected regret that is borne, as a share of what is at stake. */
  regret: numberWithin('brief.thresholds.regret'),
  /** m: difference that is none, as a share of what is at stake. */
  difference: numberWithin('brief.thresholds.difference'),
  /** Difference that is none, dollars. */
  amount: numberWithin('brief.dollars'),
})
/** When a difference counts, and when a choice is supported. */
export type Thresholds = z.infer<typeof thresholdsSchema>

/** What decides, or breaks a tie. */
export const CRITERIA = ['cost', 'riskWeightedCost', 'capital', 'speed', 'energy', 'carbon'] as const
/** What decides, or breaks a tie. */
export type Criterion = (typeof CRITERIA)[number]

export const DEFAULT_THRESHOLDS: Thresholds = { first: 0.7, regret: 0.02, difference: 0.02, amount: 250_000 }
