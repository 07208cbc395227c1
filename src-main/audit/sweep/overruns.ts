import type { Sliced } from '../timeline/watch.ts'

/** Nanoseconds by which an event must reach into the next of its stream to be doubted: overlaps of microseconds are real. */
const LEAST = 5000
/** Or this share of all that its stream does, if that is longer. */
const SHARE = 0.01
const SLICE = 1 << 15

/** Events of one device with the stream each is in. */
interface Streamed {
  readonly start: Float64Array
  readonly end: Float64Array
  readonly stream: Int32Array
}

/** An event whose end was taken too late, and where the next of its stream begins. */
export interface Overrun {
  readonly row: number
  readonly nextStart: number
}

/**
 * Events that reach far into the next of their stream and hold it whole: a driver that takes an end late makes one such event
 * hide all that follows. Overlaps on a stream as such are real and stay.
 * @param order from `orderByStart`
 */
export function* findOverruns({ start, end, stream }: Streamed, order: Uint32Array): Sliced<readonly Overrun[]> {
  const busy = new Map<number, number>()
  for (let row = 0; row < start.length; row++) {
    const key = stream[row] as number
    busy.set(key, (busy.get(key) ?? 0) + (end[row] as number) - (start[row] as number))
    if (row % SLICE === SLICE - 1) yield
  }
  const last = new Map<number, number>()
  const found: Overrun[] = []
  for (let index = 0; index < order.length; index++) {
    const row = order[index] as number
    const key = stream[row] as number
    const before = last.get(key)
    last.set(key, row)
    if (index % SLICE === SLICE - 1) yield
    if (before === undefined) continue
    const beforeEnd = end[before] as number
    const reaches = beforeEnd - (start[row] as number)
    if (reaches > Math.max(LEAST, SHARE * (busy.get(key) ?? 0)) && (end[row] as number) <= beforeEnd) {
      found.push({ row: before, nextStart: start[row] as number })
    }
  }
  return found
}
