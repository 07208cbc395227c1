import { shownText } from '#shared/domain/shownText.ts'

/** A word longer than this cannot be trusted to fit a column. */
const LONGEST = 28
const STEP = 12
const ZERO_WIDTH_SPACE = '\u200b'
/** Addresses are broken by the typesetter, hashes are printed in parts, paths name files. */
const LEFT_ALONE: ReadonlySet<string> = new Set(['address', 'fileHash', 'path', 'alt', 'colour', 'ink', 'attachment'])

/**
 * Makes texts fit to be set: what is never drawn goes, and very long words may break, with a zero-width space every few letters
 * of any word longer than a column is sure to hold.
 * @param data plain data
 * @returns a copy in which every string but addresses, hashes and paths is treated
 */
export function settableTexts<Data>(data: Data): Data {
  return treat(data, '') as Data
}

function treat(data: unknown, key: string): unknown {
  if (LEFT_ALONE.has(key)) return data
  if (typeof data === 'string') return withBreaks(shownText(data))
  if (Array.isArray(data)) return data.map((item) => treat(item, key))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, treat(value, name)]))
}

function withBreaks(text: string): string {
  return text.replace(/\S+/gu, (word) => {
    const letters = [...word]
    if (letters.length <= LONGEST) return word
    return letters
      .map((letter, index) => (index > 0 && index % STEP === 0 ? ZERO_WIDTH_SPACE + letter : letter))
      .join('')
  })
}
