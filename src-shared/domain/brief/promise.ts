import { z } from 'zod'
import { numberWithin } from '../limits.ts'

/** What users are promised: times that a share of requests keeps, and how sure one has to be of it. */
export const promiseSchema = z.strictObject({
  /** Share of requests that keep the times. */
  quantile: numberWithin('brief.promise.quantile'),
  /** Seconds to the first token; null: not promised. */
  timeToFirstToken: numberWithin('objective.timeToFirstToken').nullable(),
  /** Seconds per output token. */
  timePerToken: numberWithin('objective.timePerToken').nullable(),
  /** Seconds from the request to its last token. */
  endToEnd: numberWithin('objective.timeToFirstToken').nullable(),
  /** τ: least probability that the systems bought keep it. */
  confidence: numberWithin('brief.promise.confidence'),
  /** ν: most probability that no number of systems keeps it. */
  never: numberWithin('brief.promise.never'),
})
/** What users are promised. */
export type Promised = z.infer<typeof promiseSchema>
