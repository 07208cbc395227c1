import { movementShareAt, secondsAt } from '../bandwidthExperiment.ts'
import { tQuantile } from './distributions.ts'
import { COVERS, type BandwidthFit, type FittedLine } from './fit.ts'

/** Between which values the truth lies in 80 of 100 experiments. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** A figure that follows from a fit. */
export interface Inferred {
  readonly value: number
  /** Null: there are no repeats to tell it from, or the law reaches that far no more. */
  readonly interval: Interval | null
}

/** So many times beyond the measured bandwidths a law is followed, but no interval is given. */
export const FURTHEST = 4

/** A combination of the two parts of a fitted time: a · `fixed` + b · `moved`. */
interface Part {
  readonly fixed: number
  readonly moved: number
}

/** Interval of the ratio of two combinations (Fieller); null: no repeats, or they spread too far to bound it. */
function ratioInterval(line: FittedLine, above: Part, below: Part): Interval | null {
  if (line.degrees < 1) return null
  const t = tQuantile((1 + COVERS) / 2, line.degrees)
  const [n, d] = [above, below].map(({ fixed, moved }) => fixed * line.a + moved * line.b) as [number, number]
  const covariance = (one: Part, other: Part): number =>
    line.variance *
    ((one.fixed * other.fixed) / line.count +
      ((one.moved - one.fixed * line.meanX) * (other.moved - other.fixed * line.meanX)) / line.squaresX)
  const scale = t * t
  const quadratic = d * d - scale * covariance(below, below)
  const linear = n * d - scale * covariance(above, below)
  const constant = n * n - scale * covariance(above, above)
  const root = linear * linear - quadratic * constant
  if (quadratic <= 0 || root < 0) return null
  return { low: (linear - Math.sqrt(root)) / quadratic, high: (linear + Math.sqrt(root)) / quadratic }
}

function xAt({ base }: FittedLine, bandwidth: number): number {
  return base / bandwidth
}

function bandwidthsOf({ points }: BandwidthFit): { readonly slowest: number; readonly fastest: number } {
  return { slowest: points[0]?.bandwidth ?? 0, fastest: points.at(-1)?.bandwidth ?? 0 }
}

/** Whether a bandwidth is further from the measured ones than a law is trusted. */
export function isTooFar(fit: BandwidthFit, bandwidth: number): boolean {
  const { slowest, fastest } = bandwidthsOf(fit)
  return bandwidth > FURTHEST * fastest || bandwidth < slowest / FURTHEST
}

/** Share of the time at a bandwidth that is spent moving data over it, 0 to 1. */
export function shareAt(fit: BandwidthFit, bandwidth: number): Inferred {
  const value = movementShareAt(fit.law, bandwidth)
  if (fit.line.degrees < 1 || isTooFar(fit, bandwidth)) return { value, interval: null }
  const x = xAt(fit.line, bandwidth)
  const found = ratioInterval(fit.line, { fixed: 0, moved: x }, { fixed: 1, moved: x }) ?? { low: 0, high: 1 }
  const within = (share: number): number => Math.min(1, Math.max(0, share))
  return { value, interval: { low: within(found.low), high: within(found.high) } }
}

/** Time at a bandwidth over the time at the fastest measured one: 0.86 is 14 % less, 16 % more throughput. */
export function timeRatioAt(fit: BandwidthFit, bandwidth: number): Inferred {
  const { fastest } = bandwidthsOf(fit)
  const value = secondsAt(fit.law, bandwidth) / secondsAt(fit.law, fastest)
  if (isTooFar(fit, bandwidth)) return { value, interval: null }
  const part = (of: number): Part => ({ fixed: 1, moved: xAt(fit.line, of) })
  return { value, interval: ratioInterval(fit.line, part(bandwidth), part(fastest)) }
}

/**
 * Between which values the share at the slowest bandwidth lies if times are off by so much, the slowest one way and the
 * fastest the other: what to tell where nothing was repeated.
 * @param off 0.03: three percent
 */
export function shareIfOff(fit: BandwidthFit, off: number): Interval {
  const { slowest } = bandwidthsOf(fit)
  const [first, last] = [fit.points[0], fit.points.at(-1)]
  if (first === undefined || last === undefined) return { low: 0, high: 1 }
  const share = (sign: number): number => {
    const [slow, fast] = [first.law * (1 + sign * off), last.law * (1 - sign * off)]
    const moved = (slow - fast) / (1 / first.bandwidth - 1 / last.bandwidth)
    return Math.min(1, Math.max(0, moved / slowest / slow))
  }
  return { low: share(-1), high: share(1) }
}

const MOST_REPEATS = 50

/**
 * How many repeats at each bandwidth bring the interval of the share at the slowest one within so much to each side, if
 * repeats go on spreading as they do. Null: more than anybody runs, or nothing was repeated.
 * @param within 0.05: five points of a hundred
 */
export function repeatsNeeded(fit: BandwidthFit, within: number): number | null {
  const { interval } = shareAt(fit, bandwidthsOf(fit).slowest)
  if (interval === null) return null
  const half = (interval.high - interval.low) / 2
  const groups = fit.points.length
  const now = fit.line.count / groups
  const t = (repeats: number): number => tQuantile((1 + COVERS) / 2, groups * (repeats - 1))
  const tNow = tQuantile((1 + COVERS) / 2, fit.line.degrees)
  for (let repeats = Math.max(2, Math.ceil(now)); repeats <= MOST_REPEATS; repeats++) {
    if ((half * t(repeats) * Math.sqrt(now / repeats)) / tNow <= within) return repeats
  }
  return null
}
