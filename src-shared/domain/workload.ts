import { z } from 'zod'

/** The load: what each request carries, and how many are in flight. Tokens per request. */
export const workloadSchema = z.strictObject({
  inputTokens: z.number().int().min(1).max(10_000_000),
  outputTokens: z.number().int().min(1).max(1_000_000),
  /** Requests in flight in the whole deployment. */
  concurrency: z.number().int().min(1).max(1_000_000),
  /** Share of input tokens found in a prefix cache, 0 to 1. */
  cachedShare: z.number().min(0).max(1),
})
/** The load. */
export type Workload = z.infer<typeof workloadSchema>
