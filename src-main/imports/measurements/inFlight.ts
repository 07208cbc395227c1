import type { InFlightFrom } from '#shared/domain/benchmarkReading.ts'
import { say } from '#shared/words/say.ts'

/** What a run says of how many requests were in flight. Null: not said. */
export interface Load {
  /** Most at once, as the run was asked for. */
  readonly limit: number | null
  /** Requests came at a rate of their own, so that the limit may never have been reached. */
  readonly open: boolean
  /** Requests of the whole run: no more than these were ever in flight. */
  readonly requests: number | null
  /** Their mean as it was measured. */
  readonly mean: number | null
  readonly requestsPerSecond: number | null
  /** From sending a request to its last token. */
  readonly requestMilliseconds: number | null
}

/** A run that says nothing of it. */
export const NO_LOAD: Load = {
  limit: null,
  open: false,
  requests: null,
  mean: null,
  requestsPerSecond: null,
  requestMilliseconds: null,
}

/** Requests in flight, mean, and where their number is from. */
export interface InFlight {
  readonly count: number
  readonly from: InFlightFrom
}

/**
 * How many requests were in flight: the limit where requests followed one another, else their measured mean, else what was
 * given beside the file, else rate × time (Little's law).
 * @param given beside the file; null: nothing @param assume takes what is to be told @returns null: nothing says it
 */
export function inFlightOf(load: Load, given: number | null, assume: (sentence: string) => void): InFlight | null {
  const most = Math.min(load.limit ?? Infinity, load.requests ?? Infinity)
  if (load.limit !== null && !load.open) return { count: most, from: 'limit' }
  if (load.mean !== null) {
    assume(say('measurements.inFlightMean'))
    return { count: Math.min(most, load.mean), from: 'measured' }
  }
  if (given !== null) {
    assume(say('measurements.inFlightGiven', { count: given }))
    return { count: given, from: 'given' }
  }
  if (load.requestsPerSecond !== null && load.requestMilliseconds !== null) {
    assume(say('measurements.inFlightLittle'))
    const derived = (load.requestsPerSecond * load.requestMilliseconds) / 1000
    const isLimited = load.limit !== null && derived > load.limit
    return { count: Math.min(most, derived), from: isLimited ? 'limit' : 'derived' }
  }
  return load.limit === null ? null : { count: load.limit, from: 'limit' }
}
