/** Characters that JSON is made of, as bytes. */
export const QUOTE = 0x22
export const BACKSLASH = 0x5c
export const OPEN_OBJECT = 0x7b
export const CLOSE_OBJECT = 0x7d
export const OPEN_LIST = 0x5b
export const CLOSE_LIST = 0x5d
export const COMMA = 0x2c
export const COLON = 0x3a
/** Blanks, line ends and all other control characters: none begins a value. */
export const BLANK = 0x20

/** The value goes on beyond what is in the window. */
export const INCOMPLETE = -1
/** No value, as far as `Window.failed`. */
export const MALFORMED = -2

/** How deep a value may be nested. */
const DEEPEST = 64

/** Bytes of a file that are in memory: `bytes` up to `end`. */
export interface Window {
  bytes: Buffer
  end: number
  /** Nothing follows. */
  final: boolean
  /** How far the last malformed value was looked at. */
  failed: number
}

/** Past blanks. @returns where something stands, or the window's end */
export function pastBlanks({ bytes, end }: Window, from: number): number {
  let at = from
  while (at < end && (bytes[at] as number) <= BLANK) at++
  return at
}

/**
 * The quote that ends a string. A quote ends it only where something stands behind that may follow a string, so that names
 * with quotes nobody escaped are read; a backslash takes the next byte with it.
 * @param from behind the opening quote @returns where the closing quote stands, or INCOMPLETE
 */
export function closingQuote(window: Window, from: number): number {
  const { bytes, end } = window
  let at = from
  for (;;) {
    while (at < end) {
      const byte = bytes[at] as number
      if (byte === QUOTE) break
      at += byte === BACKSLASH ? 2 : 1
    }
    if (at >= end) return INCOMPLETE
    const next = bytes[at + 1] as number
    if (at + 1 < end && mayFollow(next)) return at
    const behind = pastBlanks(window, at + 1)
    if (behind >= end) return window.final ? at : INCOMPLETE
    if (mayFollow(bytes[behind] as number)) return at
    at++
  }
}

function mayFollow(byte: number): boolean {
  return byte === COMMA || byte === COLON || byte === CLOSE_OBJECT || byte === CLOSE_LIST
}

/** Behind a value of any kind. @returns where it ends, INCOMPLETE or MALFORMED */
export function valueEnd(window: Window, from: number): number {
  const { bytes, end } = window
  const first = bytes[from] as number
  if (first === QUOTE) {
    const quote = closingQuote(window, from + 1)
    return quote < 0 ? quote : quote + 1
  }
  if (first === OPEN_OBJECT || first === OPEN_LIST) return nestedEnd(window, from + 1, 1)
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number
    if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST) return at
    if (byte === QUOTE || byte === OPEN_OBJECT || byte === OPEN_LIST) return malformed(window, at)
  }
  return INCOMPLETE
}

/** Behind what closes `depth` brackets that are open. @returns where it ends, INCOMPLETE or MALFORMED */
export function nestedEnd(window: Window, from: number, depth: number): number {
  const { bytes, end } = window
  let open = depth
  let at = from
  while (at < end) {
    const byte = bytes[at] as number
    if (byte === QUOTE) {
      at = closingQuote(window, at + 1)
      if (at < 0) return INCOMPLETE
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      open++
      if (open > DEEPEST) return malformed(window, at)
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      open--
      if (open === 0) return at + 1
    }
    at++
  }
  return INCOMPLETE
}

/** Notes how far a value was looked at that is none. */
export function malformed(window: Window, at: number): typeof MALFORMED {
  window.failed = at
  return MALFORMED
}

/** Whether the bytes at a place are these. */
export function isText(bytes: Buffer, at: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text[index]) return false
  return true
}
