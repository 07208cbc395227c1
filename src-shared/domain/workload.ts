import { z } from 'zod'
import { numberWithin } from './limits.ts'

/** The load: what each request carries, and how many are in flight. Tokens per request. */
export const workloadSchema = z.strictObject({
  inputTokens: numberWithin('workload.inputTokens'),
  outputTokens: numberWithin('workload.outputTokens'),
  /** Requests in flight in the whole deployment. */
  concurrency: numberWithin('workload.concurrency'),
  /** Share of input tokens found in a prefix cache, 0 to 1. */
  cachedShare: numberWithin('workload.cachedShare'),
})
/** The load. */
export type Workload = z.infer<typeof workloadSchema>
