import { z } from 'zod'
import { softwareSchema } from './software.ts'

/** What was measured and predicted: operators first, then serving. */
export const ACCURACY_QUANTITIES = [
  'tpot',
  'ttft',
  'tpotDisaggregated',
  'ttftDisaggregated',
  'fixedBatch',
  'fixedBatchFirst',
  'batchOne',
  'batchOneFirst',
  'deviceTime',
  'gemm',
  'attentionDecode',
  'attentionPrefill',
  'mlaDecode',
  'mlaPrefill',
  'moe',
  'allReduce',
  'allGather',
  'reduceScatter',
  'allToAll',
  'exchange',
  'betweenNodes',
  'sendReceive',
  'stream',
  'mesh',
  'waferDecode',
  'waferPrefill',
  'waferRun',
  'waferHosted',
] as const
export const accuracyQuantitySchema = z.enum(ACCURACY_QUANTITIES)
/** What was measured and predicted. */
export type AccuracyQuantity = z.infer<typeof accuracyQuantitySchema>

/**
 * What the fit behind a prediction had not seen: the group of like shapes or configurations a row belongs to, every row
 * of its model, of the version of its stack, of its device, or of who measured. `recomputed`: rows of the user's files, predicted with the
 * coefficients in use, which may have been fitted on some of them; these are never stored.
 */
export const ACCURACY_KINDS = [
  'groupLeftOut',
  'modelLeftOut',
  'versionLeftOut',
  'deviceLeftOut',
  'siteLeftOut',
  'recomputed',
] as const
export const accuracyKindSchema = z.enum(ACCURACY_KINDS)
/** What the fit behind a prediction had not seen. */
export type AccuracyKind = z.infer<typeof accuracyKindSchema>

const share = z.number().min(0).max(1)

/** Errors of the rows of one device, stack, quantity and model family. Errors are relative, 0.1 = 10 %. */
export const accuracyRowSchema = z.strictObject({
  /** Device id in the library. */
  device: z.string(),
  software: softwareSchema,
  quantity: accuracyQuantitySchema,
  /** Model family of the rows; null: an operator, which belongs to no model. */
  family: z.string().nullable(),
  kind: accuracyKindSchema,
  /** Rows predicted. */
  count: z.number().int().min(1),
  /** Absolute errors |predicted / measured − 1|. */
  median: z.number().min(0),
  mean: z.number().min(0),
  p90: z.number().min(0),
  /** Median of predicted / measured − 1: above 0, predictions are too slow. */
  bias: z.number().min(-1),
  /** Share of rows inside the 80 % interval that other rows gave. */
  coverage: share,
  /** Evenly spaced quantiles of ln(measured / predicted), lowest and highest included: they let groups be joined. */
  quantiles: z.array(z.number()).min(2).max(101),
})
/** Errors of the rows of one device, stack, quantity and model family. */
export type AccuracyRow = z.infer<typeof accuracyRowSchema>

/** Rows of one calibration run and where their measurements come from. */
export const accuracySectionSchema = z.strictObject({
  /** Date of the measurements' collection, ISO 8601. */
  date: z.string(),
  sources: z.array(z.string()),
  rows: z.array(accuracyRowSchema),
})
/** Rows of one calibration run. */
export type AccuracySection = z.infer<typeof accuracySectionSchema>

/** The file `resources/calibration/accuracy.json`, written by `npm run calibrate`. */
export const accuracyFileSchema = z.strictObject({
  operators: accuracySectionSchema,
  serving: accuracySectionSchema,
})
/** The file of stored errors. */
export type AccuracyFile = z.infer<typeof accuracyFileSchema>

/** One thing the engine does not model: `resources/calibration/notModelled.json`. */
export const notModelledSchema = z.strictObject({
  topic: z.string(),
  text: z.string(),
  /** Quantities it blurs; empty: all. */
  quantities: z.array(accuracyQuantitySchema),
})
/** One thing the engine does not model. */
export type NotModelled = z.infer<typeof notModelledSchema>
