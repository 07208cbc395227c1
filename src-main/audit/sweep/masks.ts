import type { Sliced } from '../timeline/watch.ts'
import { orderByStart, sweep, type Intervals } from './sweep.ts'

/** Nanoseconds by the set of classes that is active, and in which none is: together the span, exactly. */
export interface MaskTimes {
  /** By mask; the empty one is `idle`. */
  readonly masks: Float64Array
  readonly idle: number
  readonly span: number
}

/** How long each set of classes is active. @param classes how many there are */
export function* maskTimes(intervals: Intervals, classes: number): Sliced<MaskTimes> {
  const masks = new Float64Array(1 << classes)
  let [first, last] = [Infinity, -Infinity]
  const order = yield* orderByStart(intervals)
  yield* sweep(intervals, order, (from, to, mask) => {
    if (from < first) first = from
    last = to
    masks[mask] = (masks[mask] as number) + (to - from)
  })
  const idle = masks[0] as number
  masks[0] = 0
  return { masks, idle, span: last > first ? last - first : 0 }
}

/** Nanoseconds in which at least one of some classes is active. @param set their bits */
export function union(masks: Float64Array, set: number): number {
  return masks.reduce((sum, time, mask) => ((mask & set) === 0 ? sum : sum + time), 0)
}

/** Nanoseconds booked to each class: a moment goes to the first of those that are active. @param order places, first first */
export function booked(masks: Float64Array, order: readonly number[]): readonly number[] {
  const times = order.map(() => 0)
  masks.forEach((time, mask) => {
    const owner = order.find((place) => (mask & (1 << place)) !== 0)
    if (owner !== undefined) times[owner] = (times[owner] ?? 0) + time
  })
  return times
}
