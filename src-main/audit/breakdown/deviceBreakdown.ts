import { FAMILIES, type Family } from '../kernels/families.ts'
import { findOverruns } from '../sweep/overruns.ts'
import type { RowIndex } from '../sweep/rowIndex.ts'
import { orderByStart, sweep } from '../sweep/sweep.ts'
import { at } from '../timeline/column.ts'
import { CATEGORY, DIRECTION, type Timeline } from '../timeline/timeline.ts'
import type { Sliced } from '../timeline/watch.ts'
import type { DeviceRows } from './deviceRows.ts'
import { idleCause } from './idle.ts'
import { sharesAt, TALLY, tally, type Shares } from './shares.ts'
import type { Step } from './steps.ts'

/** Copies of one direction. */
export interface CopyTotals {
  readonly count: number
  /** Of the copies that say how many. */
  readonly bytes: number
  /** Copies that do not. */
  readonly untold: number
  /** Nanoseconds of all, one after the other. */
  readonly time: number
}

/** Kernels of one family. */
export interface FamilyTotals {
  readonly count: number
  /** Nanoseconds of all, one after the other. */
  readonly time: number
}

/** The longest time in which a device does nothing, within what is looked at. */
export interface Gap {
  readonly from: number
  readonly to: number
  readonly cause: number
}

/** Where the time of one device went. */
export interface DeviceBreakdown {
  /** Into `Timeline.devices`. */
  readonly device: number
  readonly events: number
  /** From its first event to its last. */
  readonly all: Shares
  /** Over the annotated steps and what lies between them; without steps the same as `all`. */
  readonly window: Shares
  /** The longest gap of the window; null: it is never idle. */
  readonly gap: Gap | null
  /** Of each step, as `sharesOfStep` reads them; empty where steps times devices are too many. */
  readonly stepTallies: Float64Array
  /** Events that hide others by an end which was taken too late. */
  readonly overruns: number
  /** The window with those ended where the next of their stream begins; null: there are none. */
  readonly withoutOverruns: Shares | null
  readonly copies: Readonly<Record<keyof typeof DIRECTION, CopyTotals>>
  readonly memsets: FamilyTotals
  readonly families: Readonly<Record<Family, FamilyTotals>>
}

/** What a breakdown of a device needs beside its events. */
export interface BreakdownInput {
  readonly timeline: Timeline
  readonly families: Uint8Array
  /** Launches by correlation. */
  readonly byCorrelation: RowIndex
  readonly steps: readonly Step[]
  /** Whether the steps are told apart. */
  readonly eachStep: boolean
}

/** Where the time of a device went in one step; null: its steps are not told apart. @param index of the step */
export function sharesOfStep({ stepTallies }: DeviceBreakdown, steps: readonly Step[], index: number): Shares | null {
  const step = steps[index]
  const place = index * TALLY
  return step === undefined || place >= stepTallies.length ? null : sharesAt(stepTallies, place, step.from, step.to)
}

/** Where the time of one device went, whole and step by step. @param device its place @param rows at least one */
export function* deviceBreakdown(input: BreakdownInput, device: number, rows: DeviceRows): Sliced<DeviceBreakdown> {
  const order = yield* orderByStart(rows)
  const booked = yield* book(input, rows, order)
  const overruns = yield* findOverruns(rows, order)
  let withoutOverruns: Shares | null = null
  if (overruns.length > 0) {
    const end = rows.end.slice()
    for (const { row, nextStart } of overruns) end[row] = nextStart
    const cut = { ...rows, end }
    withoutOverruns = (yield* book(
      { ...input, steps: window(input.steps), eachStep: false },
      cut,
      yield* orderByStart(cut),
    )).window
  }
  const totals = yield* totalsOf(input, rows)
  return { device, events: rows.start.length, ...booked, overruns: overruns.length, withoutOverruns, ...totals }
}

/** All steps as one. */
function window(steps: readonly Step[]): readonly Step[] {
  const [first, last] = [steps[0], steps.at(-1)]
  return first === undefined || last === undefined ? [] : [{ ...first, to: last.to }]
}

type Booked = Pick<DeviceBreakdown, 'all' | 'window' | 'gap' | 'stepTallies'>

function* book(input: BreakdownInput, rows: DeviceRows, order: Uint32Array): Sliced<Booked> {
  const { timeline, byCorrelation, steps, eachStep } = input
  const first = rows.start[order[0] as number] as number
  let last = first
  const [from, to] = [steps[0]?.from ?? -Infinity, steps.at(-1)?.to ?? Infinity]
  const tallies = new Float64Array(2 * TALLY)
  const stepTallies = new Float64Array(eachStep ? steps.length * TALLY : 0)
  let step = 0
  let gap: Gap | null = null
  const within = (start: number, end: number, mask: number, cause: number): void => {
    const [windowStart, windowEnd] = [Math.max(start, from), Math.min(end, to)]
    if (windowEnd <= windowStart) return
    tally(tallies, TALLY, mask, cause, windowEnd - windowStart)
    if (mask === 0 && (gap === null || windowEnd - windowStart > gap.to - gap.from)) {
      gap = { from: windowStart, to: windowEnd, cause }
    }
    if (!eachStep) return
    while (step < steps.length && (steps[step] as Step).to <= start) step++
    for (let index = step; index < steps.length; index++) {
      const one = steps[index] as Step
      if (one.from >= end) break
      const time = Math.min(end, one.to) - Math.max(start, one.from)
      if (time > 0) tally(stepTallies, index * TALLY, mask, cause, time)
    }
  }
  // Steps may begin before the first event of the device, and end after its last.
  if (from < first && from !== -Infinity) {
    within(from, first, 0, idleCause(timeline, byCorrelation, rows, order, from, 0))
  }
  yield* sweep(rows, order, (start, end, mask, next) => {
    const cause = mask === 0 ? idleCause(timeline, byCorrelation, rows, order, start, next) : 0
    tally(tallies, 0, mask, cause, end - start)
    within(start, end, mask, cause)
    last = end
  })
  if (to !== Infinity && to > last) {
    within(Math.max(last, from), to, 0, idleCause(timeline, byCorrelation, rows, order, last, -1))
  }
  const all = sharesAt(tallies, 0, first, last)
  return {
    all,
    window: steps.length === 0 ? all : sharesAt(tallies, TALLY, from, to),
    gap,
    stepTallies,
  }
}

const SLICE = 1 << 15
const DIRECTIONS = Object.keys(DIRECTION) as readonly (keyof typeof DIRECTION)[]

function* totalsOf(
  { timeline: { gpu }, families }: BreakdownInput,
  { row: rows }: DeviceRows,
): Sliced<Pick<DeviceBreakdown, 'copies' | 'memsets' | 'families'>> {
  const copies = DIRECTIONS.map(() => ({ count: 0, bytes: 0, untold: 0, time: 0 }))
  const kernels = FAMILIES.map(() => ({ count: 0, time: 0 }))
  const memsets = { count: 0, time: 0 }
  for (let index = 0; index < rows.length; index++) {
    if (index % SLICE === SLICE - 1) yield
    const row = rows[index] as number
    const category = at(gpu.category, row)
    const time = at(gpu.duration, row)
    if (category === CATEGORY.copy) {
      const copy = copies[at(gpu.direction, row)]
      const bytes = at(gpu.bytes, row)
      if (copy === undefined) continue
      copy.count += 1
      copy.time += time
      if (bytes >= 0) copy.bytes += bytes
      else copy.untold += 1
    } else {
      // What is no kernel by its category has no family by its name either.
      const family = category === CATEGORY.kernel ? (families[at(gpu.name, row)] ?? -1) : FAMILIES.indexOf('unknown')
      const totals = category === CATEGORY.memset ? memsets : kernels[family]
      if (totals === undefined) continue
      totals.count += 1
      totals.time += time
    }
  }
  return {
    copies: Object.fromEntries(
      DIRECTIONS.map((name) => [name, copies[DIRECTION[name]]]),
    ) as unknown as DeviceBreakdown['copies'],
    memsets,
    families: Object.fromEntries(
      FAMILIES.map((family, index) => [family, kernels[index]]),
    ) as unknown as DeviceBreakdown['families'],
  }
}
