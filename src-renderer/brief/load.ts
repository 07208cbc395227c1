import type { Demand } from '#shared/domain/brief/demand.ts'
import { amountOf, demandRates, requestsPerSecond } from '#shared/domain/brief/demandRates.ts'
import { peakAfter } from '#shared/domain/brief/peakAfter.ts'

const SECONDS_PER_DAY = 86_400

/** What follows from the demand alone, before any machine is named. Null: something it needs is unknown. */
export interface Load {
  /** Requests a second: the mean of a day at the start. */
  readonly mean: number | null
  readonly requestsPerDay: number | null
  readonly outputTokensPerDay: number | null
  /** Tokens a second, on average: written, and read. */
  readonly outputRate: number | null
  readonly inputRate: number | null
  /** Requests a second in the busiest hour: at the start, and at the end of the horizon. */
  readonly peak: number | null
  readonly peakAtEnd: number | null
}

/** What follows from the demand alone. @param horizon months that are looked at */
export function loadOf(demand: Demand, horizon: number): Load {
  const { meanRequestsPerSecond: mean, outputTokensPerDay, peakRequestsPerSecond } = demandRates(demand)
  const times = (factor: number) => (mean === null ? null : mean * factor)
  return {
    mean,
    requestsPerDay: times(SECONDS_PER_DAY),
    outputTokensPerDay,
    outputRate: times(demand.outputTokens),
    inputRate: times(demand.inputTokens),
    peak: peakRequestsPerSecond,
    peakAtEnd: peakAfter(demand, horizon),
  }
}

/** An amount counted in another unit: choosing a unit changes nothing of what is to be served. */
export function countedAs(
  demand: Pick<Demand, 'unit' | 'outputTokens' | 'requestsPerUserDay'>,
  unit: Demand['unit'],
  value: number,
): number {
  if (demand.unit === unit) return value
  const other = amountOf({ ...demand, unit }, requestsPerSecond(demand, value))
  // Without the noise of the division that led here, so that there and back is the same number.
  return unit === 'requestsPerSecond' ? other : Number(other.toPrecision(12))
}
