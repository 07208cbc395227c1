import type { BenchmarkRun, Saturation } from '#shared/domain/benchmarkReading.ts'

/** Share of the offered rate below which a run did not keep up. */
const KEPT_UP = 0.75
/** In flight by how much more than the offered rate times the latency of a lower rate: batching alone gives less. */
const FAR_ABOVE = 3
/** How far lengths may differ for two runs to be of the same load. */
const SAME_LENGTHS = 0.2

const near = (one: number | null, other: number | null): boolean =>
  one === other || (one !== null && other !== null && Math.abs(one - other) <= SAME_LENGTHS * Math.max(one, other))

/** Requests/s while requests were sent: the last ones end about a request after the last was sent. Null: not told. */
function rateWhileSent({ completed, duration, request }: BenchmarkRun): number | null {
  if (completed === null || duration === null || request.mean === null || duration <= 2 * request.mean) return null
  return completed / (duration - request.mean)
}

/** Seconds of a request at the lowest rate that was offered for the same lengths. */
function calmLatency(run: BenchmarkRun, runs: readonly BenchmarkRun[]): number | null {
  const slower = runs.filter(
    ({ offeredRate, request, inputTokens, outputTokens }) =>
      offeredRate !== null &&
      run.offeredRate !== null &&
      offeredRate < run.offeredRate &&
      request.mean !== null &&
      near(inputTokens, run.inputTokens) &&
      near(outputTokens, run.outputTokens),
  )
  const calmest = slower.toSorted((one, other) => (one.offeredRate ?? 0) - (other.offeredRate ?? 0))[0]
  return calmest?.request.mean ?? null
}

/**
 * Why the times of a run are those of waiting; null: no sign of it. A run that kept a limit in flight is not: there a
 * request is sent when one is done.
 * @param runs of the same file
 */
export function saturationOf(run: BenchmarkRun, runs: readonly BenchmarkRun[]): Saturation | null {
  if (run.saturation !== null) return run.saturation
  const { inFlight, offeredRate } = run
  if (offeredRate === null || inFlight === null || inFlight.from === 'limit' || inFlight.from === 'given') return null
  const rate = rateWhileSent(run)
  if (rate !== null && rate < KEPT_UP * offeredRate) return 'overrun'
  const latency = calmLatency(run, runs)
  return latency !== null && inFlight.count > FAR_ABOVE * offeredRate * latency ? 'overrun' : null
}
