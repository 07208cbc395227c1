import { familiesOf } from '../kernels/familyOf.ts'
import { indexRows, rowOf } from '../sweep/rowIndex.ts'
import { at } from '../timeline/column.ts'
import type { Timeline } from '../timeline/timeline.ts'
import type { Sliced } from '../timeline/watch.ts'
import { deviceBreakdown, type DeviceBreakdown } from './deviceBreakdown.ts'
import { rowsOfDevices } from './deviceRows.ts'
import { shapedWork, type ShapedWork } from './opTimes.ts'
import { stepsOf, type Step } from './steps.ts'

/** Where the time of a trace went. */
export interface TraceAnalysis {
  readonly steps: readonly Step[]
  /** Devices with events, in the order of the timeline. Never merged: each has its own clock of being idle. */
  readonly devices: readonly DeviceBreakdown[]
  readonly shaped: ShapedWork
  /** Events whose launch is in the trace. Those that were launched before it began count nevertheless. */
  readonly linked: number
}

/** Steps times devices that are told apart: 168 bytes each. */
const MOST_TALLIES = 250_000
const SLICE = 1 << 15

/** Works out where the time of a trace went, in slices. */
export function* analyse(timeline: Timeline): Sliced<TraceAnalysis> {
  const { gpu, launches } = timeline
  const families = yield* familiesOf(timeline.names)
  const byCorrelation = yield* indexRows(launches.correlation, launches.length)
  const steps = yield* stepsOf(timeline)
  const devices: DeviceBreakdown[] = []
  for (const [device, rows] of (yield* rowsOfDevices(timeline, families)).entries()) {
    if (rows.start.length === 0) continue
    const eachStep = steps.length * (devices.length + 1) <= MOST_TALLIES
    devices.push(yield* deviceBreakdown({ timeline, families, byCorrelation, steps, eachStep }, device, rows))
  }
  const shaped = yield* shapedWork(timeline, byCorrelation)
  let linked = 0
  for (let row = 0; row < gpu.length; row++) {
    if (row % SLICE === SLICE - 1) yield
    if (rowOf(byCorrelation, at(gpu.correlation, row)) >= 0) linked += 1
  }
  return { steps, devices, shaped, linked }
}
