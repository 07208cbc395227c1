import { addRow, emptyTable, put, type Budget, type Table } from './column.ts'
import { noLosses, type Loss } from './losses.ts'
import { emptyNames, nameNumber, NAME_LIMITS, type Names } from './names.ts'
import {
  ANNOTATION_LAYOUT,
  GPU_LAYOUT,
  LAUNCH_LAYOUT,
  OP_LAYOUT,
  type Collective,
  type OpShape,
  type Timeline,
  type TraceDevice,
} from './timeline.ts'

/** Bytes that the columns of one timeline take at most, together. */
export const TIMELINE_BYTES = 150e6
/** Nanoseconds from the first event beyond which a time is another clock's: 26 days. Below it, sums of a million events stay whole. */
export const FURTHEST = 2 ** 51
/** Most devices of one file. */
const MOST_DEVICES = 4096
/** Most collectives that describe themselves. */
const MOST_COLLECTIVES = 1e6

/** A timeline that a reader is filling. `openTimeline` makes it, `closeTimeline` ends it. */
export interface TimelineDraft {
  readonly budget: Budget
  readonly losses: Record<Loss, number>
  readonly names: Names
  /** Operators with shapes as the reader writes them, one text each; `closeTimeline` is told how to read them. */
  readonly shapes: Names
  readonly gpu: Table<typeof GPU_LAYOUT>
  readonly launches: Table<typeof LAUNCH_LAYOUT>
  readonly ops: Table<typeof OP_LAYOUT>
  readonly annotations: Table<typeof ANNOTATION_LAYOUT>
  readonly devices: TraceDevice[]
  readonly deviceIndex: Map<number, number>
  readonly collectives: Collective[]
}

/** An event as a reader hands it over; it may use one such object again and again. Meanings: `GPU_LAYOUT`. */
export interface GpuEvent {
  start: number
  duration: number
  /** From `nameOf(draft, text)`. */
  name: number
  category: number
  direction: number
  /** From `deviceOf(draft, id)`. */
  device: number
  stream: number
  correlation: number
  external: number
  bytes: number
  collective: number
}

/** An empty timeline. @param bytes that its columns may take together */
export function openTimeline(bytes: number = TIMELINE_BYTES): TimelineDraft {
  return {
    budget: { left: bytes },
    losses: noLosses(),
    names: emptyNames(),
    shapes: emptyNames({ ...NAME_LIMITS, most: 50_000 }),
    gpu: emptyTable(GPU_LAYOUT),
    launches: emptyTable(LAUNCH_LAYOUT),
    ops: emptyTable(OP_LAYOUT),
    annotations: emptyTable(ANNOTATION_LAYOUT),
    devices: [],
    deviceIndex: new Map(),
    collectives: [],
  }
}

/** The number of a name, for a column. */
export function nameOf(draft: TimelineDraft, text: string): number {
  return nameNumber(draft.names, text)
}

/** The index of a device by its number in the file; one that was not described is added without a name. */
export function deviceOf(draft: TimelineDraft, id: number): number {
  const known = draft.deviceIndex.get(id)
  if (known !== undefined) return known
  if (draft.devices.length >= MOST_DEVICES) return MOST_DEVICES - 1
  return describeDevice(draft, {
    id,
    name: '',
    memoryBytes: null,
    multiprocessors: null,
    memoryBandwidth: null,
    architecture: null,
  })
}

/** Says what a device is, before or after its first event. @returns its index */
export function describeDevice(draft: TimelineDraft, device: TraceDevice): number {
  const known = draft.deviceIndex.get(device.id)
  const index = known ?? draft.devices.length
  draft.devices[index] = device
  draft.deviceIndex.set(device.id, index)
  return index
}

/** Keeps what a collective says of itself. @returns its number for the column, -1 beyond the cap */
export function collectiveOf(draft: TimelineDraft, collective: Collective): number {
  if (draft.collectives.length >= MOST_COLLECTIVES) return -1
  return draft.collectives.push(collective) - 1
}

/** Counts a row that is not on the timeline. */
export function lose(draft: TimelineDraft, loss: Loss): void {
  draft.losses[loss] += 1
}

/**
 * Adds an event of a device. A length below 0 becomes 0; what has no time or a distant one, and what is beyond the budget,
 * is counted instead. Who knows that a time of 0 means "not taken" counts `untimed` itself.
 * @returns whether it is on the timeline
 */
export function addGpuEvent(draft: TimelineDraft, event: Readonly<GpuEvent>): boolean {
  if (!isTime(draft, event.start, event.duration)) return false
  const { gpu } = draft
  const row = addRow(gpu, GPU_LAYOUT, draft.budget)
  if (row < 0) return refused(draft, 'events')
  put(gpu.start, row, event.start)
  put(gpu.duration, row, lengthOf(draft, event.duration))
  put(gpu.name, row, event.name)
  put(gpu.category, row, event.category)
  put(gpu.direction, row, event.direction)
  put(gpu.device, row, event.device)
  put(gpu.stream, row, event.stream)
  put(gpu.correlation, row, event.correlation)
  put(gpu.external, row, event.external)
  put(gpu.bytes, row, event.bytes)
  put(gpu.collective, row, event.collective)
  return true
}

/** Adds a call that launches work. @param external joins to an operator, NaN: none @param start nanoseconds after the origin */
export function addLaunch(draft: TimelineDraft, correlation: number, external: number, start: number): boolean {
  if (!isTime(draft, start, 0)) return false
  const { launches } = draft
  const row = addRow(launches, LAUNCH_LAYOUT, draft.budget)
  if (row < 0) return refused(draft, 'launches')
  put(launches.correlation, row, correlation)
  put(launches.external, row, external)
  put(launches.start, row, start)
  return true
}

/** Adds an operator. @param shape its name and shapes as the reader's own text, which `closeTimeline` is told how to read */
export function addOp(draft: TimelineDraft, external: number, shape: string): boolean {
  const { ops } = draft
  const row = addRow(ops, OP_LAYOUT, draft.budget)
  if (row < 0) return refused(draft, 'ops')
  put(ops.external, row, external)
  put(ops.shape, row, nameNumber(draft.shapes, shape))
  return true
}

/** Adds a range that the program named. @param name from `nameOf` */
export function addAnnotation(draft: TimelineDraft, start: number, duration: number, name: number): boolean {
  if (!isTime(draft, start, duration)) return false
  const { annotations } = draft
  const row = addRow(annotations, ANNOTATION_LAYOUT, draft.budget)
  if (row < 0) return refused(draft, 'annotations')
  put(annotations.start, row, start)
  put(annotations.duration, row, lengthOf(draft, duration))
  put(annotations.name, row, name)
  return true
}

/** Forgets all rows and counts them as lost: what was taken for the origin was none. */
export function forgetRows(draft: TimelineDraft, loss: Loss): void {
  const { gpu, launches, ops, annotations } = draft
  draft.losses[loss] += gpu.length + launches.length + annotations.length
  for (const table of [gpu, launches, ops, annotations]) table.length = 0
}

/** Rows with a time that are on the timeline. */
export function timedRows({ gpu, launches, annotations }: TimelineDraft): number {
  return gpu.length + launches.length + annotations.length
}

function refused(draft: TimelineDraft, loss: Loss): false {
  lose(draft, loss)
  return false
}

function isTime(draft: TimelineDraft, start: number, duration: number): boolean {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(duration)) {
    return refused(draft, Number.isNaN(start) ? 'untimed' : 'distant')
  }
  return (Math.abs(start) <= FURTHEST && duration <= FURTHEST) || refused(draft, 'distant')
}

function lengthOf(draft: TimelineDraft, duration: number): number {
  if (duration >= 0) return duration
  lose(draft, 'negative')
  return 0
}

/**
 * The timeline as it was filled. The draft is not used afterwards.
 * @param origin Unix nanoseconds of the origin, null: not told @param readShape reads what was handed to `addOp`
 */
export function closeTimeline(
  draft: TimelineDraft,
  origin: bigint | null,
  readShape: (text: string) => OpShape = (op) => ({ op, dims: [], types: [] }),
): Timeline {
  draft.losses.names += draft.names.beyond + draft.shapes.beyond
  const { gpu, launches, ops, annotations, devices, collectives } = draft
  const { texts: names } = draft.names
  const shapes = draft.shapes.texts.map(readShape)
  return { origin, gpu, launches, ops, annotations, names, shapes, devices, collectives }
}
