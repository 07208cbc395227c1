import { z } from 'zod'
import type { StackProfile } from './stackProfile.ts'

/** A measured load and what was measured of it. Tokens per request, seconds, tokens/s of the whole deployment. */
export const ownPointSchema = z.strictObject({
  concurrency: z.number().positive().max(1e6),
  inputTokens: z.number().positive().max(1e8),
  outputTokens: z.number().positive().max(1e8),
  tpot: z.number().positive().max(1e4).nullable(),
  ttft: z.number().positive().max(1e6).nullable(),
  outputTokensPerSecond: z.number().positive().max(1e12).nullable(),
  /** Tokens a step gave a request, where it guessed ahead; left out: one. */
  tokensPerStep: z.number().min(1).max(1e3).optional(),
})
/** A measured load. */
export type OwnPoint = z.infer<typeof ownPointSchema>

/** ln(measured / predicted) of one point; null: not measured. */
export interface PointErrors {
  readonly tpot: number | null
  readonly ttft: number | null
}

/** A median error before a fit, and after it on points it had not seen. Null: not measured. */
export interface BeforeAfter {
  readonly before: number | null
  readonly after: number | null
}

/** What a fit to one's own points found. */
export interface OwnCalibration extends Pick<StackProfile, 'style' | 'coefficients' | 'tpot' | 'ttft' | 'domain'> {
  /** False: the fit made points it had not seen no better, and the coefficients are those it started from. */
  readonly better: boolean
  readonly points: readonly {
    readonly concurrency: number
    readonly inputTokens: number
    readonly outputTokens: number
    readonly tpot: number | null
    readonly ttft: number | null
    readonly before: PointErrors
    /** By a fit that has not seen the point. */
    readonly after: PointErrors
  }[]
  readonly errors: { readonly tpot: BeforeAfter; readonly ttft: BeforeAfter }
}
