import type { Assumed } from '#shared/domain/brief/assumed.ts'
import { inverseNormal, keyOf, uniform } from '../analysis/draws/randomness.ts'
import { stratifiedNormals } from '../analysis/draws/strata.ts'

/** Deviations of a normal number at p90. */
const NINETIETH = inverseNormal(0.9)
/**
 * How much what a market pays for used machines, rents and tokens moves together: the correlation of each with what all
 * share. Grade: guess.
 */
const MARKET_CORRELATION = 0.7
/** What is common to the cost of all people against one team's own: 20 % against 10 % at p10 and p90. Grade: guess. */
const PEOPLE_CORRELATION = 2 / Math.sqrt(5)

/** What draws of a kind of figure share beyond their own name. */
export type SharedBy = 'market' | 'people' | null

/** A figure as it is now, and in every draw; not drawn, it is the same in all. Unknown: NaN. */
export interface DrawnFigure {
  readonly now: number
  readonly drawn: Float64Array | null
}

/** A figure that is not drawn. */
export function fixed(now: number): DrawnFigure {
  return { now, drawn: null }
}

/** Place of the central values, beside the draws. */
export const CENTRAL = -1

/** A figure in a draw, or at the central values. */
export function figureIn({ now, drawn }: DrawnFigure, draw: number): number {
  return drawn === null || draw === CENTRAL ? now : (drawn[draw] ?? NaN)
}

/** Deals the draws of a decision: one name gives the same numbers, whoever asks and for which alternative. */
export interface Dealer {
  readonly draws: number
  readonly seed: number
  /**
   * A figure of the brief. One without a range is the same in all draws.
   * @param name of the quantity: alternatives that share it draw it together
   */
  readonly figure: (name: string, figure: Assumed, shared?: SharedBy) => DrawnFigure
  /** An event of some probability: whether it happens in each draw. */
  readonly happens: (name: string, probability: number) => Uint8Array | null
}

/** A value at so many standard deviations: its p10 and p90 are met at ±1.28. What is positive is drawn by its logarithm. */
function valueAt(value: number, end: number, deviations: number): number {
  const part = Math.abs(deviations) / NINETIETH
  return end > 0 && value > 0 ? value * (end / value) ** part : value + part * (end - value)
}

/** @param seed the same gives the same draws @param draws how many */
export function createDealer(seed: number, draws: number): Dealer {
  const known = new Map<string, Float64Array>()
  const figures = new Map<string, DrawnFigure>()
  function normals(name: string): Float64Array {
    const found = known.get(name) ?? stratifiedNormals(seed, draws, keyOf(name))
    known.set(name, found)
    return found
  }
  function together(name: string, shared: SharedBy): Float64Array {
    const own = normals(name)
    if (shared === null) return own
    const common = normals(shared)
    const weight = shared === 'market' ? MARKET_CORRELATION : PEOPLE_CORRELATION
    const rest = Math.sqrt(1 - weight * weight)
    return own.map((each, draw) => weight * (common[draw] ?? 0) + rest * each)
  }
  return {
    draws,
    seed,
    figure(name, { value, low, high }, shared = null) {
      if (value === null) return fixed(NaN)
      if (low === null || high === null || low === high) return fixed(value)
      const which = [name, shared, value, low, high].join(' ')
      const found = figures.get(which)
      if (found !== undefined) return found
      const drawn = together(name, shared).map((deviations) => valueAt(value, deviations < 0 ? low : high, deviations))
      const figure = { now: value, drawn }
      figures.set(which, figure)
      return figure
    },
    happens(name, probability) {
      if (!(probability > 0)) return null
      const key = keyOf(name)
      return Uint8Array.from({ length: draws }, (_, draw) => (uniform(seed, draw, key) < probability ? 1 : 0))
    },
  }
}
