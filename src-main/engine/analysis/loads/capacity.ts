import { inverseNormal } from '../draws/randomness.ts'
import { loadFor, rateAt, slopeAt, valueAt, type LoadCurve } from './loadCurve.ts'
import { poissonLoad } from './poissonLoad.ts'
import { boundedRate } from './waitingShare.ts'

/** How requests arrive, and how many of them must find a place. */
export interface Arrivals {
  /** Share of requests that must find no more than n* in flight, themselves included. */
  readonly quantile: number
  /** I: variance over mean of the arrivals in windows of one residence time. Null: unknown. */
  readonly dispersion: number | null
}

/** What one copy carries. Rates are requests per second. */
export interface Capacity {
  /** n*: largest load that keeps the promise. 0: none does. */
  readonly most: number
  /** L*: mean load it is run at. */
  readonly load: number
  /** C = X(L*). */
  readonly rate: number
  /** X(n*). */
  readonly limitRate: number
  /** The share of X(n*) that may be used at most binds, not the swings of the load. */
  readonly capped: boolean
  /** Watts at L* of the copy's devices, and of these with hosts and network. NaN: unknown. */
  readonly deviceWatts: number
  readonly watts: number
}

/** Share of X(n*) that is used at most; of arrivals of unknown kind, the lower one. */
const MOST_SHARE = 0.9
const MOST_SHARE_UNKNOWN = 0.75
/** Least slope of the rate: a flatter curve is not known to be flatter. */
const LEAST_SLOPE = 0.02
/** Whole loads up to here are counted one by one where arrivals know nothing of each other. */
const COUNTED = 32
/** Loads are first looked at in these steps: the same ones for all limits, so that a higher one never gives less. */
const STEP = 1.05
/** Halvings of a step: to a part in 10⁸ of the load. */
const HALVINGS = 24
/** Mean loads below this serve nobody. */
const LEAST_LOAD = 1e-4

/**
 * Largest mean load L with L + z √(I L / ε(L)) ≤ n* − 1: requests in flight vary about their mean the more, the less a
 * further request raises the rate. An arriving request counts itself.
 */
function swingingLoad(curve: LoadCurve, most: number, z: number, dispersion: number): number {
  const room = most - 1
  const bears = (load: number): boolean =>
    load + z * Math.sqrt((dispersion * load) / Math.max(LEAST_SLOPE, slopeAt(curve, Math.log(load)))) <= room
  if (!(room > LEAST_LOAD)) return 0
  let step = Math.floor(Math.log(room) / Math.log(STEP))
  while (!bears(STEP ** step)) {
    step--
    if (STEP ** step < LEAST_LOAD) return 0
  }
  let [low, high] = [STEP ** step, STEP ** (step + 1)]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2
    if (bears(middle)) low = middle
    else high = middle
  }
  return low
}

/**
 * L* before the cap. Few requests that know nothing of each other are counted (Poisson); a copy that may take more never
 * has to take less, so the count of the largest number counted holds beyond it too, and for calmer arrivals.
 */
export function closedLoad(curve: LoadCurve, most: number, { quantile, dispersion }: Arrivals): number {
  const variance = dispersion ?? 1
  const swinging = swingingLoad(curve, most, inverseNormal(quantile), variance)
  if (variance > 1) return Math.min(swinging, most < COUNTED ? poissonLoad(most, quantile) : Infinity)
  const counted = poissonLoad(Math.min(most, COUNTED), quantile)
  return variance === 1 && most < COUNTED ? counted : Math.max(counted, swinging)
}

const NOTHING: Capacity = { most: 0, load: 0, rate: 0, limitRate: 0, capped: false, deviceWatts: NaN, watts: NaN }

/**
 * What a copy carries when so many requests must find a place: C = min(X(L*), 0.90 X(n*)), closed form, not simulated. It is
 * lowered where more than n* requests would be in flight in more than the share that may wait, as on curves that flatten
 * below n*; calmer arrivals than those that know nothing of each other are not.
 * @param most n*, from `mostLoad`
 */
export function capacityOf(curve: LoadCurve, most: number, arrivals: Arrivals): Capacity {
  if (!(most > 0)) return NOTHING
  const { quantile, dispersion } = arrivals
  const limitRate = rateAt(curve, most)
  const open = closedLoad(curve, most, arrivals)
  const cap = (dispersion === null ? MOST_SHARE_UNKNOWN : MOST_SHARE) * limitRate
  const swinging = rateAt(curve, open)
  const closed = Math.min(swinging, cap)
  const rate = dispersion !== null && dispersion < 1 ? closed : boundedRate(curve, most, closed, 1 - quantile)
  const load = rate === swinging ? open : loadFor(curve, rate)
  return {
    most,
    load,
    rate,
    limitRate,
    capped: rate === cap,
    deviceWatts: valueAt(curve, curve.deviceWatts, load),
    watts: valueAt(curve, curve.watts, load),
  }
}
