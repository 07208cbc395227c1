import type { CostPart } from '#shared/domain/brief/verdict.ts'
import type { Bought, CostInput } from '#shared/domain/brief/costInput.ts'
import { discountFactor, monthly, presentOfContracts, presentOfMonths, sumBetween } from './discount.ts'
import { lotsOf, type Lot } from './lots.ts'
import { contractMonths, dearestMonth, requestsPerMonth, restPerMonth, tokensPerMonth } from './payments.ts'
import { resaleAt, SOLD_AT_ONCE } from './resale.ts'
import { spacePresent, type Provisioned } from './space.ts'

/** What one alternative costs. Dollars. */
export interface PresentCost {
  /** Present worth by part; null: not paid, for its provider carries it or there is none. What is got back is negative. */
  readonly parts: Readonly<Record<CostPart, number | null>>
  /** Sum of the parts. */
  readonly presentValue: number
  /**
   * Largest negative cumulated cash of what is paid at once, not discounted: purchases with those of later lots and what
   * goes with them, and moving there. For systems that are there no cash is paid.
   */
  readonly capital: number
  /** Dearest month after the last delivery, not discounted, without what is paid at once. */
  readonly perMonth: number
}

/** Purchases of a lot: present dollars, cash, and what comes back at the horizon. */
function purchase(
  lot: Lot,
  { price, residual, owned, replaced }: Bought,
  input: CostInput,
  rate: number,
  span: number,
) {
  const { horizon, lead } = input
  // Owned systems are kept from selling from the first day on, however late they are needed.
  let present = lot.systems * price * (owned ? 1 : discountFactor(rate, lot.ordered))
  let cash = owned ? 0 : lot.systems * price
  let worth = owned ? residual : resaleAt(SOLD_AT_ONCE * price, residual, horizon - lot.from, span)
  if (replaced !== null && replaced.every > 0) {
    for (let month = lot.from + replaced.every; month < horizon; month += replaced.every) {
      present += lot.systems * replaced.price * discountFactor(rate, Math.max(0, month - lead))
      cash += lot.systems * replaced.price
      worth = resaleAt(SOLD_AT_ONCE * replaced.price, residual, horizon - month, span)
    }
  }
  return { present, cash, back: lot.systems * worth * discountFactor(rate, horizon) }
}

/** What the lots of a fleet have provisioned. @param each watts of a system */
export function provisionedBy(lots: readonly Lot[], each: number): readonly Provisioned[] {
  return lots.map(({ systems, from, to }) => ({ watts: systems * each, from, to }))
}

/** Model changes after every so many months, until the horizon. Present dollars. */
function changesPresent({ modelChange, horizon }: CostInput, rate: number): number | null {
  if (modelChange === null) return null
  let present = 0
  for (let month = modelChange.every; month > 0 && month < horizon; month += modelChange.every) {
    present += modelChange.dollars * discountFactor(rate, month)
  }
  return present
}

const orNull = (paid: unknown, dollars: number): number | null => (paid === null ? null : dollars)

/**
 * Present dollars of one alternative over the horizon at one set of values. Payments fall at the ends of months. Purchases
 * are paid at order, running cost from production on; until then the bridge serves and is paid. Energy is
 * (systems × watts at rest + requests × joules) × PUE × 730.5 h × tariff. Closed form wherever the fleet stays as it is.
 * The flows are those of a life-cycle cost with one study period, one discount rate and residual values (NIST Handbook 135).
 */
export function presentCost(input: CostInput): PresentCost {
  const { bought, rented, powered, horizon, neededBy } = input
  const rate = monthly(input.discountRate)
  const lots = lotsOf(input.systems, {
    neededBy,
    lead: input.lead,
    horizon,
    term: rented === null ? null : contractMonths(rented.term),
  })
  const start = Math.min(horizon, Math.max(input.lead, neededBy))
  const moving = discountFactor(rate, Math.max(0, start - input.lead))
  const serving = sumBetween(-rate, start, horizon)

  let capital = 0
  let back = 0
  let cash = 0
  let rent = 0
  let systemMonths = 0
  let rest = 0
  const atRest = powered === null ? 0 : restPerMonth(powered)
  const electricity = powered === null ? 0 : monthly(powered.drift)
  const contracts = rented === null ? 0 : monthly(rented.drift)
  for (const lot of lots) {
    if (bought !== null) {
      const paid = purchase(lot, bought, input, rate, horizon - start)
      capital += paid.present
      back += paid.back
      cash += paid.cash
    }
    systemMonths += lot.systems * sumBetween(-rate, lot.from, lot.to)
    if (rented !== null) {
      const present = presentOfContracts(rate, contracts, lot.from, lot.to, contractMonths(rented.term))
      rent += lot.systems * rented.perMonth * present
    }
    if (powered !== null) rest += lot.systems * atRest * sumBetween(electricity - rate, lot.from, lot.to)
  }
  const growth = monthly(input.growth)
  const requests =
    powered === null || lots.length === 0
      ? 0
      : requestsPerMonth(powered) * sumBetween(growth + electricity - rate, start, horizon)
  const tokens =
    input.tokens === null
      ? null
      : tokensPerMonth(input.tokens) * sumBetween(growth + monthly(input.tokens.drift) - rate, start, horizon)
  const other = bought === null ? null : bought.otherShare * capital

  const parts: Record<CostPart, number | null> = {
    capital: orNull(bought, capital),
    residual: orNull(bought, 0 - back),
    rent: orNull(rented, rent),
    energy: orNull(powered, rest + requests),
    space:
      input.spaced === null ? null : spacePresent(provisionedBy(lots, input.spaced.provisioned), input.spaced, rate),
    maintenance: orNull(input.maintenance, (input.maintenance ?? 0) * systemMonths),
    people: orNull(input.people, (input.people ?? 0) * serving),
    licence: orNull(input.licence, (input.licence ?? 0) * systemMonths),
    migration: orNull(input.migration, (input.migration ?? 0) * moving),
    modelChange: changesPresent(input, rate),
    bridge: orNull(
      input.bridge,
      (input.bridge ?? 0) * (presentOfMonths(rate, start) - presentOfMonths(rate, Math.min(neededBy, start))),
    ),
    tokens,
    other,
  }
  let presentValue = 0
  for (const part in parts) presentValue += parts[part as CostPart] ?? 0
  return {
    parts,
    presentValue,
    capital: cash * (1 + (bought?.otherShare ?? 0)) + (input.migration ?? 0),
    perMonth: dearestMonth(input, lots, start),
  }
}
