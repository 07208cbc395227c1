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

/**
 * How many requests were in flight: the limit where requests followed one another, else their measured mean, else what was
 * given beside the file, else rate × time (Little's law).
 * @param given beside the file; null: nothing @param assume takes what is to be told @returns null: nothing says it
 */
export function inFlightOf(load: Load, given: number | null, assume: (sentence: string) => void): number | null {
  const most = Math.min(load.limit ?? Infinity, load.requests ?? Infinity)
  if (load.limit !== null && !load.open) return most
  if (load.mean !== null) {
    assume(say('measurements.inFlightMean'))
    return Math.min(most, load.mean)
  }
  if (given !== null) {
    assume(say('measurements.inFlightGiven', { count: given }))
    return given
  }
  if (load.requestsPerSecond !== null && load.requestMilliseconds !== null) {
    assume(say('measurements.inFlightLittle'))
    return Math.min(most, (load.requestsPerSecond * load.requestMilliseconds) / 1000)
  }
  return load.limit
}
