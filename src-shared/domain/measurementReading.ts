import { z } from 'zod'
import { ownPointSchema } from './ownCalibration.ts'

/** Programs whose measurements are read. */
export const MEASUREMENT_FORMATS = [
  'servingBenchmark',
  'aiperf',
  'guidellm',
  'inferencePerf',
  'llamaBench',
  'trtllmBench',
  'mlperf',
  'table',
] as const
/**
 * A program whose measurements are read. `servingBenchmark`: that of vLLM and that of SGLang, which write alike; `aiperf`:
 * it, and GenAI-Perf before it.
 */
export type MeasurementFormat = (typeof MEASUREMENT_FORMATS)[number]

/** What a file of measurements holds. */
export const measurementReadingSchema = z.strictObject({
  format: z.enum(MEASUREMENT_FORMATS),
  file: z.string(),
  points: z.array(ownPointSchema),
  /** One sentence for each thing the file does not say. */
  assumed: z.array(z.string()),
  /** Keys and columns that decide nothing. */
  ignored: z.array(z.string()),
  /** One sentence for each run that gives no point. */
  refused: z.array(z.string()),
})
/** What a file of measurements holds. */
export type MeasurementReading = z.infer<typeof measurementReadingSchema>
