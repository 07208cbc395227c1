import { z } from 'zod'
import { softwareSchema } from './software.ts'

const finite = z.number().finite()
const nonNegative = finite.min(0)
const range = z.tuple([nonNegative, nonNegative]).readonly()

/** ln(measured / predicted) of points left out of the fit: their tenth, fiftieth and ninetieth percentile. */
export const stackErrorSchema = z.strictObject({
  p10: finite,
  p50: finite,
  p90: finite,
  count: z.number().int().min(0),
})

/** What a serving stack adds to its operators: see `ServingCoefficients` of the engine for what each is. */
export const stackCoefficientsSchema = z.strictObject({
  perStep: nonNegative,
  perSequence: nonNegative,
  perLayer: nonNegative,
  perCollective: nonNegative,
  perExpertLayer: nonNegative,
  denseFactor: finite.positive(),
  attentionFactor: finite.positive(),
  expertFactor: finite.positive(),
  collectiveFactor: finite.positive(),
  rankImbalance: nonNegative,
  prefillFactor: finite.positive(),
  perRequest: nonNegative,
  /** Calibrations from before these were fitted have none. */
  mixedPerLayer: nonNegative.default(0),
  promptPerLayer: nonNegative.default(0),
  promptPerExpertLayer: nonNegative.default(0),
  queueFactor: nonNegative,
  burstShare: nonNegative,
})

/** A software stack on a device as the user measured it: coefficients, the loads they hold for, and how far they were off. */
export const stackProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/),
  name: z.string().min(1).max(120),
  /** The device it was measured on. */
  hardware: z.string().max(64),
  /** The stack whose kernels it has. */
  software: softwareSchema,
  /** How requests came. */
  style: z.enum(['static', 'aggregated', 'disaggregated']),
  coefficients: stackCoefficientsSchema,
  /** Points it was fitted to. */
  points: z.number().int().min(1).max(100_000),
  /** Median |predicted / measured − 1| of points left out of the fit, and of the same points before it. Null: not measured. */
  medianError: nonNegative.nullable(),
  medianErrorBefore: nonNegative.nullable(),
  tpot: stackErrorSchema,
  ttft: stackErrorSchema,
  /** Loads it was measured under: requests per attention rank, and tokens per request. */
  domain: z.strictObject({ requestsPerRank: range, inputTokens: range, contextTokens: range }),
  /** Where the measurements come from, in the user's words. */
  note: z.string().max(2000),
})
/** A software stack as the user measured it. */
export type StackProfile = z.infer<typeof stackProfileSchema>
