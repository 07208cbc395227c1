import { sumBetween } from './discount.ts'

const WATTS_PER_KILOWATT = 1000

/** Watts that are provisioned from one month to another. */
export interface Provisioned {
  readonly watts: number
  readonly from: number
  readonly to: number
}

/** What is billed for space and power capacity. */
export interface SpaceTariff {
  /** Watts that are billed at least, once anything is provisioned. */
  readonly least: number
  /** Dollars per provisioned kW and month. */
  readonly perKilowattMonth: number
}

/** Dollars a month of the space and power capacity of so many watts. */
export function spacePerMonth({ least, perKilowattMonth }: SpaceTariff, watts: number): number {
  return (Math.max(watts, least) / WATTS_PER_KILOWATT) * perKilowattMonth
}

/**
 * Present dollars of space: what is provisioned or least billed, whichever is more, between any two changes of the fleet.
 * @param rate cost of capital, as `monthly` gives it
 */
export function spacePresent(provisioned: readonly Provisioned[], tariff: SpaceTariff, rate: number): number {
  if (growsOnly(provisioned)) return presentWhileGrowing(provisioned, tariff, rate)
  const months = [...new Set(provisioned.flatMap(({ from, to }) => [from, to]))].toSorted((one, two) => one - two)
  let present = 0
  for (let at = 1; at < months.length; at++) {
    const [from = 0, to = 0] = [months[at - 1], months[at]]
    let watts = 0
    let any = false
    for (const each of provisioned) {
      if (each.from > from || each.to < to) continue
      watts += each.watts
      any = true
    }
    if (any) present += spacePerMonth(tariff, watts) * sumBetween(-rate, from, to)
  }
  return present
}

/** One after the other, and all to the same end. */
function growsOnly(provisioned: readonly Provisioned[]): boolean {
  const [first] = provisioned
  let last = first?.from ?? 0
  for (const { from, to } of provisioned) {
    if (from < last || to !== first?.to) return false
    last = from
  }
  return true
}

function presentWhileGrowing(provisioned: readonly Provisioned[], tariff: SpaceTariff, rate: number): number {
  let watts = 0
  let present = 0
  for (let at = 0; at < provisioned.length; at++) {
    const each = provisioned[at]
    if (each === undefined) break
    watts += each.watts
    present += spacePerMonth(tariff, watts) * sumBetween(-rate, each.from, provisioned[at + 1]?.from ?? each.to)
  }
  return present
}
