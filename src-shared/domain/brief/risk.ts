import { z } from 'zod'
import { numberWithin } from '../limits.ts'
import { assumedWithin } from './assumed.ts'

/** Risks that are scored apart: none of them is melted into another. */
export const RISKS = ['software', 'supply', 'failures', 'migration', 'talent', 'export'] as const
/** A risk that is scored. */
export type RiskName = (typeof RISKS)[number]

/** A risk of one alternative: a label with its evidence. What it does to cost, time and odds are the effects alone. */
export const riskSchema = z.strictObject({
  /** 1: worst, to 5: best, by the anchors of its scale. */
  score: z.number().int().min(1).max(5),
  evidence: z.string().max(1000),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
  author: z.string().max(200),
  /** Effects of one's own in place of those of the score; null: the score's. */
  effects: z
    .strictObject({
      /** Months later. */
      months: assumedWithin('brief.months'),
      /** Probability that it never comes to production, or is never delivered. */
      never: numberWithin('brief.share'),
      /** Dollars, once. */
      dollars: assumedWithin('brief.dollars'),
      /** People more, dollars a month. */
      people: assumedWithin('brief.finance.people'),
      /** Factor on the maintenance line. */
      maintenance: numberWithin('brief.factor'),
    })
    .nullable(),
})
/** A risk of one alternative. */
export type Risk = z.infer<typeof riskSchema>

/** What a score does. Months, probability, and dollars a month; guesses, and said to be. */
export interface RiskEffects {
  readonly months: number
  readonly never: number
  readonly dollars: number
  readonly people: number
  readonly maintenance: number
}
