/** P(Poisson(mean) ≤ most). */
function atMost(most: number, mean: number): number {
  let term = Math.exp(-mean)
  let sum = term
  for (let count = 1; count <= most; count++) {
    term *= mean / count
    sum += term
  }
  return sum
}

/** Halvings of the search: to the last bits of a mean. */
const HALVINGS = 60

/** Largest mean with P(Poisson ≤ places − 1) ≥ quantile, for a whole number of places. */
function wholeLoad(places: number, quantile: number): number {
  let [low, high] = [0, places]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2
    if (atMost(places - 1, middle) >= quantile) low = middle
    else high = middle
  }
  return low
}

const known = new Map<number, number[]>()
const MOST_QUANTILES = 16

function loadsOf(quantile: number): number[] {
  let loads = known.get(quantile)
  if (loads === undefined) {
    if (known.size >= MOST_QUANTILES) known.clear()
    loads = [0]
    known.set(quantile, loads)
  }
  return loads
}

/**
 * Mean load of requests that know nothing of each other at which one finds a free place with a probability: the largest L
 * with P(Poisson(L) ≤ n − 1) ≥ p, in a straight line between whole n. An arriving request counts itself.
 */
export function poissonLoad(places: number, quantile: number): number {
  const loads = loadsOf(quantile)
  const below = Math.floor(places)
  while (loads.length < below + 2) loads.push(wholeLoad(loads.length, quantile))
  const [low, high] = [loads[below] ?? 0, loads[below + 1] ?? 0]
  return low + (places - below) * (high - low)
}
