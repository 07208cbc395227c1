/** Share of the losses that are the worst. */
const WORST = 0.1
/** Batches of interleaved draws: draws that share what is drawn less often are in one batch. */
const BATCHES = 16

/** Mean; NaN of nothing. */
export function mean(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** Quantile between sorted values. @param share 0 to 1 */
export function quantile(sorted: Float64Array, share: number): number {
  const at = Math.max(0, Math.min(sorted.length - 1, share * sorted.length - 0.5))
  const below = Math.floor(at)
  const low = sorted[below] ?? NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN
  return low + (high - low) * (at - below)
}

/**
 * CVaR10: mean of the worst tenth, the value at its edge counted in part (R. T. Rockafellar and S. Uryasev, "Optimization of
 * conditional value-at-risk", 2000). More is worse.
 */
export function worstTenth(sorted: Float64Array): number {
  const wanted = WORST * sorted.length
  let sum = 0
  let taken = 0
  for (let index = sorted.length - 1; index >= 0 && taken < wanted; index--) {
    const part = Math.min(1, wanted - taken)
    sum += part * (sorted[index] ?? NaN)
    taken += part
  }
  return sum / taken
}

/**
 * Losses whose mean is the mean of the worst tenth of `values`, and whose mean for any other alternative is never below that of
 * its worst tenth: what lies beyond this one's edge counts tenfold.
 * @param edge 90 % quantile of the alternative that is judged by
 */
export function beyondEdge(values: Float64Array, edge: number): Float64Array {
  return values.map((value) => edge + Math.max(0, value - edge) / WORST)
}

/** Sorted copy, least first. */
export function ascending(values: Float64Array): Float64Array {
  return values.toSorted()
}

/** Standard error of a share, from interleaved batches of draws. @param hit whether a draw counts */
export function shareError(draws: number, hit: (draw: number) => boolean): number {
  if (draws < 2 * BATCHES) return 0.5 / Math.sqrt(Math.max(1, draws))
  const hits = new Float64Array(BATCHES)
  const sizes = new Float64Array(BATCHES)
  for (let draw = 0; draw < draws; draw++) {
    const batch = draw % BATCHES
    sizes[batch] = (sizes[batch] ?? 0) + 1
    if (hit(draw)) hits[batch] = (hits[batch] ?? 0) + 1
  }
  const shares = hits.map((count, batch) => count / (sizes[batch] ?? 1))
  const middle = mean(shares)
  const variance = shares.reduce((sum, share) => sum + (share - middle) ** 2, 0) / (BATCHES - 1)
  return Math.sqrt(variance / BATCHES)
}
