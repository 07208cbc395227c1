import type { Demand } from '#shared/domain/brief/demand.ts'
import { requestsPerSecond } from '#shared/domain/brief/demandRates.ts'
import { HOURS_PER_MONTH } from '../price.ts'
import { monthly, sumBetween } from './discount.ts'

const SECONDS_PER_HOUR = 3600
const SECONDS_PER_MONTH = HOURS_PER_MONTH * SECONDS_PER_HOUR
const TOKENS_PER_MILLION = 1e6

/** What is served at the start. */
export interface Served {
  /** Requests a second, in the mean. */
  readonly requests: number
  /** Millions of tokens a month: input that is not cached, input that is, and output. */
  readonly input: number
  readonly cached: number
  readonly output: number
}

/** What a demand is in requests and tokens. @param amount in the demand's unit; NaN: nobody has said */
export function servedBy(demand: Demand, amount: number): Served {
  const { inputTokens, outputTokens, cachedShare } = demand
  const requests = requestsPerSecond(demand, amount)
  const millions = (requests * SECONDS_PER_MONTH) / TOKENS_PER_MILLION
  return {
    requests,
    input: millions * inputTokens * (1 - cachedShare),
    cached: millions * inputTokens * cachedShare,
    output: millions * outputTokens,
  }
}

/** Dollars per million output tokens, and per million of all tokens: the same money over either. */
export interface PerMillion {
  readonly output: number
  readonly tokens: number
}

/**
 * Levelised cost of what is served: present dollars over the months' tokens, discounted as the dollars are. Everything is in
 * it, prompts included; alternatives that serve the same tokens are ordered alike by either.
 * @param presentValue dollars @param growth of the demand, and @param discountRate: shares a year
 * @param from month from which on it is served, by whatever serves, until `horizon`
 */
export function perMillion(
  presentValue: number,
  { input, cached, output }: Served,
  growth: number,
  discountRate: number,
  from: number,
  horizon: number,
): PerMillion {
  const months = sumBetween(monthly(growth) - monthly(discountRate), from, horizon)
  return {
    output: presentValue / (output * months),
    tokens: presentValue / ((output + input + cached) * months),
  }
}
