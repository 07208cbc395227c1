/** How long systems stay once they are there: for good, or until a term of so many months ends. */
export type Committed = { readonly months: number } | 'forGood'

const MONTHS_OF_QUARTER = 3

/**
 * Systems of each quarter of a horizon. A quarter takes the larger of what its start and its end need, so that shrinking
 * demand is not served too thinly; what is committed to stays until its term ends.
 * @param horizon months @param countAt whole systems that the demand of a month needs @param committed of each system, from the quarter it comes in
 */
export function fleetOver(
  horizon: number,
  countAt: (month: number) => number,
  committed: Committed,
): readonly number[] {
  const quarters = Math.max(1, Math.ceil(horizon / MONTHS_OF_QUARTER))
  const term = committed === 'forGood' ? Infinity : Math.max(1, Math.ceil(committed.months / MONTHS_OF_QUARTER))
  const needs = Array.from({ length: quarters + 1 }, (_, quarter) =>
    countAt(Math.min(horizon, quarter * MONTHS_OF_QUARTER)),
  )
  const contracts: { readonly systems: number; readonly ends: number }[] = []
  return Array.from({ length: quarters }, (_, quarter) => {
    const need = Math.max(needs[quarter] ?? 0, needs[quarter + 1] ?? 0)
    const held = contracts.reduce((sum, { systems, ends }) => sum + (ends > quarter ? systems : 0), 0)
    if (need > held) contracts.push({ systems: need - held, ends: quarter + term })
    return Math.max(need, held)
  })
}

/** Demand of a month over that of the first. @param growth a year, as a share */
export function grownBy(growth: number, month: number): number {
  return (1 + growth) ** (month / 12)
}
