/** Mixes the bits of a 32-bit word (MurmurHash3's finaliser). */
function mixed(word: number): number {
  let bits = word
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** A number for a name (FNV-1a): what is drawn under one name is one quantity, wherever it is used. */
export function keyOf(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/**
 * A number between 0 and 1, neither included, that depends on seed, draw and key alone: any thread may work any draw
 * out, in any order, and finds the same.
 */
export function uniform(seed: number, draw: number, key: number): number {
  const word = mixed(mixed(mixed(seed + 0x9e3779b9) ^ draw) ^ key)
  return ((word >>> 0) + 0.5) / 4294967296
}

/**
 * The standard normal quantile of a probability between 0 and 1 (Acklam's rational approximation, relative error 1.15e-9;
 * P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function", 2003).
 */
export function inverseNormal(probability: number): number {
  if (probability > 0.5) return -inverseNormal(1 - probability)
  if (probability < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(probability))
    return (
      (((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
        2.938163982698783) /
      ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
    )
  }
  const q = probability - 0.5
  const r = q * q
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  )
}
