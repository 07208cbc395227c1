const MONTHS_PER_QUARTER = 3

/** Systems that are ordered together. Months from the date of the brief. */
export interface Lot {
  readonly systems: number
  /** When they are paid for, if they are bought. */
  readonly ordered: number
  /** When they serve from, and until when: the horizon, or the end of the contract in which they are given back. */
  readonly from: number
  readonly to: number
  /** It is given back when its contract ends. */
  readonly leaves: boolean
}

/** When a fleet is needed, ordered and given back. Months. */
export interface FleetTimes {
  readonly neededBy: number
  /** From order to production. */
  readonly lead: number
  readonly horizon: number
  /** Months of a contract; null: they are bought, and never given back. */
  readonly term: number | null
}

/**
 * A fleet as the lots it is ordered in: the first so that it serves when it is needed, or as soon as it is delivered; each
 * later one so that it serves when its quarter begins. What falls is given back once the contract it runs under is over, the
 * oldest first; what is bought stays.
 * @param byQuarter systems needed in each quarter; the last holds for the rest of the horizon
 */
export function lotsOf(byQuarter: readonly number[], { neededBy, lead, horizon, term }: FleetTimes): Lot[] {
  const lots: Lot[] = []
  let running = 0
  for (let quarter = 0; quarter < byQuarter.length; quarter++) {
    const needed = byQuarter[quarter] ?? 0
    const month = Math.max(neededBy, quarter * MONTHS_PER_QUARTER)
    if (month >= horizon && quarter > 0) break
    if (needed > running) {
      const from = Math.max(lead, month)
      lots.push({ systems: needed - running, ordered: from - lead, from, to: horizon, leaves: false })
      running = needed
    } else if (needed < running && term !== null) {
      giveBack(lots, running - needed, month, term, horizon)
      running = needed
    }
  }
  return lots
}

/** Gives back so many systems in a month, those of the oldest lots first, each when the contract it is under is over. */
function giveBack(lots: Lot[], systems: number, month: number, term: number, horizon: number): void {
  let left = systems
  for (let at = 0; at < lots.length && left > 0; at++) {
    const lot = lots[at]
    if (lot === undefined || lot.leaves) continue
    const contracts = Math.max(1, Math.ceil((month - lot.from) / term))
    const to = Math.min(horizon, lot.from + term * contracts)
    const back = Math.min(left, lot.systems)
    lots[at] = { ...lot, systems: back, to, leaves: true }
    if (back < lot.systems) lots.splice(at + 1, 0, { ...lot, systems: lot.systems - back })
    left -= back
  }
}
