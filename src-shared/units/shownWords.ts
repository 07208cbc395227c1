/** Units that are words, and what stands in place of a number nobody knows: what a language has its own words for. */
export const SHOWN_WORDS = ['Unknown', 'tokens', 'months', 'years', 'weeks', 'pt'] as const
/** One of them, as English writes it. */
export type ShownWord = (typeof SHOWN_WORDS)[number]

const KNOWN: ReadonlySet<string> = new Set(SHOWN_WORDS)
let said: (word: ShownWord) => string = (word) => word

/** Says units in a language; until then they are English. @param words asked each time, for the language may change */
export function sayUnits(words: (word: ShownWord) => string): void {
  said = words
}

/** What stands in place of a number nobody knows. */
export function unknownText(): string {
  return said('Unknown')
}

/** A unit as the reader's language writes it: "tokens", but "TB/s" everywhere. */
export function shownUnit(symbol: string): string {
  return KNOWN.has(symbol) ? said(symbol as ShownWord) : symbol
}
