import { z } from 'zod'
import { accuracyRowSchema, notModelledSchema } from '../domain/accuracy.ts'
import { method, nothing } from './define.ts'

/** Whose coefficients a device runs on. */
const originSchema = z.strictObject({
  source: z.enum(['fitted', 'sameDevice', 'sameGeneration', 'sameVendor', 'generic']),
  /** Device and stack, or the pool of devices: "h100-sxm/vllm", "hopper hbm/any". */
  donor: z.string(),
})

export const accuracySummarySchema = z.strictObject({
  /** Errors on rows left out of their fit, operators and serving. */
  rows: z.array(accuracyRowSchema),
  /** Date of the measurements' collection, ISO 8601; of the newer section. */
  date: z.string(),
  sources: z.array(z.string()),
  /** Every device of the library, sorted by vendor and name, measured or not. */
  devices: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      vendor: z.string(),
      /** Where its matrix products, and its serving overheads, come from. */
      operators: originSchema,
      serving: originSchema,
    }),
  ),
  notModelled: z.array(notModelledSchema),
})
/** How accurate the engine is, as far as measurements tell. */
export type AccuracySummary = z.infer<typeof accuracySummarySchema>

export const accuracyContract = {
  /** The stored errors of predictions. Errors: io-failed when the calibration files cannot be read. */
  'accuracy.summary': method(nothing, accuracySummarySchema),
}
