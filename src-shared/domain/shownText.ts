/**
 * The one rule for the texts of a document: it keeps every text as it was written, for what others have hashed and compare
 * must not change; whoever shows one shows it without what is never drawn. Control characters are commands in a terminal
 * and mistakes in a picture, and marks that turn the direction of what follows make a name look like another.
 */
const NEVER_DRAWN = /[^\P{Cc}\n]|[\u2028\u2029\u202A-\u202E\u2066-\u2069\u{FFFE}\u{FFFF}]|\p{Cs}/gu
const LINE_ENDS = /[\u2028\u2029]/

/** A text as it is shown: a tab is a space, separators of lines end lines, and whatever else is never drawn is gone. */
export function shownText(text: string): string {
  return text.replace(NEVER_DRAWN, (sign) => {
    if (sign === '\t') return ' '
    return LINE_ENDS.test(sign) ? '\n' : ''
  })
}

/**
 * A text as a terminal may have it: what is never drawn is written out (`\\u001b`), which leaves JSON what it says. Line
 * ends and tabs stay.
 */
export function escapedText(text: string): string {
  return text.replace(NEVER_DRAWN, (sign) =>
    sign === '\t' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/**
 * Plain data with every text in it, names of fields included, as it is shown.
 * @returns the same object where nothing changes; what is not plain, such as columns of numbers, is left as it is
 */
export function shownTexts<Data>(data: Data): Data {
  return shown(data) as Data
}

function shown(data: unknown): unknown {
  if (typeof data === 'string') return shownText(data)
  if (Array.isArray(data)) {
    const items = data.map(shown)
    return items.some((item, index) => !Object.is(item, data[index])) ? items : data
  }
  if (typeof data !== 'object' || data === null || Object.getPrototypeOf(data) !== Object.prototype) return data
  const entries = Object.entries(data)
  const changed = entries.map(([key, value]) => [shownText(key), shown(value)] as const)
  const isSame = changed.every(([key, value], index) => {
    const [knownKey, knownValue] = entries[index] ?? []
    return key === knownKey && Object.is(value, knownValue)
  })
  return isSame ? data : Object.fromEntries(changed)
}
