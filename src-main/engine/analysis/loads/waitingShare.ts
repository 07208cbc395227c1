import { logRateAt, type LoadCurve } from './loadCurve.ts'

/** Up to here requests are counted one by one; beyond, as many steps span n*. */
const STEPS = 48
/** Rounds of the search; each of them gains about a digit. */
const ROUNDS = 40
const CLOSE = 1e-7
const LEAST = 1e-300

/** The states of a copy up to n*: requests in flight in equal steps. */
interface Chain {
  readonly width: number
  /** ln of the rate at each state, and of the product of the rates up to it. */
  readonly rates: Float64Array
  readonly products: Float64Array
  /** Where n* lies between the last two states: 1 is the last. */
  readonly part: number
}

function chainOf(curve: LoadCurve, most: number): Chain {
  const whole = most <= STEPS
  const steps = whole ? Math.ceil(most) : STEPS
  const width = whole ? 1 : most / STEPS
  const rates = new Float64Array(steps + 1)
  const products = new Float64Array(steps + 1)
  for (let step = 1; step <= steps; step++) {
    rates[step] = logRateAt(curve, Math.log(Math.min(most, step * width)))
    const middle = whole ? (rates[step] as number) : logRateAt(curve, Math.log((step - 0.5) * width + 0.5))
    products[step] = (products[step - 1] as number) + width * middle
  }
  return { width, rates, products, part: whole ? most - Math.ceil(most) + 1 : 1 }
}

/** Share of time beyond a state, where the rate rises no more. @param sum weight of it and all below @param term its own */
function beyond(sum: number, term: number, ratio: number): number {
  if (!(ratio < 1)) return 1
  const rest = (term * ratio) / (1 - ratio)
  return rest / (sum + rest)
}

/**
 * Share of time in which more than n* requests are there, when they come at a rate and know nothing of each other: a
 * birth-and-death process that ends requests at the rate X(n), and at X(n*) where more are there (L. Kleinrock, Queueing
 * Systems, volume 1, 1975, 3.1). Between whole n* in a straight line.
 */
function shareBeyond({ width, rates, products, part }: Chain, log: number): number {
  const last = products.length - 1
  let peak = 0
  for (let step = 1; step <= last; step++) peak = Math.max(peak, step * width * log - (products[step] as number))
  let [sum, term, before, termBefore] = [0, 0, 0, 0]
  for (let step = 0; step <= last; step++) {
    // Sums over the states of a step follow from its ends; where a step is one state they are that state.
    before = sum + ((1 - width) / 2) * term
    termBefore = term
    term = Math.exp(step * width * log - (products[step] as number) - peak)
    sum += width * term
  }
  sum += ((1 - width) / 2) * term
  const here = beyond(sum, term, Math.exp(log - (rates[last] as number)))
  if (part >= 1) return here
  const below = last < 2 ? 1 : beyond(before, termBefore, Math.exp(log - (rates[last - 1] as number)))
  return part * here + (1 - part) * below
}

/**
 * The largest rate up to a given one at which no more than a share of time finds more than n* requests: what the
 * closed form of the swings says too much where the rate of a copy flattens below n*.
 * @param most n* @param rate what the closed form says @param share of time, above 0
 */
export function boundedRate(curve: LoadCurve, most: number, rate: number, share: number): number {
  if (!(rate > 0)) return rate
  const chain = chainOf(curve, most)
  const over = (log: number): number => Math.log(Math.max(LEAST, shareBeyond(chain, log)) / share)
  let high = Math.log(rate)
  let above = over(high)
  if (!(above > 0)) return rate
  let low = high
  let below = above
  for (let step = 0.05; below > 0; step *= 2) {
    low = high - step
    below = over(low)
  }
  // Regula falsi with halved ends (Illinois): the lower end always keeps the share.
  let side = 0
  for (let round = 0; round < ROUNDS && high - low > CLOSE; round++) {
    const middle = (low * above - high * below) / (above - below)
    const value = over(middle)
    if (value > 0) {
      high = middle
      above = value
      if (side === 1) below /= 2
      side = 1
    } else {
      low = middle
      below = value
      if (value > -CLOSE) break
      if (side === -1) above /= 2
      side = -1
    }
  }
  return Math.exp(low)
}
