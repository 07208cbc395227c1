import type { Sliced } from '../timeline/watch.ts'
import { sortRows } from './sortRows.ts'

/** Events of one device: whole nanoseconds, and the place of their class. All of one length. */
export interface Intervals {
  readonly start: Float64Array
  /** Never before its start. */
  readonly end: Float64Array
  readonly place: Uint8Array
}

/** A stretch of time in which the same classes are active. `mask` 0: none is. `next`: place in the order of what begins at `to`, -1: nothing. */
export type Stretch = (from: number, to: number, mask: number, next: number) => void

/** Rows in the order in which they begin; of those that begin together, the longest first. */
export function orderByStart({ start, end }: Pick<Intervals, 'start' | 'end'>): Sliced<Uint32Array> {
  return sortRows(start.length, (one, other) => {
    const difference = (start[one] as number) - (start[other] as number)
    return difference === 0 ? (end[one] as number) > (end[other] as number) : difference < 0
  })
}

/** Steps between two breaths. */
const SLICE = 1 << 15

/**
 * One walk over all beginnings and ends: every moment between the first and the last is in one stretch, exactly.
 * @param order from `orderByStart` @param stretch is told each stretch, in order
 */
export function* sweep(intervals: Intervals, order: Uint32Array, stretch: Stretch): Sliced<void> {
  const { start, end, place } = intervals
  const count = start.length
  if (count === 0) return
  const byEnd = yield* sortRows(count, (one, other) => (end[one] as number) < (end[other] as number))
  const active = new Int32Array(32)
  let mask = 0
  let begun = 0
  let ended = 0
  let now = start[order[0] as number] as number
  while (ended < count) {
    const row = begun < count ? (order[begun] as number) : -1
    const ending = byEnd[ended] as number
    const startAt = row < 0 ? Infinity : (start[row] as number)
    const endAt = end[ending] as number
    const begins = startAt <= endAt
    const next = begins ? startAt : endAt
    if (next > now) {
      stretch(now, next, mask, begins ? begun : -1)
      now = next
    }
    if (begins) {
      const bit = place[row] as number
      if ((active[bit] as number) === 0) mask |= 1 << bit
      active[bit] = (active[bit] as number) + 1
      begun++
    } else {
      const bit = place[ending] as number
      active[bit] = (active[bit] as number) - 1
      if ((active[bit] as number) === 0) mask &= ~(1 << bit)
      ended++
    }
    if ((begun + ended) % SLICE === 0) yield
  }
}
