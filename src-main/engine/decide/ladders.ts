/** Loads of an octave of the ladder that configurations are screened on. */
const PER_OCTAVE = 2
/** Most requests in flight in one copy that are looked at. */
const MOST = 16_384

/** The loads of every central curve: from one request to as many as any copy takes. Whole, ascending. */
export const SCREENED_LOADS: readonly number[] = [
  ...new Set(
    Array.from({ length: PER_OCTAVE * Math.log2(MOST) + 1 }, (_, index) => Math.round(2 ** (index / PER_OCTAVE))),
  ),
]

/**
 * Loads of a drawn curve beside the single request, as shares of the central n*: closer where most limits and capacities
 * lie, but reaching as far as draws do. About five of them are asked in a draw; capacities come out 0.1 to 1 % below those
 * of four times as many loads.
 */
const SHARES = [0.02, 0.045, 0.1, 0.2, 0.35, 0.53, 0.72, 0.9, 1.1, 1.4, 2]

/**
 * The loads of a drawn curve: one request, then around the central n*, below and above it. Whole, ascending.
 * @param most central n*, at least 1
 */
export function drawnLoads(most: number): readonly number[] {
  const loads = [1]
  for (const share of SHARES) loads.push(Math.max((loads.at(-1) as number) + 1, Math.round(most * share)))
  return loads
}
