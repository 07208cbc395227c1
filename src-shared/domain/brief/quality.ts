import { z } from 'zod'
import { precisionSchema } from '../precision.ts'

/** Formats in which the answers have been accepted. */
export const qualitySchema = z.strictObject({
  /** Weights; empty: the model's published precision alone. */
  precisions: z.array(precisionSchema).max(12),
  /** Who accepted them, on which evidence, and when. */
  acceptedBy: z.string().max(200),
  evidence: z.string().max(1000),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
})
/** Formats in which the answers have been accepted. */
export type Quality = z.infer<typeof qualitySchema>
