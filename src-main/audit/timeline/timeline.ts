import type { Table } from './column.ts'

/** What a device did. Numbers, for columns. */
export const CATEGORY = {
  kernel: 0,
  /** A copy by a copy engine, or what the profiler lists as one. */
  copy: 1,
  memset: 2,
  /** A whole replay of a graph whose kernels the profiler did not list: busy, and unclassified. */
  graph: 3,
  /** Work of a device whose kinds are not known here: busy, and unclassified. */
  other: 4,
} as const
/** Which way a copy goes. `local`: within one device's memory; `peer`: from device to device; `host`: within host memory. */
export const DIRECTION = {
  none: 0,
  hostToDevice: 1,
  deviceToHost: 2,
  peer: 3,
  local: 4,
  host: 5,
  unknown: 6,
} as const

/** One row an event of a device. Times are whole nanoseconds after the timeline's origin, so that sums are exact. */
export const GPU_LAYOUT = {
  /** Whole nanoseconds after the origin; may be negative, for the origin is the first event of the file. */
  start: Float64Array,
  /** Whole nanoseconds, 0 or more. */
  duration: Float64Array,
  /** Into `Timeline.names`. */
  name: Uint32Array,
  /** `CATEGORY`. */
  category: Uint8Array,
  /** `DIRECTION`; `none` but for copies. */
  direction: Uint8Array,
  /** Into `Timeline.devices`. */
  device: Uint16Array,
  /** The stream's or queue's own number, its lowest 32 bits. */
  stream: Int32Array,
  /** Joins to `launches`; NaN where there is none. Unique in the file: several processes are told apart by the reader. */
  correlation: Float64Array,
  /** Joins to `ops`; NaN where there is none. */
  external: Float64Array,
  /** Bytes of a copy or memset; NaN where they are not told. */
  bytes: Float64Array,
  /** Into `Timeline.collectives`, or -1. */
  collective: Int32Array,
} as const

/** One row a call that launches work of a device: kernels, copies, graphs. */
export const LAUNCH_LAYOUT = {
  correlation: Float64Array,
  /** Joins to `ops`; NaN where there is none. */
  external: Float64Array,
  /** When the call began, whole nanoseconds after the origin. */
  start: Float64Array,
} as const

/** One row an operator with shapes. */
export const OP_LAYOUT = {
  external: Float64Array,
  /** Into `Timeline.shapes`. */
  shape: Uint32Array,
} as const

/** One row a range the program named on the host: steps are among them. */
export const ANNOTATION_LAYOUT = {
  start: Float64Array,
  duration: Float64Array,
  /** Into `Timeline.names`. */
  name: Uint32Array,
} as const

/** A device, as far as the file describes it; null: it does not say. */
export interface TraceDevice {
  /** Its number in the file, which need not be an index and means nothing in another file. */
  readonly id: number
  /** Empty where the file gives none, as some of ROCm do. */
  readonly name: string
  readonly memoryBytes: number | null
  /** Streaming multiprocessors or compute units. */
  readonly multiprocessors: number | null
  /** Bytes per second of its memory. */
  readonly memoryBandwidth: number | null
  /** "9.0" or "gfx942". */
  readonly architecture: string | null
}

/** An operator's name and what it was given: the same text is kept once. */
export interface OpShape {
  readonly op: string
  /** Sizes of each input; empty for what is no tensor. */
  readonly dims: readonly (readonly number[])[]
  /** Type of each input, as the file writes it. */
  readonly types: readonly string[]
}

/** What a collective says of itself. NaN or empty where it does not. */
export interface Collective {
  readonly name: string
  readonly inElements: number
  readonly outElements: number
  readonly type: string
  readonly groupSize: number
  readonly group: string
}

/** What a trace says: events of devices, what launched them, and what the program was about. */
export interface Timeline {
  /** Unix time of the origin in nanoseconds; null where the file does not tell it. Ranks are compared after adding it. */
  readonly origin: bigint | null
  readonly gpu: Table<typeof GPU_LAYOUT>
  readonly launches: Table<typeof LAUNCH_LAYOUT>
  readonly ops: Table<typeof OP_LAYOUT>
  readonly annotations: Table<typeof ANNOTATION_LAYOUT>
  readonly names: readonly string[]
  readonly shapes: readonly OpShape[]
  readonly devices: readonly TraceDevice[]
  readonly collectives: readonly Collective[]
}
