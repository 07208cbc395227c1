import { z } from 'zod'
import { deploymentSchema } from '../domain/deployment.ts'
import { workloadSchema } from '../domain/workload.ts'
import { accuracyRowSchema, notModelledSchema } from '../domain/accuracy.ts'
import { method, nothing } from './define.ts'

/** Whose coefficients a device runs on. */
const originSchema = z.strictObject({
  source: z.enum(['own', 'fitted', 'sameDevice', 'sameGeneration', 'sameVendor', 'generic']),
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

/** Characters of all files of one recomputation. */
const MOST_CHARACTERS = 64_000_000
/** Files of one recomputation. */
const MOST_FILES = 100

/** One measured time far from its prediction. Seconds. */
const worstSchema = z.strictObject({
  file: z.string(),
  /** Number of the record, the first after the header being 1. */
  row: z.number(),
  /** Index into `rows` of its group. */
  group: z.number(),
  measured: z.number(),
  predicted: z.number(),
  /** What it ran, to open it beside others; null: an operator, or a run the editor has no fields for. */
  scenario: z
    .strictObject({
      hardware: z.string(),
      model: z.string(),
      workload: workloadSchema,
      deployment: deploymentSchema,
    })
    .nullable(),
})
/** One measured time far from its prediction. */
export type WorstRow = z.infer<typeof worstSchema>

export const recomputedSchema = z.strictObject({
  /** Errors by device, stack, quantity and model family, of kind `recomputed`. */
  rows: z.array(accuracyRowSchema),
  /** Group, measured and predicted seconds; evenly thinned where there are very many. */
  points: z.array(z.tuple([z.number(), z.number(), z.number()])),
  /** Largest ratio between the two first. */
  worst: z.array(worstSchema),
  files: z.array(
    z.strictObject({
      file: z.string(),
      layout: z.string().nullable(),
      compared: z.number(),
      leftOut: z.number(),
      problem: z.string().nullable(),
    }),
  ),
  /** Measurements faster than physics allows for what they state; not in the errors. */
  belowFloor: z.number(),
  /** Why values were not compared, most frequent first. */
  leftOut: z.array(z.strictObject({ reason: z.string(), count: z.number() })),
})
/** Predictions held against the measurements of some files. */
export type Recomputed = z.infer<typeof recomputedSchema>

export const accuracyContract = {
  /** The stored errors of predictions. Errors: io-failed when the calibration files cannot be read. */
  'accuracy.summary': method(nothing, accuracySummarySchema),
  /**
   * Predicts every row of measurement files (CSV) and holds the predictions against them. Files of unknown layout are
   * named in the answer. Errors: invalid-input.
   */
  'accuracy.recompute': method(
    z.strictObject({
      files: z
        .array(z.strictObject({ name: z.string().min(1).max(300), text: z.string() }))
        .min(1, 'Choose at least one CSV file.')
        .max(MOST_FILES, `Choose at most ${MOST_FILES} files at once.`)
        .refine((files) => files.reduce((sum, file) => sum + file.text.length, 0) <= MOST_CHARACTERS, {
          message: 'The files are larger than 64 MB together; choose fewer at once.',
        }),
    }),
    recomputedSchema,
  ),
}
