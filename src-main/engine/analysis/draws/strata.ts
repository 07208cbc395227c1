import { inverseNormal, uniform } from './randomness.ts'

/** Beyond this many standard deviations nothing is drawn, as in `normal`. */
const FARTHEST = 3

/** Words a uniform number is made of: 32 bits. */
const WORDS = 2 ** 32
/** A word and a draw fit into one exact number side by side for so many draws. */
const DRAWS_BESIDE = 2 ** 21

/** Quantiles of the middles of so many equal parts, ascending: the same for every key. */
const quantiles = new Map<number, Float64Array>()
const MOST_KNOWN = 8

function quantilesOf(draws: number): Float64Array {
  const known = quantiles.get(draws)
  if (known !== undefined) return known
  const made = Float64Array.from({ length: draws }, (_, rank) =>
    Math.max(-FARTHEST, Math.min(FARTHEST, inverseNormal((rank + 0.5) / draws))),
  )
  if (quantiles.size >= MOST_KNOWN) quantiles.clear()
  quantiles.set(draws, made)
  return made
}

/**
 * Standard normal numbers of all draws of a key, stratified: its uniforms are replaced by their ranks, so that every part of
 * the range is met equally often, while the key still says in which draw. Depends on seed, draws and key alone.
 * @param draws at most two million
 */
export function stratifiedNormals(seed: number, draws: number, key: number): Float64Array {
  // Numbers alone are sorted many times as fast as numbers with a rule: each carries its draw in its low bits.
  const order = Float64Array.from(
    { length: draws },
    (_, draw) => Math.floor(uniform(seed, draw, key) * WORDS) * DRAWS_BESIDE + draw,
  ).sort()
  const ranked = quantilesOf(draws)
  const normals = new Float64Array(draws)
  for (let rank = 0; rank < draws; rank++) {
    normals[(order[rank] as number) % DRAWS_BESIDE] = ranked[rank] as number
  }
  return normals
}
