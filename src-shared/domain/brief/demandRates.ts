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

type Counted = Pick<Demand, 'unit' | 'outputTokens' | 'requestsPerUserDay'>

/** Requests a second, in the mean of a day, of an amount in the demand's unit. NaN of NaN. */
export function requestsPerSecond({ unit, outputTokens, requestsPerUserDay }: Counted, amount: number): number {
  switch (unit) {
    case 'requestsPerSecond':
      return amount
    case 'users':
      return (amount * requestsPerUserDay) / SECONDS_PER_DAY
    default:
      return amount / (outputTokens * SECONDS_PER_DAY)
  }
}

/** The amount in the demand's unit that so many requests a second are. */
export function amountOf({ unit, outputTokens, requestsPerUserDay }: Counted, requests: number): number {
  switch (unit) {
    case 'requestsPerSecond':
      return requests
    case 'users':
      return (requests * SECONDS_PER_DAY) / requestsPerUserDay
    default:
      return requests * (outputTokens * SECONDS_PER_DAY)
  }
}

/** The one place where a demand becomes rates, whichever unit it is counted in. At the start: growth is not in it. */
export function demandRates(demand: Demand): DemandRates {
  const { amount, outputTokens, peak } = demand
  if (amount.value === null) {
    return {
      meanRequestsPerSecond: null,
      peakRequestsPerSecond: null,
      outputTokensPerDay: null,
      outputTokensPerMonth: null,
    }
  }
  const mean = requestsPerSecond(demand, amount.value)
  const perDay = demand.unit === 'outputTokensPerDay' ? amount.value : mean * outputTokens * SECONDS_PER_DAY
  return {
    meanRequestsPerSecond: mean,
    peakRequestsPerSecond: peak.value === null ? null : mean * peak.value,
    outputTokensPerDay: perDay,
    outputTokensPerMonth: perDay * DAYS_PER_MONTH,
  }
}
