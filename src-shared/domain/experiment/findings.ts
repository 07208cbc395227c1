import { amount, type Amount } from '../../units/amount.ts'
import type { Wording } from '../wording.ts'
import { FURTHEST, isTooFar, repeatsNeeded, shareAt, shareIfOff, timeRatioAt, type Interval } from './intervals.ts'
import type { BandwidthFit } from './fit.ts'

/** What times are taken to be off by where nothing was repeated. */
const OFF = 0.03
/** Points of a share to each side that are worth repeating for. */
const WITHIN = 0.05

/** What an experiment says, in the order it is told. @param asked bandwidths of steps to come, bytes/s */
export function findingsOf(fit: BandwidthFit, asked: readonly number[]): readonly Wording[] {
  return [...ofShare(fit), ...ofLaw(fit), ...asked.map((bandwidth) => ofNext(fit, bandwidth))]
}

const share = (value: number): Amount => amount(value, 'share')
const between = ({ low, high }: Interval): { low: Amount; high: Amount } => ({ low: share(low), high: share(high) })

function ofShare(fit: BandwidthFit): readonly Wording[] {
  const slowest = fit.points[0]?.bandwidth ?? 0
  const { value, interval } = shareAt(fit, slowest)
  const at = { share: share(value), bandwidth: amount(slowest, 'bytesPerSecond') }
  if (interval === null || fit.spread === null) {
    const parameters = { ...at, ...between(shareIfOff(fit, OFF)), off: share(OFF) }
    return [{ code: 'experiment.notRepeated', parameters }]
  }
  const told: Wording = { code: 'experiment.share', parameters: { ...at, ...between(interval) } }
  if (interval.high - interval.low <= 2 * WITHIN) return [told]
  const count = repeatsNeeded(fit, WITHIN)
  const parameters = { within: share(WITHIN), spread: share(fit.spread) }
  return count === null
    ? [told, { code: 'experiment.repeatsHopeless', parameters }]
    : [told, { code: 'experiment.repeatsNeeded', parameters: { ...parameters, count } }]
}

function ofLaw({ lackOfFit, points }: BandwidthFit): readonly Wording[] {
  if (lackOfFit === null) {
    if (points.length < 3) return []
    const off = Math.max(...points.map(({ seconds, law }) => Math.abs(seconds / law - 1)))
    return [{ code: 'experiment.lawNotTested', parameters: { off: share(off) } }]
  }
  if (!lackOfFit.rejected) return [{ code: 'experiment.lawHolds' }]
  return [{ code: lackOfFit.fastest === 'slower' ? 'experiment.bringsLess' : 'experiment.bringsMore' }]
}

function ofNext(fit: BandwidthFit, at: number): Wording {
  const bandwidth = amount(at, 'bytesPerSecond')
  if (isTooFar(fit, at)) return { code: 'experiment.tooFar', parameters: { bandwidth, times: FURTHEST } }
  const { value, interval } = timeRatioAt(fit, at)
  const change = share(value - 1)
  if (interval === null) return { code: 'experiment.nextWithout', parameters: { bandwidth, change } }
  return {
    code: 'experiment.next',
    parameters: { bandwidth, change, low: share(interval.low - 1), high: share(interval.high - 1) },
  }
}
