import { opCost, type OpCost } from '../kernels/opCost.ts'
import { indexRows, rowOf, type RowIndex } from '../sweep/rowIndex.ts'
import { at } from '../timeline/column.ts'
import type { OpShape, Timeline } from '../timeline/timeline.ts'
import type { Sliced } from '../timeline/watch.ts'

/** All operators of one name and shape, with the time their kernels take. */
export interface OpTimes {
  readonly shape: OpShape
  /** Calls that led to work of a device. */
  readonly count: number
  /** Nanoseconds of their kernels, one after the other. */
  readonly time: number
  /** Of one call; null: no formula. */
  readonly cost: OpCost | null
}

/** Operators with shapes, longest first, and how much of the devices' time they explain. */
export interface ShapedWork {
  readonly ops: readonly OpTimes[]
  /** Nanoseconds of events that lead to an operator with shapes, and of these the part with a formula; of all events. */
  readonly joined: number
  readonly costed: number
  readonly total: number
}

const SLICE = 1 << 15

/** Joins events of devices over their launches to operators. Within graphs nothing joins: one launch has all of a replay. */
export function* shapedWork(timeline: Timeline, byCorrelation: RowIndex): Sliced<ShapedWork> {
  const { gpu, launches, ops, shapes } = timeline
  const byExternal = yield* indexRows(ops.external, ops.length)
  const times = new Float64Array(shapes.length)
  const counts = new Uint32Array(shapes.length)
  const counted = new Uint8Array(ops.length)
  let [joined, total] = [0, 0]
  for (let row = 0; row < gpu.length; row++) {
    if (row % SLICE === SLICE - 1) yield
    const time = at(gpu.duration, row)
    total += time
    const launch = rowOf(byCorrelation, at(gpu.correlation, row))
    if (launch < 0) continue
    const own = at(gpu.external, row)
    const op = rowOf(byExternal, Number.isNaN(own) ? at(launches.external, launch) : own)
    if (op < 0) continue
    const shape = at(ops.shape, op)
    joined += time
    times[shape] = (times[shape] as number) + time
    if (counted[op] === 0) counts[shape] = (counts[shape] as number) + 1
    counted[op] = 1
  }
  const found = shapes.flatMap((shape, index) => {
    const count = counts[index] as number
    return count === 0 ? [] : [{ shape, count, time: times[index] as number, cost: opCost(shape) }]
  })
  const costed = found.reduce((sum, { time, cost }) => (cost === null ? sum : sum + time), 0)
  return { ops: found.toSorted((one, other) => other.time - one.time), joined, costed, total }
}
