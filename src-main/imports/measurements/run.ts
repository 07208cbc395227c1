import { NO_LOAD, type Load } from './inFlight.ts'

/** A time of a run in milliseconds, as a program sums it up. Null: not said. */
export interface Spread {
  readonly mean: number | null
  readonly median: number | null
  readonly p99: number | null
}

/** What one run says, in the units benchmark programs print. Null: not said. */
export interface Run {
  readonly where: string
  readonly load: Load
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly tpotMilliseconds: number | null
  /** Mean time between two tokens as they arrived. */
  readonly betweenMilliseconds: number | null
  readonly ttftMilliseconds: number | null
  readonly outputTokensPerSecond: number | null
  /** Tokens of a request in a step. */
  readonly tokensPerStep: number | null
  readonly completed: number | null
  /** Requests without an answer, cancelled ones among them. */
  readonly failed: number | null
  readonly cancelled: number | null
  readonly durationSeconds: number | null
  /** Requests/s that were asked for. */
  readonly offeredRate: number | null
  /** All requests were sent at once, with no limit of how many are in flight. */
  readonly sentAtOnce: boolean
  /** Times with their spread, where there is more than the mean that stands above. */
  readonly spreads: { readonly ttft?: Spread; readonly tpot?: Spread; readonly request?: Spread }
}

/** What a reader says of a run: what it leaves out is not said. */
export type Said = Partial<Run> & Pick<Run, 'where'>

const NO_RUN: Omit<Run, 'where'> = {
  load: NO_LOAD,
  inputTokens: null,
  outputTokens: null,
  tpotMilliseconds: null,
  betweenMilliseconds: null,
  ttftMilliseconds: null,
  outputTokensPerSecond: null,
  tokensPerStep: null,
  completed: null,
  failed: null,
  cancelled: null,
  durationSeconds: null,
  offeredRate: null,
  sentAtOnce: false,
  spreads: {},
}

/** The whole of what a reader says. */
export function runOf(said: Said): Run {
  return { ...NO_RUN, ...said }
}

const perRun = (number: number | null, requests: number | null): number | null =>
  number === null || requests === null || requests <= 0 ? null : number / requests

/** Requests finished in a second: as measured, counted, or from the tokens. */
export function requestRateOf({
  load,
  outputTokens,
  outputTokensPerSecond,
  completed,
  durationSeconds,
}: Run): number | null {
  if (load.requestsPerSecond !== null) return load.requestsPerSecond
  const counted = perRun(completed, durationSeconds)
  if (counted !== null) return counted
  return perRun(outputTokensPerSecond, outputTokens)
}
