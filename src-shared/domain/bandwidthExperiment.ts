/** One measurement of an experiment in which nothing but one bandwidth changes. */
export interface BandwidthPoint {
  /** Bytes/s. */
  readonly bandwidth: number
  /** Seconds of whatever was measured: a step, a first token, a request; or any time relative to another. */
  readonly seconds: number
}

/** What two measurements say: time = fixed + moved ÷ bandwidth. */
export interface BandwidthLaw {
  /** Seconds that do not depend on this bandwidth. */
  readonly fixed: number
  /** Bytes (or bytes × the unit of relative times) that cross it. */
  readonly moved: number
}

/** Why two measurements give no law. */
export type NoLaw = 'same-bandwidth' | 'slower-with-more' | 'faster-than-proportional'

/**
 * The law through two measurements. If only one bandwidth changes, time = a + b/bandwidth, so two points give both.
 * @returns the law; or why there is none: the bandwidths are equal, the time rises with bandwidth, or it falls by more
 * than the bandwidth rose, which moving data alone cannot do
 */
export function lawOf(first: BandwidthPoint, second: BandwidthPoint): BandwidthLaw | NoLaw {
  const spread = 1 / first.bandwidth - 1 / second.bandwidth
  if (spread === 0) return 'same-bandwidth'
  const moved = (first.seconds - second.seconds) / spread
  if (moved < 0) return 'slower-with-more'
  const fixed = first.seconds - moved / first.bandwidth
  return fixed < 0 ? 'faster-than-proportional' : { fixed, moved }
}

/** Seconds the law gives at a bandwidth. @param bandwidth bytes/s */
export function secondsAt(law: BandwidthLaw, bandwidth: number): number {
  return law.fixed + law.moved / bandwidth
}

/** Share of the time at a bandwidth that is spent moving data over it, 0 to 1. */
export function movementShareAt(law: BandwidthLaw, bandwidth: number): number {
  const seconds = secondsAt(law, bandwidth)
  return seconds > 0 ? law.moved / bandwidth / seconds : 0
}
