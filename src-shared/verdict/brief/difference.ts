import type { Difference } from '../../domain/brief/verdict.ts'
import { ascending, mean, quantile } from './statistics.ts'

/** Bins of the histogram. */
const BINS = 24
/** Share of the draws on either side that the outermost bins take in, however far they lie. */
const TAIL = 0.005

/**
 * What the rival has more than the chosen, draw by draw, as a histogram: draws of both are the same ones, so that what moves
 * both alike cancels. Zero is an edge between two bins, and the outermost ones hold all that lies beyond.
 * @param chosen by the criterion, in each draw @param rival in the same draws
 * @returns null: a draw is not known, or they never differ
 */
export function differenceOf(chosen: Float64Array, rival: Float64Array): Difference | null {
  const values = rival.map((value, draw) => value - (chosen[draw] ?? NaN))
  if (values.length === 0 || !values.every(Number.isFinite)) return null
  const sorted = ascending(values)
  const low = Math.min(0, quantile(sorted, TAIL))
  const high = Math.max(0, quantile(sorted, 1 - TAIL))
  const below = low < 0 ? Math.min(BINS - (high > 0 ? 1 : 0), Math.max(1, Math.round((BINS * -low) / (high - low)))) : 0
  const step = Math.max(below > 0 ? -low / below : 0, below < BINS ? high / (BINS - below) : 0)
  if (!(step > 0)) return null
  const counts = new Array<number>(BINS).fill(0)
  let less = 0
  let more = 0
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(value / step) + below))
    counts[bin] = (counts[bin] ?? 0) + 1
    if (value < 0) less++
    else if (value > 0) more++
  }
  return {
    from: -below * step,
    step,
    shares: counts.map((count) => count / values.length),
    less: less / values.length,
    more: more / values.length,
    mean: mean(values),
  }
}
