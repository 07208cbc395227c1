import { z } from 'zod'
import { numberWithin } from '../limits.ts'
import { assumedWithin } from './assumed.ts'

/** How the demand is counted: as output tokens a day, as requests a second, or as users of a day. The others follow. */
export const DEMAND_UNITS = ['outputTokensPerDay', 'requestsPerSecond', 'users'] as const
/** Requests of a user and day where nobody said how many. */
export const USUAL_REQUESTS = 20

/** What has to be served. Lengths are tokens per request. */
export const demandSchema = z.strictObject({
  unit: z.enum(DEMAND_UNITS),
  /** Mean over a day, in that unit. A value of null: nobody has said how much, and nothing can be sized. */
  amount: assumedWithin('brief.demand.amount'),
  /** Requests of one user a day; counts where the unit is users, and is kept where it is not. */
  requestsPerUserDay: numberWithin('brief.demand.requestsPerUserDay').default(USUAL_REQUESTS),
  inputTokens: numberWithin('workload.inputTokens'),
  outputTokens: numberWithin('workload.outputTokens'),
  /** Prompt at the quantile of the objective; null: every prompt is as long as the mean. */
  longInputTokens: numberWithin('workload.inputTokens').nullable(),
  /** Share of input tokens found in a prefix cache, 0 to 1. */
  cachedShare: numberWithin('workload.cachedShare'),
  /** Requests of one conversation; says how the cached share comes about, and is not computed with. */
  turns: numberWithin('brief.demand.turns'),
  /** The busiest hours over the mean. Swings slower than a request belong here. */
  peak: assumedWithin('brief.demand.peak'),
  /** Variance over mean of the arrivals in windows of one residence time; 1: arrivals know nothing of each other. Null: unknown. */
  dispersion: numberWithin('brief.demand.dispersion').nullable(),
  /** Growth of the amount a year, as a share. */
  growth: assumedWithin('brief.demand.growth'),
})
/** What has to be served. */
export type Demand = z.infer<typeof demandSchema>
