import { z } from 'zod'
import { MEASUREMENT_FORMATS } from './measurementReading.ts'

/** Seconds, as a benchmark sums them up over its requests. Null: it does not say. */
const timesSchema = z.strictObject({
  mean: z.number().nullable(),
  median: z.number().nullable(),
  p99: z.number().nullable(),
})
/** Seconds, as a benchmark sums them up over its requests. Null: it does not say. */
export type BenchmarkTimes = z.infer<typeof timesSchema>

/** Why the times of a run are those of waiting: all requests were sent at once, or faster than they were served. */
export const SATURATIONS = ['atOnce', 'overrun'] as const
/** Why the times of a run are those of waiting. */
export type Saturation = (typeof SATURATIONS)[number]

/**
 * Where the number of requests in flight is from: the run kept a limit, the program measured the mean, it was given beside
 * the file, or it is derived as rate × time (Little's law).
 */
export const IN_FLIGHT_FROM = ['limit', 'measured', 'given', 'derived'] as const
/** Where the number of requests in flight is from. */
export type InFlightFrom = (typeof IN_FLIGHT_FROM)[number]

/** What a benchmark says of one run, in SI units. Null: it does not say. */
export const benchmarkRunSchema = z.strictObject({
  /** Which of the file: "Run 3". */
  where: z.string(),
  inFlight: z.strictObject({ count: z.number(), from: z.enum(IN_FLIGHT_FROM) }).nullable(),
  /** Null: no sign of it. Its times explain nothing but the queue, and no calibration is taken of them. */
  saturation: z.enum(SATURATIONS).nullable(),
  completed: z.number().nullable(),
  /** Requests that gave no answer, cancelled ones among them. */
  failed: z.number().nullable(),
  cancelled: z.number().nullable(),
  /** Seconds of the run. */
  duration: z.number().nullable(),
  /** Requests/s that were asked for; null: none, or as fast as they could be sent. */
  offeredRate: z.number().nullable(),
  /** Requests/s that were finished. */
  requestRate: z.number().nullable(),
  /** Tokens of a request, mean. */
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  /** Tokens/s of the whole deployment. */
  outputTokensPerSecond: z.number().nullable(),
  ttft: timesSchema,
  tpot: timesSchema,
  /** From sending a request to its last token. */
  request: timesSchema,
})
/** What a benchmark says of one run. */
export type BenchmarkRun = z.infer<typeof benchmarkRunSchema>

/** What a file of benchmark results says: the latency that is to be explained. */
export const benchmarkReadingSchema = z.strictObject({
  format: z.enum(MEASUREMENT_FORMATS),
  file: z.string(),
  runs: z.array(benchmarkRunSchema),
  /** One sentence for each thing the file does not say. */
  assumed: z.array(z.string()),
  /** Keys and columns that decide nothing. */
  ignored: z.array(z.string()),
  /** One sentence for each line that gives no run. */
  refused: z.array(z.string()),
})
/** What a file of benchmark results says. */
export type BenchmarkReading = z.infer<typeof benchmarkReadingSchema>
