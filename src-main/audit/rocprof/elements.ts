/** Bytes of one element that are read; one of an agent has some thousands. */
const LARGEST = 8 << 20
/** Bytes of a key that is looked at. */
const LONGEST_KEY = 64

/** What takes elements of lists, as their text. @returns false: it could not be read */
export type TakeElement = (list: string, text: string) => boolean

/** A reader of elements that is fed bytes in blocks. */
export interface Elements {
  readonly feed: (block: Uint8Array) => void
  /** Ends the text. @returns whether it ended where a document does */
  readonly end: () => boolean
  /** Elements that were larger than is read, broke off or could not be read. */
  readonly lost: () => number
  /** Whether a list of one of the names was there. */
  readonly found: () => boolean
}

const [QUOTE, BACKSLASH, COMMA, COLON, OPEN, CLOSE, LIST, END] = [34, 92, 44, 58, 123, 125, 91, 93]
const SPACE = 32

/**
 * Hands on the objects of lists with certain names, wherever in a JSON document they are, one by one: in the memory of a
 * block and an element. The rest is passed over by its strings alone.
 */
export function elementsOf(names: ReadonlySet<string>, take: TakeElement): Elements {
  const decoder = new TextDecoder('utf-8')
  let rest: Uint8Array = new Uint8Array()
  let list: string | null = null
  let [lost, found, last] = [0, false, 0]
  /** An element that is too large is passed over: how deep within it, and whether within a string. */
  let [depth, within] = [0, false]

  /** End of a string, behind its quote; -1: not in these bytes. */
  const stringEnd = (bytes: Uint8Array, from: number): number => {
    let at = from
    for (;;) {
      const quote = bytes.indexOf(QUOTE, at)
      if (quote === -1) return -1
      let slashes = 0
      while (quote - slashes > from && bytes[quote - slashes - 1] === BACKSLASH) slashes++
      if (slashes % 2 === 0) return quote + 1
      at = quote + 1
    }
  }
  /** End of an object, behind its bracket; -1: not in these bytes. */
  const objectEnd = (bytes: Uint8Array, from: number): number => {
    let open = 0
    let at = from
    while (at < bytes.length) {
      const byte = bytes[at]
      if (byte === QUOTE) {
        at = stringEnd(bytes, at + 1)
        if (at === -1) return -1
        continue
      }
      if (byte === OPEN || byte === LIST) open++
      else if ((byte === CLOSE || byte === END) && --open === 0) return at + 1
      at++
    }
    return -1
  }
  const passOver = (bytes: Uint8Array, from: number): number => {
    let at = from
    while (at < bytes.length) {
      const byte = bytes[at]
      if (within) {
        if (byte === BACKSLASH) {
          if (at + 1 >= bytes.length) return at
          at++
        } else if (byte === QUOTE) within = false
      } else if (byte === QUOTE) within = true
      else if (byte === OPEN || byte === LIST) depth++
      else if ((byte === CLOSE || byte === END) && --depth === 0) return at + 1
      at++
    }
    return at
  }
  const nextSign = (bytes: Uint8Array, from: number): number => {
    let at = from
    while (at < bytes.length && (bytes[at] as number) <= SPACE) at++
    return at
  }

  /** Outside of lists that are wanted: from string to string. @returns where to go on, or where more bytes are needed */
  const seek = (bytes: Uint8Array, from: number): number => {
    const quote = bytes.indexOf(QUOTE, from)
    if (quote === -1) return bytes.length
    const end = stringEnd(bytes, quote + 1)
    if (end === -1) return quote
    const colon = nextSign(bytes, end)
    const value = nextSign(bytes, colon + 1)
    if (value >= bytes.length) return quote
    if (bytes[colon] !== COLON || bytes[value] !== LIST || end - quote > LONGEST_KEY) return end
    const key = decoder.decode(bytes.subarray(quote + 1, end - 1))
    if (!names.has(key)) return end
    list = key
    found = true
    return value + 1
  }
  /** In a list that is wanted. */
  const element = (bytes: Uint8Array, from: number, name: string): number => {
    const at = nextSign(bytes, from)
    const byte = bytes[at]
    if (byte === undefined) return bytes.length
    if (byte === COMMA) return at + 1
    if (byte !== OPEN) {
      // The end of the list, or a list of something else.
      list = null
      return byte === END ? at + 1 : at
    }
    const end = objectEnd(bytes, at)
    if (end === -1) {
      if (bytes.length - at <= LARGEST) return at
      lost += 1
      depth = 0
      within = false
      return passOver(bytes, at)
    }
    if (!take(name, decoder.decode(bytes.subarray(at, end)))) lost += 1
    return end
  }
  const consume = (bytes: Uint8Array): number => {
    let at = 0
    while (at < bytes.length) {
      const before = at
      const inList = list
      if (depth > 0) at = passOver(bytes, at)
      else at = inList === null ? seek(bytes, at) : element(bytes, at, inList)
      if (at === before && list === inList) return at
    }
    return at
  }
  const feed = (block: Uint8Array): void => {
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block])
    const at = consume(bytes)
    for (let place = block.length - 1; place >= 0; place--) {
      if ((block[place] as number) > SPACE) {
        last = block[place] as number
        break
      }
    }
    // A string that goes on and on is none of a document: only its end is waited for.
    const left = bytes.subarray(at)
    rest = left.length > LARGEST + (2 << 20) ? new Uint8Array() : left.slice()
  }
  return {
    feed,
    end: () => {
      if (list !== null && rest.length > 0) lost += 1
      return list === null && depth === 0 && (last === CLOSE || last === END)
    },
    lost: () => lost,
    found: () => found,
  }
}
