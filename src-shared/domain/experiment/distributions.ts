/** ln Γ(x) for x > 0 (Lanczos), to some ten digits. */
function lnGamma(x: number): number {
  const series = LANCZOS.reduce((sum, coefficient, index) => sum + coefficient / (x + index), 1.000000000190015)
  const shifted = x + 4.5
  return (x - 0.5) * Math.log(shifted) - shifted + Math.log(Math.sqrt(2 * Math.PI) * series)
}

const LANCZOS = [
  76.18009172947146, -86.5053203294168, 24.01409824083091, -1.231739572450155, 1.208650973866179e-3, -5.395239384953e-6,
]

const MOST_STEPS = 300
const SMALLEST = 1e-300

/** The continued fraction of the incomplete beta function (Lentz). */
function fraction(a: number, b: number, x: number): number {
  const safe = (value: number): number => (Math.abs(value) < SMALLEST ? SMALLEST : value)
  let c = 1
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let step = 1; step <= MOST_STEPS; step++) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step))
    d = 1 / safe(1 + even * d)
    c = safe(1 + even / c)
    result *= d * c
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1))
    d = 1 / safe(1 + odd * d)
    c = safe(1 + odd / c)
    result *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return result
}

/** The regularised incomplete beta function, 0 to 1. */
function beta(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, 1 - x)) / b
}

/** Where a rising function reaches a probability, by halving. */
function inverse(probability: number, of: (value: number) => number): number {
  let [low, high] = [0, 1]
  while (of(high) < probability && high < 1e12) high *= 2
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2
    if (of(middle) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Quantiles worked out so far: an experiment asks for the same few again and again. */
const quantiles = new Map<string, number>()
const MOST_KEPT = 1000

function kept(name: string, make: () => number): number {
  const known = quantiles.get(name)
  if (known !== undefined) return known
  if (quantiles.size >= MOST_KEPT) quantiles.clear()
  const made = make()
  quantiles.set(name, made)
  return made
}

/** Student's t below which a share lies. @param probability 0.5 to 1 @param degrees of freedom, 1 or more */
export function tQuantile(probability: number, degrees: number): number {
  return kept(`t ${probability} ${degrees}`, () =>
    inverse(probability, (t) => 1 - beta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2),
  )
}

/** The F below which a share lies. @param probability 0 to 1 @param above degrees of freedom of the numerator */
export function fQuantile(probability: number, above: number, below: number): number {
  return kept(`F ${probability} ${above} ${below}`, () =>
    inverse(probability, (f) => beta(above / 2, below / 2, (above * f) / (above * f + below))),
  )
}
