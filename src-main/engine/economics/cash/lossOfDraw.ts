import type { CostInput } from '#shared/domain/brief/costInput.ts'
import { discountFactor, monthly, presentOfContracts, presentOfMonths, sumBetween } from './discount.ts'
import { lotsOf, type Lot } from './lots.ts'
import { contractMonths, requestsPerMonth, restPerMonth } from './payments.ts'
import { presentCost, provisionedBy } from './presentCost.ts'
import { resaleAt, SOLD_AT_ONCE } from './resale.ts'
import { spacePresent } from './space.ts'

/** Months from production to the discovery that a promise cannot be kept. Grade: guess. */
export const MONTHS_TO_DISCOVERY = 3

/** What is missing in a draw whose demand the fleet does not carry. Dollars. */
export interface Shortfall {
  /** Systems missing, above 0. */
  readonly systems: number
  /** Present cost of one more system, bought or rented new: see `costOfOneMore`. */
  readonly each: number
  /** Months until it is delivered. */
  readonly lead: number
  /** What serves all of the demand until then, a month, and the share of the demand that is missing. */
  readonly bridge: number
  readonly share: number
}

/**
 * Loss of a draw in which the fleet is too small: what it costs, the systems that are missing, and the bridge that carries
 * the missing share until they are there.
 */
export function lossWhenShort(presentValue: number, missing: Shortfall, discountRate: number): number {
  const months = presentOfMonths(monthly(discountRate), missing.lead)
  return presentValue + missing.systems * missing.each + missing.bridge * missing.share * months
}

/**
 * Present dollars of one system more of a kind: purchase with what comes back, or rent, with its own energy at rest, space,
 * maintenance and licence. People, moving there and the energy of requests are paid already.
 * @param input of the kind as it is bought or rented new: never of systems that are owned, whose resale buys none
 */
export function costOfOneMore(input: CostInput): number {
  return presentCost({
    ...input,
    systems: [1],
    powered: input.powered && { ...input.powered, requests: 0 },
    spaced: input.spaced && { ...input.spaced, least: 0 },
    people: null,
    migration: null,
    modelChange: null,
    bridge: null,
    tokens: null,
  }).presentValue
}

/** Rent of a lot until a month, and what is owed after it under the contract of then, or costs less to leave. */
function rentLost(lot: Lot, month: number, input: CostInput, exitFee: number | null, rate: number): number {
  const { rented, horizon } = input
  if (rented === null || lot.from >= month) return 0
  const term = contractMonths(rented.term)
  const drift = monthly(rented.drift)
  const contracts = Math.max(1, Math.ceil((month - lot.from) / term))
  const end = Math.min(horizon, lot.to, lot.from + term * contracts)
  const paid = presentOfContracts(rate, drift, lot.from, month, term) * rented.perMonth
  const owed = presentOfContracts(rate, drift, lot.from, end, term) * rented.perMonth - paid
  return lot.systems * (paid + (exitFee === null ? owed : Math.min(owed, exitFee * discountFactor(rate, month))))
}

/**
 * Present dollars that are gone when an alternative turns out, some months after production, to serve at no count: moving
 * there, what the systems lose to their resale of that day, rent paid and owed, and energy, space, maintenance and licence
 * until then. People and the bridge are in what serves instead.
 * @param discovery month it is found out
 * @param exitFee dollars of a system for leaving a contract before its end; null: there is no way out
 */
export function sunkCost(input: CostInput, discovery: number, exitFee: number | null): number {
  const { bought, rented, powered, spaced, horizon, neededBy, lead } = input
  const rate = monthly(input.discountRate)
  const until = Math.min(horizon, discovery)
  const term = rented === null ? null : contractMonths(rented.term)
  const start = Math.min(until, Math.max(lead, neededBy))
  let sunk = (input.migration ?? 0) * discountFactor(rate, Math.max(0, start - lead))
  const lots: Lot[] = []
  for (const lot of lotsOf(input.systems, { neededBy, lead, horizon, term })) {
    if (lot.ordered > until || (lot.from > until && bought === null)) break
    if (bought !== null) {
      const { price, residual, owned, otherShare } = bought
      const paid = price * (1 + otherShare) * (owned ? 1 : discountFactor(rate, lot.ordered))
      const resale = owned
        ? resaleAt(price, residual, until, horizon)
        : resaleAt(SOLD_AT_ONCE * price, residual, until - lot.from, horizon - start)
      sunk += lot.systems * (paid - resale * discountFactor(rate, until))
    }
    sunk += rentLost(lot, until, input, exitFee, rate)
    if (lot.from < until) lots.push({ ...lot, to: Math.min(lot.to, until) })
  }
  for (const { systems, from, to } of lots) {
    const months = sumBetween(-rate, from, to)
    sunk += systems * ((input.maintenance ?? 0) + (input.licence ?? 0)) * months
    if (powered !== null) sunk += systems * restPerMonth(powered) * sumBetween(monthly(powered.drift) - rate, from, to)
  }
  if (powered !== null && lots.length > 0) {
    const change = monthly(powered.drift) + monthly(input.growth) - rate
    sunk += requestsPerMonth(powered) * sumBetween(change, start, until)
  }
  return spaced === null ? sunk : sunk + spacePresent(provisionedBy(lots, spaced.provisioned), spaced, rate)
}
