import { z } from 'zod'
import { datedFields, loose, marketSources } from './dated.ts'

/** One sourced point of a series. It is shown as it was said; nothing is fitted through it. */
export const spendPointSchema = z.strictObject({
  year: z.number().int().min(2000).max(2100),
  /** Dollars, or a share of 1. */
  value: z.number().positive().max(1e15),
  /** It is said to be more than this. */
  atLeast: z.literal(true).optional(),
  /** It was said before the year was over: a forecast or a consensus. */
  forecast: z.literal(true).optional(),
  /** Of the year and those after it, or of all years up to it. */
  onwards: z.literal(true).optional(),
  until: z.literal(true).optional(),
  /** Who says so. */
  who: z.string().min(1).max(120),
  source: z.string(),
  ...datedFields,
})
/** One sourced point of a series. */
export type SpendPoint = z.infer<typeof spendPointSchema>

/** What was said about one quantity, in the order of its years. */
export const spendSeriesSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,60}$/),
    name: z.string().min(1).max(80),
    unit: z.enum(['share', 'dollars']),
    points: z.array(spendPointSchema).min(1),
  })
  .refine(({ unit, points }) => unit === 'dollars' || points.every(({ value }) => value <= 1))
  .refine(({ points }) => points.every(({ year }, at) => at === 0 || year >= (points[at - 1]?.year ?? year)))
/** What was said about one quantity. */
export type SpendSeries = z.infer<typeof spendSeriesSchema>

/** The series that says how much of the computing for artificial intelligence is inference. */
export const INFERENCE_SHARE = 'inference-share-of-ai-compute'

/** The file `resources/market/spend.json`. */
export const spendFileSchema = z.strictObject({ sources: marketSources, series: z.array(spendSeriesSchema) }).refine(
  ({ sources, series }) =>
    loose(
      sources,
      series.flatMap(({ points }) => points.map(({ source }) => source)),
    ).length === 0,
)
/** What is spent on artificial intelligence. */
export type SpendFile = z.infer<typeof spendFileSchema>
