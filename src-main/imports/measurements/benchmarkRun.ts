import type { BenchmarkRun, BenchmarkTimes } from '#shared/domain/benchmarkReading.ts'
import type { InFlight } from './inFlight.ts'
import type { Run, Spread } from './run.ts'

/** Times of a run that are those of tokens, in seconds; null: not said, or not of tokens. */
export interface TokenTimes {
  readonly tpot: number | null
  readonly ttft: number | null
}

const NO_TIMES: BenchmarkTimes = { mean: null, median: null, p99: null }

/** A number as it is said; null where a file says more digits than numbers have. */
const said = (number: number | null): number | null => (number !== null && Number.isFinite(number) ? number : null)

const seconds = (milliseconds: number | null): number | null => said(milliseconds === null ? null : milliseconds / 1000)

function timesOf(spread: Spread | undefined, mean: number | null): BenchmarkTimes {
  if (spread === undefined) return { ...NO_TIMES, mean: seconds(mean) }
  return { mean: seconds(spread.mean), median: seconds(spread.median), p99: seconds(spread.p99) }
}

/**
 * What a run says, in SI units, with whatever of it is not said.
 * @param times of tokens: where they are null, the times of the run are not those of tokens
 */
export function benchmarkRunOf(
  run: Run,
  inFlight: InFlight | null,
  rate: number | null,
  times: TokenTimes,
): BenchmarkRun {
  const isAtOnce = run.sentAtOnce && inFlight?.from !== 'limit' && inFlight?.from !== 'given'
  return {
    where: run.where,
    inFlight: inFlight !== null && Number.isFinite(inFlight.count) ? inFlight : null,
    saturation: isAtOnce ? 'atOnce' : null,
    completed: said(run.completed),
    failed: said(run.failed),
    cancelled: said(run.cancelled),
    duration: said(run.durationSeconds),
    offeredRate: said(run.offeredRate),
    requestRate: said(rate),
    inputTokens: said(run.inputTokens),
    outputTokens: said(run.outputTokens),
    outputTokensPerSecond: said(run.outputTokensPerSecond),
    ttft: times.ttft === null ? NO_TIMES : timesOf(run.spreads.ttft, 1000 * times.ttft),
    tpot: times.tpot === null ? NO_TIMES : timesOf(run.spreads.tpot, 1000 * times.tpot),
    request: timesOf(run.spreads.request, run.load.requestMilliseconds),
  }
}
