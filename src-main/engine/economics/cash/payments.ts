import { HOURS_PER_MONTH } from '../price.ts'
import type { CostInput, HostedTokens, Powered } from '#shared/domain/brief/costInput.ts'
import { monthly } from './discount.ts'
import type { Lot } from './lots.ts'
import { spacePerMonth } from './space.ts'

const WATTS_PER_KILOWATT = 1000

/** Dollars a month of watts that are drawn all the time, at the tariff of the start. */
function electricity(watts: number, { powerUsageEffectiveness, tariff }: Powered): number {
  return (watts / WATTS_PER_KILOWATT) * powerUsageEffectiveness * HOURS_PER_MONTH * tariff
}

/** Dollars of what one system draws at rest, a month at the start. */
export function restPerMonth(powered: Powered): number {
  return electricity(powered.idle, powered)
}

/** Dollars of what the requests draw above rest, a month at the start. */
export function requestsPerMonth(powered: Powered): number {
  return electricity(powered.requests * powered.joulesPerRequest, powered)
}

/** Dollars of hosted tokens, a month at the start. */
export function tokensPerMonth(tokens: HostedTokens): number {
  return tokens.input * tokens.inputPrice + tokens.cached * tokens.cachedPrice + tokens.output * tokens.outputPrice
}

/** Months of a contract; what runs month by month is signed anew in each. */
export function contractMonths(term: number | null): number {
  return Math.max(1, term ?? 1)
}

/** Dollars of one month in which production runs, not discounted and without what is paid at once. */
function paidIn(month: number, input: CostInput, lots: readonly Lot[]): number {
  const { rented, powered, spaced, tokens } = input
  const growth = monthly(input.growth)
  let systems = 0
  let dollars = input.people ?? 0
  for (const lot of lots) {
    if (lot.from >= month || lot.to < month) continue
    systems += lot.systems
    if (rented !== null) {
      const term = contractMonths(rented.term)
      const signed = term * Math.floor((month - lot.from) / term - 1e-9)
      dollars += lot.systems * rented.perMonth * Math.exp(monthly(rented.drift) * Math.max(0, signed))
    }
  }
  if (systems > 0) {
    dollars += systems * ((input.maintenance ?? 0) + (input.licence ?? 0))
    if (spaced !== null) dollars += spacePerMonth(spaced, systems * spaced.provisioned)
    if (powered !== null) {
      const drift = monthly(powered.drift)
      dollars += systems * restPerMonth(powered) * Math.exp(drift * month)
      dollars += requestsPerMonth(powered) * Math.exp((drift + growth) * month)
    }
  }
  if (tokens !== null) dollars += tokensPerMonth(tokens) * Math.exp((monthly(tokens.drift) + growth) * month)
  return dollars
}

/**
 * Dearest month after the last delivery, in dollars of that month. Between two changes of the fleet every payment is a
 * constant or an exponential, or steps one way, so that the dearest is the first or the last of them.
 * @param start month of the first delivery
 */
export function dearestMonth(input: CostInput, lots: readonly Lot[], start: number): number {
  const { horizon } = input
  const last = lots.at(-1)?.from ?? start
  let dearest = Math.max(paidIn(Math.min(horizon, last + 1), input, lots), paidIn(horizon, input, lots))
  for (const { to } of lots) if (to > last && to < horizon) dearest = Math.max(dearest, paidIn(to, input, lots))
  return dearest
}
