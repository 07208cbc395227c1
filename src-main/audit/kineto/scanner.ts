import {
  BACKSLASH,
  BLANK,
  CLOSE_LIST,
  CLOSE_OBJECT,
  closingQuote,
  COLON,
  COMMA,
  INCOMPLETE,
  isText,
  MALFORMED,
  OPEN_LIST,
  OPEN_OBJECT,
  pastBlanks,
  QUOTE,
  valueEnd,
  type Window,
} from './bytes.ts'
import { emptyFields, eventEnd, type EventFields } from './event.ts'
import { KIND } from './category.ts'

/** Largest event. */
export const LARGEST_EVENT = 8 * 2 ** 20
/** Largest value beside the events that is read. */
const LARGEST_TOP = 2 ** 20
/** Bytes of a block that is looked at in one go. */
export const BLOCK = 2 ** 20
/** Bytes that must have come before an event which did not end is looked at again. */
const LEAST_MORE = 2 ** 18
/** Bytes that may be looked at twice after something malformed; afterwards what was looked at is left behind. */
const MOST_TWICE = 64 * 2 ** 20
/** Longest key beside the events. */
const LONGEST_KEY = 64
/** Most keys beside the events that are handed on. */
const MOST_TOPS = 500

/** What the scanner finds. Places are in the window, and hold only during the call. */
export interface Found {
  /** An event that is wanted: `fields.kind`. */
  readonly event: (window: Window, fields: EventFields) => void
  /** A value beside the events, as text; `wanted` says of which lists and objects. */
  readonly top: (key: string, text: string) => void
  readonly wanted: (key: string) => boolean
  readonly lost: (loss: 'malformed' | 'oversize') => void
}

type Place = 'before' | 'top' | 'events' | 'skipped' | 'done'

/** Where a scanner is in its file. Memory is constant: the window, and one event in it at most. */
export interface Scanner {
  readonly window: Window
  readonly fields: EventFields
  readonly found: Found
  place: Place
  /** Looking for the next event, after something that is none. */
  searching: boolean
  /** The file is a list without an object around it. */
  bare: boolean
  /** Whether there was a list of events. */
  listed: boolean
  /** Events of any kind. */
  events: number
  /** Of these, those that say which phase they are. */
  phased: number
  bytes: number
  tops: number
  /** Brackets open, and whether a string is, in what is skipped. */
  depth: number
  inString: boolean
  /** Bytes of the window that have been looked at without an end. */
  looked: number
  twice: number
}

/** A scanner before its first byte. */
export function openScanner(found: Found): Scanner {
  return {
    window: { bytes: Buffer.allocUnsafe(2 * BLOCK), end: 0, final: false, failed: 0 },
    fields: emptyFields(),
    found,
    place: 'before',
    searching: false,
    bare: false,
    listed: false,
    events: 0,
    phased: 0,
    bytes: 0,
    tops: 0,
    depth: 0,
    inString: false,
    looked: 0,
    twice: 0,
  }
}

/** Reads on. @param block at most `BLOCK` bytes; it is copied @returns whether the file may go on as JSON */
export function scan(scanner: Scanner, block: Uint8Array): boolean {
  const { window } = scanner
  scanner.bytes += block.length
  if (scanner.place === 'done') return true
  makeRoom(window, block.length)
  window.bytes.set(block, window.end)
  window.end += block.length
  if (scanner.looked > 0 && window.end - scanner.looked < LEAST_MORE) return true
  if (!advance(scanner)) return false
  if (window.end <= LARGEST_EVENT) return true
  scanner.found.lost('oversize')
  scanner.searching = true
  // What follows may begin in the last bytes.
  drop(scanner, window.end - 16)
  scanner.looked = 0
  return true
}

/** Nothing follows. @returns whether it is JSON as far as it goes */
export function endScan(scanner: Scanner): boolean {
  scanner.window.final = true
  return advance(scanner)
}

function makeRoom(window: Window, more: number): void {
  const needed = window.end + more
  if (needed <= window.bytes.length) return
  const larger = Buffer.allocUnsafe(Math.max(needed, Math.min(2 * window.bytes.length, LARGEST_EVENT + 2 * BLOCK)))
  window.bytes.copy(larger, 0, 0, window.end)
  window.bytes = larger
}

function drop({ window }: Scanner, used: number): void {
  if (used <= 0) return
  window.bytes.copyWithin(0, used, window.end)
  window.end -= used
}

function advance(scanner: Scanner): boolean {
  const { window } = scanner
  let at = 0
  for (;;) {
    if (scanner.searching) {
      const next = nextEvent(window, at)
      if (next < 0) {
        at = Math.max(at, window.end - 16)
        break
      }
      scanner.searching = false
      scanner.place = 'events'
      scanner.listed = true
      at = next
    }
    at = pastBlanks(window, at)
    if (at >= window.end) break
    const next = step(scanner, at)
    if (next === INCOMPLETE) break
    if (next === MALFORMED) return false
    at = next
  }
  if (scanner.place === 'done') at = window.end
  drop(scanner, at)
  scanner.looked = window.end
  return true
}

/** One step from where something stands. @returns where the next begins, INCOMPLETE, or MALFORMED: no JSON at all */
function step(scanner: Scanner, at: number): number {
  switch (scanner.place) {
    case 'before':
      return begin(scanner, at)
    case 'top':
      return topStep(scanner, at)
    case 'events':
      return eventStep(scanner, at)
    case 'skipped':
      return skip(scanner, at)
    case 'done':
      return scanner.window.end
  }
}

function begin(scanner: Scanner, at: number): number {
  const { bytes, end } = scanner.window
  const first = bytes[at]
  // A mark of the byte order.
  if (first === 0xef) return end - at >= 3 && bytes[at + 1] === 0xbb ? at + 3 : MALFORMED
  if (first === OPEN_OBJECT) scanner.place = 'top'
  else if (first === OPEN_LIST) {
    scanner.place = 'events'
    scanner.bare = scanner.listed = true
  } else return MALFORMED
  return at + 1
}

function eventStep(scanner: Scanner, at: number): number {
  const { window, fields, found } = scanner
  const first = window.bytes[at]
  if (first === COMMA) return at + 1
  if (first === CLOSE_LIST) {
    scanner.place = scanner.bare ? 'done' : 'top'
    return at + 1
  }
  if (first !== OPEN_OBJECT) {
    window.failed = at
    return search(scanner, at)
  }
  const end = eventEnd(window, at, fields)
  if (end === INCOMPLETE) {
    if (!window.final) return INCOMPLETE
    window.failed = window.end
    return search(scanner, at)
  }
  if (end === MALFORMED) return search(scanner, at)
  scanner.events += 1
  if (fields.phased) scanner.phased += 1
  if (fields.kind !== KIND.unwanted) found.event(window, fields)
  return end
}

/** Goes on at the next event, strictly behind what is none; where much was looked at twice, behind all that was. */
function search(scanner: Scanner, at: number): number {
  const { window, found } = scanner
  found.lost('malformed')
  scanner.searching = true
  scanner.twice += window.failed - at
  return scanner.twice > MOST_TWICE ? Math.max(window.failed, at + 1) : at + 1
}

const PHASE = Buffer.from('"ph"')

/** The next thing that looks like an event: a brace and "ph". @returns its brace, or -1 */
function nextEvent({ bytes, end }: Window, from: number): number {
  for (let at = from; ;) {
    const phase = bytes.subarray(0, end).indexOf(PHASE, at)
    if (phase < 0) return -1
    let before = phase - 1
    while (before > from && (bytes[before] as number) <= BLANK) before--
    if (before >= from && bytes[before] === OPEN_OBJECT) return before
    at = phase + PHASE.length
  }
}

const EVENTS = 'traceEvents'

function topStep(scanner: Scanner, at: number): number {
  const { window } = scanner
  const { bytes, end } = window
  const first = bytes[at]
  if (first === CLOSE_OBJECT) {
    scanner.place = 'done'
    return at + 1
  }
  if (first !== QUOTE) return at + 1
  const quote = closingQuote(window, at + 1)
  if (quote < 0) {
    // No key is as long as that.
    return window.final || end - at > LARGEST_TOP ? skipFrom(scanner, at) : INCOMPLETE
  }
  let value = quote + 1
  while (value < end && ((bytes[value] as number) <= BLANK || bytes[value] === COLON)) value++
  if (value >= end) return window.final ? end : INCOMPLETE
  const key = bytes.toString('utf8', at + 1, Math.min(quote, at + 1 + LONGEST_KEY))
  if (key === EVENTS && bytes[value] === OPEN_LIST) {
    scanner.place = 'events'
    scanner.listed = true
    return value + 1
  }
  const nested = bytes[value] === OPEN_OBJECT || bytes[value] === OPEN_LIST
  if (nested && !scanner.found.wanted(key)) return skipFrom(scanner, value)
  const valueTo = valueEnd(window, value)
  if (valueTo === INCOMPLETE && !window.final && end - value < LARGEST_TOP) return INCOMPLETE
  if (valueTo < 0) return skipFrom(scanner, value)
  scanner.tops += 1
  if (scanner.tops <= MOST_TOPS && scanner.found.wanted(key) && valueTo - value < LARGEST_TOP) {
    scanner.found.top(key, bytes.toString('utf8', value, valueTo).trim())
  }
  return valueTo
}

function skipFrom(scanner: Scanner, at: number): number {
  scanner.place = 'skipped'
  scanner.depth = 0
  scanner.inString = false
  return at
}

const EVENTS_KEY = Buffer.from(`"${EVENTS}"`)
/** Blanks behind a quote that are looked over for what may follow a string. */
const MOST_BLANKS = 4096

/** Skips a value over as many blocks as it has. A list of events within it is read: a quote too many came before it. */
function skip(scanner: Scanner, from: number): number {
  const { window } = scanner
  const { bytes, end, final } = window
  let at = from
  while (at < end) {
    const byte = bytes[at] as number
    if (byte === QUOTE) {
      const list = listOfEvents(window, at)
      if (list === INCOMPLETE) return at > from ? at : INCOMPLETE
      if (list > 0) {
        scanner.place = 'events'
        scanner.listed = true
        return list
      }
      if (scanner.inString) {
        const behind = pastBlanks(window, at + 1)
        if (behind >= end && !final && end - at < MOST_BLANKS) return at > from ? at : INCOMPLETE
        if (behind >= end || isBehindString(bytes[behind] as number)) {
          scanner.inString = false
          if (scanner.depth === 0) return leave(scanner, at + 1)
        }
      } else scanner.inString = true
    } else if (scanner.inString) {
      if (byte === BACKSLASH) {
        if (at + 1 >= end) return final ? end : at > from ? at : INCOMPLETE
        at++
      }
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) scanner.depth += 1
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      // Of the object around: this was no nested value.
      if (scanner.depth === 0) return leave(scanner, at)
      scanner.depth -= 1
      if (scanner.depth === 0) return leave(scanner, at + 1)
    } else if (byte === COMMA && scanner.depth === 0) return leave(scanner, at)
    at++
  }
  return end
}

function leave(scanner: Scanner, at: number): number {
  scanner.place = 'top'
  return at
}

function isBehindString(byte: number): boolean {
  return byte === COMMA || byte === COLON || byte === CLOSE_OBJECT || byte === CLOSE_LIST
}

/** Behind the bracket of a list of events whose key begins here; 0: none does. INCOMPLETE: it cannot be told yet. */
function listOfEvents(window: Window, at: number): number {
  const { bytes, end, final } = window
  const length = Math.min(EVENTS_KEY.length, end - at)
  if (!isText(bytes, at, EVENTS_KEY.subarray(0, length))) return 0
  let value = at + EVENTS_KEY.length
  while (value < end && ((bytes[value] as number) <= BLANK || bytes[value] === COLON)) value++
  if (value >= end) return final || end - at > MOST_BLANKS ? 0 : INCOMPLETE
  return bytes[value] === OPEN_LIST ? value + 1 : 0
}
