import { QUOTE, type Window } from './bytes.ts'
import { emptyArgs, readArgs, type EventArgs } from './args.ts'
import { KIND } from './category.ts'
import { directionOf } from './copyDirection.ts'
import type { EventFields } from './event.ts'
import {
  addAnnotation,
  addGpuEvent,
  addLaunch,
  addOp,
  collectiveOf,
  deviceOf,
  forgetRows,
  FURTHEST,
  lose,
  nameOf,
  timedRows,
  type GpuEvent,
  type TimelineDraft,
} from '../timeline/draft.ts'
import { NAME_LIMITS } from '../timeline/names.ts'
import { CATEGORY, DIRECTION, type OpShape } from '../timeline/timeline.ts'

/** Puts the events of one file on a timeline. */
export interface Keeper {
  readonly draft: TimelineDraft
  /** The first whole microsecond of the file; null: no event yet. */
  origin: number | null
  readonly args: EventArgs
  readonly event: GpuEvent
  /** Numbers of names by their bytes, so that each is decoded once. */
  readonly names: Map<string, number>
  /** Directions of copies by the number of their name. */
  readonly directions: Map<number, number>
  kernels: number
  copies: number
  memsets: number
  /** Events in a row that are far from the origin. */
  astray: number
}

/** A keeper without events. */
export function openKeeper(draft: TimelineDraft): Keeper {
  const event = {
    start: 0,
    duration: 0,
    name: 0,
    category: 0,
    direction: 0,
    device: 0,
    stream: 0,
    correlation: 0,
    external: 0,
    bytes: 0,
    collective: -1,
  }
  return {
    draft,
    origin: null,
    args: emptyArgs(),
    event,
    names: new Map(),
    directions: new Map(),
    kernels: 0,
    copies: 0,
    memsets: 0,
    astray: 0,
  }
}

/** A name of an operator or step. */
const LONGEST_LABEL = 400
/** Shapes and types of one operator, as text. */
const LONGEST_SHAPES = 4000
/** Between the parts of an operator's text; no name holds it. */
const BETWEEN = '\u0001'
/** So many far events in a row, with hardly any near the origin, say that the origin is the stray one. */
const MOST_ASTRAY = 64

/** Keeps one event, if it can be. */
export function keep(keeper: Keeper, window: Window, fields: EventFields): void {
  const { draft, args } = keeper
  if (fields.kind === KIND.op) {
    readArgs(window, fields.argsFrom, fields.argsTo, args)
    if (args.dimsTo > 0 && !Number.isNaN(args.external)) addOp(draft, args.external, shapeText(window, fields, args))
    return
  }
  const { time } = fields
  if (!fields.hasTime || (time.micro === 0 && time.nano === 0)) {
    // A driver that could not take the time writes 0; a launch without one joins nothing.
    lose(draft, 'untimed')
    return
  }
  keeper.origin ??= time.micro
  let start = (time.micro - keeper.origin) * 1000 + time.nano
  if (Math.abs(start) <= FURTHEST) keeper.astray = 0
  else if (++keeper.astray >= MOST_ASTRAY && timedRows(draft) < MOST_ASTRAY) {
    start = startAnew(keeper, time)
  }
  const duration = fields.length.micro * 1000 + fields.length.nano
  if (fields.kind === KIND.annotation) {
    addAnnotation(draft, start, duration, labelOf(keeper, window, fields))
    return
  }
  readArgs(window, fields.argsFrom, fields.argsTo, args)
  if (fields.kind === KIND.launch) {
    if (!Number.isNaN(args.correlation)) addLaunch(draft, args.correlation, args.external, start)
    return
  }
  keepGpuEvent(keeper, window, fields, start, duration)
}

/** The events so far were far from all others: they are counted, and time begins with this one. */
function startAnew(keeper: Keeper, time: EventFields['time']): number {
  forgetRows(keeper.draft, 'distant')
  keeper.origin = time.micro
  keeper.astray = 0
  keeper.kernels = keeper.copies = keeper.memsets = 0
  return time.nano
}

function keepGpuEvent(keeper: Keeper, window: Window, fields: EventFields, start: number, duration: number): void {
  const { draft, args, event } = keeper
  event.start = start
  event.duration = duration
  event.name = nameNumberOf(keeper, window, fields, NAME_LIMITS.longest)
  event.category = categoryOf(fields.kind)
  event.direction = fields.kind === KIND.copy ? direction(keeper, event.name) : DIRECTION.none
  event.device = deviceOf(draft, Number.isFinite(args.device) ? args.device : fields.process | 0)
  event.stream = Number.isFinite(args.stream) ? args.stream : fields.thread
  event.correlation = args.correlation
  event.external = args.external
  event.bytes = args.bytes
  event.collective = args.collectiveTo > 0 ? collective(keeper, window) : -1
  if (!addGpuEvent(draft, event)) return
  if (fields.kind === KIND.copy) keeper.copies += 1
  else if (fields.kind === KIND.memset) keeper.memsets += 1
  else keeper.kernels += 1
}

function categoryOf(kind: number): number {
  if (kind === KIND.copy) return CATEGORY.copy
  if (kind === KIND.memset) return CATEGORY.memset
  return kind === KIND.kernel ? CATEGORY.kernel : CATEGORY.other
}

function direction(keeper: Keeper, name: number): number {
  const known = keeper.directions.get(name)
  if (known !== undefined) return known
  const found = directionOf(keeper.draft.names.texts[name] ?? '')
  keeper.directions.set(name, found)
  return found
}

function collective({ draft, args }: Keeper, { bytes }: Window): number {
  const text = (from: number, to: number): string => decoded(withoutQuotes(bytes, from, to, 100))
  return collectiveOf(draft, {
    name: text(args.collectiveFrom, args.collectiveTo),
    inElements: args.inElements,
    outElements: args.outElements,
    type: text(args.typeFrom, args.typeTo),
    groupSize: args.groupSize,
    group: text(args.groupFrom, args.groupTo),
  })
}

function labelOf(keeper: Keeper, window: Window, fields: EventFields): number {
  return nameNumberOf(keeper, window, fields, LONGEST_LABEL)
}

function nameNumberOf(keeper: Keeper, { bytes }: Window, fields: EventFields, longest: number): number {
  const raw = withoutQuotes(bytes, fields.nameFrom, fields.nameTo, longest)
  const known = keeper.names.get(raw)
  if (known !== undefined) return known
  const number = nameOf(keeper.draft, decoded(raw))
  if (keeper.names.size < NAME_LIMITS.most) keeper.names.set(raw, number)
  return number
}

function withoutQuotes(bytes: Buffer, from: number, to: number, longest: number): string {
  const quoted = bytes[from] === QUOTE
  const start = quoted ? from + 1 : from
  return bytes.toString('latin1', start, Math.min(quoted ? to - 1 : to, start + longest))
}

/** Text of bytes: UTF-8 with bad bytes replaced, escapes read where they are whole. */
function decoded(raw: string): string {
  const text = Buffer.from(raw, 'latin1').toString('utf8')
  if (!text.includes('\\')) return text
  try {
    return JSON.parse(`"${text.replace(/(?<!\\)((?:\\\\)*)"/g, '$1\\"')}"`) as string
  } catch {
    return text
  }
}

function shapeText({ bytes }: Window, fields: EventFields, args: EventArgs): string {
  const name = withoutQuotes(bytes, fields.nameFrom, fields.nameTo, LONGEST_LABEL)
  const dims = bytes.toString('latin1', args.dimsFrom, Math.min(args.dimsTo, args.dimsFrom + LONGEST_SHAPES))
  const types = bytes.toString('latin1', args.typesFrom, Math.min(args.typesTo, args.typesFrom + LONGEST_SHAPES))
  return `${name}${BETWEEN}${dims}${BETWEEN}${types}`
}

/** Reads an operator's text again. What is no list has no dimensions, and so no cost that could be worked out. */
export function readShape(text: string): OpShape {
  const [op = '', dims = '', types = ''] = text.split(BETWEEN)
  return {
    op: decoded(op),
    dims: listOf(dims).map((item) => (isDims(item) ? item : [])),
    types: listOf(types).map((item) => (typeof item === 'string' ? item : '')),
  }
}

function listOf(text: string): readonly unknown[] {
  try {
    const value = JSON.parse(text) as unknown
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

function isDims(item: unknown): item is number[] {
  return Array.isArray(item) && item.every((size) => Number.isSafeInteger(size) && size >= 0)
}
