import type { Demand } from './demand.ts'

const SECONDS_PER_DAY = 86_400
/** Days of a mean month: a twelfth of 365.25. */
export const DAYS_PER_MONTH = 30.4375

/** A demand as rates. Null: nobody has said how much is to be served, or how far the busiest hours are above it. */
export interface DemandRates {
  /** Requests a second: the mean over a day, and what the busiest hours bring. */
  readonly meanRequestsPerSecond: number | null
  readonly peakRequestsPerSecond: number | null
  readonly outputTokensPerDay: number | null
  readonly outputTokensPerMonth: number | null
}

/** The one place where a demand becomes rates, whichever unit it is counted in. At the start: growth is not in it. */
export function demandRates({ unit, amount, outputTokens, peak }: Demand): DemandRates {
  if (amount.value === null) {
    return {
      meanRequestsPerSecond: null,
      peakRequestsPerSecond: null,
      outputTokensPerDay: null,
      outputTokensPerMonth: null,
    }
  }
  const tokensPerDay = outputTokens * SECONDS_PER_DAY
  const counted = unit === 'requestsPerSecond'
  const mean = counted ? amount.value : amount.value / tokensPerDay
  const perDay = counted ? amount.value * tokensPerDay : amount.value
  return {
    meanRequestsPerSecond: mean,
    peakRequestsPerSecond: peak.value === null ? null : mean * peak.value,
    outputTokensPerDay: perDay,
    outputTokensPerMonth: perDay * DAYS_PER_MONTH,
  }
}
