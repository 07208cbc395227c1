import { BLANK, COLON, COMMA, isText, OPEN_OBJECT, QUOTE, valueEnd, type Window } from './bytes.ts'
import { keyEnd } from './event.ts'
import { numberAt } from './numbers.ts'

/** What an event says in its arguments, as far as it is kept. NaN: not there. Places are 0 where there is nothing. */
export interface EventArgs {
  device: number
  stream: number
  correlation: number
  external: number
  bytes: number
  dimsFrom: number
  dimsTo: number
  typesFrom: number
  typesTo: number
  collectiveFrom: number
  collectiveTo: number
  inElements: number
  outElements: number
  groupSize: number
  typeFrom: number
  typeTo: number
  groupFrom: number
  groupTo: number
}

/** Arguments to be filled by `readArgs`, again and again. */
export function emptyArgs(): EventArgs {
  return {
    device: Number.NaN,
    stream: Number.NaN,
    correlation: Number.NaN,
    external: Number.NaN,
    bytes: Number.NaN,
    dimsFrom: 0,
    dimsTo: 0,
    typesFrom: 0,
    typesTo: 0,
    collectiveFrom: 0,
    collectiveTo: 0,
    inElements: Number.NaN,
    outElements: Number.NaN,
    groupSize: Number.NaN,
    typeFrom: 0,
    typeTo: 0,
    groupFrom: 0,
    groupTo: 0,
  }
}

const key = (...words: readonly string[]): Uint8Array => Buffer.from(words.join(' '))
const DEVICE = key('device')
const STREAM = key('stream')
const BYTES = key('bytes')
const TYPE = key('dtype')
const CORRELATION = key('correlation')
/** Without its first letter, which is small in 2021. */
const EXTERNAL = key('xternal', 'id')
/** "Input Dims", "Input dims", "Input type": their common part. */
const INPUT = key('Input')
const GROUP_SIZE = key('Group', 'size')
const IN_ELEMENTS = key('In', 'msg', 'nelems')
const OUT_ELEMENTS = key('Out', 'msg', 'nelems')
const COLLECTIVE = key('Collective', 'name')
const GROUP_NAME = key('Process', 'Group', 'Name')
const LETTER_D = 0x64
const SMALL = 0x20

/** Reads the arguments of an event that is kept. A broken list of arguments is read up to where it breaks. */
export function readArgs(window: Window, from: number, to: number, args: EventArgs): void {
  reset(args)
  const { bytes } = window
  if (to <= from || bytes[from] !== OPEN_OBJECT) return
  let at = from + 1
  while (at < to - 1) {
    while (at < to && ((bytes[at] as number) <= BLANK || bytes[at] === COMMA)) at++
    if (at >= to || bytes[at] !== QUOTE) return
    const keyFrom = at + 1
    const keyTo = keyEnd(window, keyFrom)
    if (keyTo < 0 || keyTo >= to) return
    let value = keyTo + 1
    while (value < to && ((bytes[value] as number) <= BLANK || bytes[value] === COLON)) value++
    at = value < to ? valueEnd(window, value) : -1
    if (at < 0 || at > to) return
    readArg(bytes, keyFrom, keyTo - keyFrom, value, at, args)
  }
}

function readArg(bytes: Buffer, name: number, length: number, from: number, to: number, args: EventArgs): void {
  switch (length) {
    case 5:
      if (isText(bytes, name, BYTES)) args.bytes = numberAt(bytes, from, to)
      else if (isText(bytes, name, TYPE)) [args.typeFrom, args.typeTo] = [from, to]
      break
    case 6:
      if (isText(bytes, name, DEVICE)) args.device = numberAt(bytes, from, to)
      else if (isText(bytes, name, STREAM)) args.stream = numberAt(bytes, from, to)
      break
    case 10:
      if (isText(bytes, name, INPUT)) {
        if (((bytes[name + 6] as number) | SMALL) === LETTER_D) [args.dimsFrom, args.dimsTo] = [from, to]
        else [args.typesFrom, args.typesTo] = [from, to]
      } else if (isText(bytes, name, GROUP_SIZE)) args.groupSize = numberAt(bytes, from, to)
      break
    case 11:
      if (isText(bytes, name, CORRELATION)) args.correlation = numberAt(bytes, from, to)
      else if (isText(bytes, name + 1, EXTERNAL)) args.external = numberAt(bytes, from, to)
      break
    case 13:
      if (isText(bytes, name, IN_ELEMENTS)) args.inElements = numberAt(bytes, from, to)
      break
    case 14:
      if (isText(bytes, name, OUT_ELEMENTS)) args.outElements = numberAt(bytes, from, to)
      break
    case 15:
      if (isText(bytes, name, COLLECTIVE)) [args.collectiveFrom, args.collectiveTo] = [from, to]
      break
    case 18:
      if (isText(bytes, name, GROUP_NAME)) [args.groupFrom, args.groupTo] = [from, to]
      break
  }
}

function reset(args: EventArgs): void {
  args.device = args.stream = args.correlation = args.external = args.bytes = Number.NaN
  args.inElements = args.outElements = args.groupSize = Number.NaN
  args.dimsFrom = args.dimsTo = args.typesFrom = args.typesTo = 0
  args.collectiveFrom = args.collectiveTo = args.typeFrom = args.typeTo = args.groupFrom = args.groupTo = 0
}
