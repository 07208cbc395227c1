/** What is found at a load: whether all limits are kept, and the rate it gives. */
export interface Asked {
  readonly keeps: boolean
  readonly rate: number
}

/** Room below the least share for what a curve's own shape adds. */
const MARGIN = 0.95
/** Share that is used at most where nobody knows how requests arrive; never less than this binds there. */
const MOST_SHARE_UNKNOWN = 0.75

/**
 * Share of its rate at n* that a copy is run at, at the least: that of one whose rate grows in proportion to its load, with
 * L + z √(I L) = n* − 1. A curve that flattens loses less of its rate on the way down.
 * @param most n* @param deviations z @param dispersion I; null: unknown
 */
export function leastShare(most: number, deviations: number, dispersion: number | null): number {
  const swing = deviations * Math.sqrt(dispersion ?? 1)
  const root = (Math.sqrt(swing * swing + 4 * Math.max(0, most - 1)) - swing) / 2
  return MARGIN * Math.min(MOST_SHARE_UNKNOWN, (root * root) / most)
}

/**
 * Asks a rising ladder of loads only where it matters: up or down from the place its limit is expected at to the last load
 * that keeps it and the first one that does not, then down to the loads a capacity can lie at. Times rise with the load.
 * @param expected load the limit lies at, about @param shareAt share of the rate at a limit down to which loads matter
 * @param ask asked once of each place that matters
 */
export function placesAsked(
  loads: readonly number[],
  expected: number,
  shareAt: (most: number) => number,
  ask: (place: number) => Asked,
): void {
  const above = loads.findIndex((load) => load > expected)
  let place = Math.max(0, (above < 0 ? loads.length : above) - 1)
  let limit = ask(place)
  let lowest = place
  if (limit.keeps) {
    while (limit.keeps && place < loads.length - 1) {
      const next = ask(place + 1)
      if (!next.keeps) break
      limit = next
      place++
    }
  } else {
    while (!limit.keeps && place > 0) limit = ask(--place)
    lowest = place
  }
  const enough = limit.rate * shareAt(loads[place] as number)
  let { rate } = limit
  while (lowest > 0 && rate >= enough) rate = ask(--lowest).rate
}
