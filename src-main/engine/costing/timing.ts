/**
 * Seconds of one operator on one device, by what could bind it. `seconds` = `overhead` + the soft maximum of the others;
 * the candidates are what each resource alone would take. A reusable out-parameter: costing functions write every field.
 */
export interface Timing {
  seconds: number
  /** Multiply-adds at the achievable rate. */
  compute: number
  /** Traffic of the level that holds the model. */
  memory: number
  /** Traffic of the last-level cache or the on-wafer mesh. */
  cache: number
  /** Traffic between devices. */
  link: number
  /** Launch, synchronisation and pipeline fill: independent of bytes and operations. */
  overhead: number
}

/** @returns a timing of zero seconds, to be filled by costing functions */
export function createTiming(): Timing {
  return { seconds: 0, compute: 0, memory: 0, cache: 0, link: 0, overhead: 0 }
}

/**
 * Soft maximum of two non-negative times: (a⁴+b⁴)^¼, never below either, at most 19 % above the larger when both are equal.
 * @returns seconds
 */
export function softMaximum(first: number, second: number): number {
  const larger = first > second ? first : second
  if (!(larger > 0) || larger === Number.POSITIVE_INFINITY) return larger
  const ratio = (first > second ? second : first) / larger
  const square = ratio * ratio
  return larger * Math.sqrt(Math.sqrt(1 + square * square))
}
