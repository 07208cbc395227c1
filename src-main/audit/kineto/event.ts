import {
  BACKSLASH,
  BLANK,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  INCOMPLETE,
  malformed,
  nestedEnd,
  pastBlanks,
  QUOTE,
  valueEnd,
  type Window,
} from './bytes.ts'
import { KIND, kindAt } from './category.ts'
import { numberAt, timeAt, type Time } from './numbers.ts'

/** One event as places in the window: strings are made only of what is kept. */
export interface EventFields {
  /** `KIND`; unwanted where the rest was skipped. */
  kind: number
  /** Whether it is an event at all: it says which phase it is. */
  phased: boolean
  hasTime: boolean
  readonly time: Time
  readonly length: Time
  process: number
  thread: number
  /** With quotes, if it is a string. */
  nameFrom: number
  nameTo: number
  argsFrom: number
  argsTo: number
}

/** Fields to be filled by `eventEnd`, again and again. */
export function emptyFields(): EventFields {
  return {
    kind: KIND.unwanted,
    phased: false,
    hasTime: false,
    time: { micro: 0, nano: 0 },
    length: { micro: 0, nano: 0 },
    process: 0,
    thread: 0,
    nameFrom: 0,
    nameTo: 0,
    argsFrom: 0,
    argsTo: 0,
  }
}

const COMPLETE_PHASE = 0x58
const LETTER_A = 0x61
const LETTER_C = 0x63
const LETTER_D = 0x64
const LETTER_N = 0x6e
const LETTER_P = 0x70
const LETTER_T = 0x74
const LETTER_H = 0x68
const LETTER_S = 0x73
const LETTER_I = 0x69

/**
 * Reads the event that begins at a brace, keys in any order, told apart by length and letters. What is no work of a device,
 * launch, operator or annotation is skipped as soon as that is known.
 * @returns where it ends, INCOMPLETE or MALFORMED
 */
export function eventEnd(window: Window, from: number, fields: EventFields): number {
  const { bytes, end } = window
  let at = from + 1
  reset(fields)
  let complete = false
  for (;;) {
    while (at < end && ((bytes[at] as number) <= BLANK || bytes[at] === COMMA)) at++
    if (at >= end) return INCOMPLETE
    if (bytes[at] === CLOSE_OBJECT) break
    if (bytes[at] !== QUOTE) return malformed(window, at)
    const keyFrom = at + 1
    const keyTo = keyEnd(window, keyFrom)
    if (keyTo < 0) return INCOMPLETE
    at = pastBlanks(window, keyTo + 1)
    if (at >= end) return INCOMPLETE
    if (bytes[at] !== COLON) return malformed(window, at)
    const value = pastBlanks(window, at + 1)
    if (value >= end) return INCOMPLETE
    at = valueEnd(window, value)
    if (at < 0) return at
    const first = bytes[keyFrom] as number
    switch (keyTo - keyFrom) {
      case 2:
        if (first === LETTER_P && bytes[keyFrom + 1] === LETTER_H) {
          fields.phased = true
          if (bytes[value + 1] !== COMPLETE_PHASE) return nestedEnd(window, at, 1)
          complete = true
        } else if (first === LETTER_T && bytes[keyFrom + 1] === LETTER_S) {
          fields.hasTime = timeAt(bytes, value, at, fields.time)
        }
        break
      case 3:
        if (first === LETTER_C) {
          fields.kind = bytes[value] === QUOTE ? kindAt(bytes, value + 1, at - 1) : KIND.unwanted
          if (fields.kind === KIND.unwanted) {
            // Who writes the phase behind the category has written an event nevertheless.
            fields.phased = true
            return nestedEnd(window, at, 1)
          }
        } else if (first === LETTER_D) timeAt(bytes, value, at, fields.length)
        else if (first === LETTER_P) fields.process = numberAt(bytes, value, at)
        else if (first === LETTER_T && bytes[keyFrom + 1] === LETTER_I) fields.thread = numberAt(bytes, value, at)
        break
      case 4:
        if (first === LETTER_N) {
          fields.nameFrom = value
          fields.nameTo = at
        } else if (first === LETTER_A) {
          fields.argsFrom = value
          fields.argsTo = at
        }
        break
    }
  }
  if (!complete) fields.kind = KIND.unwanted
  return at + 1
}

function reset(fields: EventFields): void {
  fields.kind = KIND.unwanted
  fields.phased = false
  fields.hasTime = false
  fields.length.micro = 0
  fields.length.nano = 0
  fields.process = 0
  fields.thread = 0
  fields.nameFrom = fields.nameTo = fields.argsFrom = fields.argsTo = 0
}

/** The quote behind a key; keys hold no quotes. @returns its place, or INCOMPLETE */
export function keyEnd({ bytes, end }: Window, from: number): number {
  let at = from
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at < end ? at : INCOMPLETE
}
