/** A query has few words; more are ignored. */
const MOST_WORDS = 16

/**
 * The words of a query, folded for matching.
 * @param query what was typed
 * @returns lower-case words without accents; an empty query has none and matches everything
 */
export function queryWords(query: string): readonly string[] {
  return fold(query)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
}

/**
 * The text a row is searched in: every phrase as written, and once more without punctuation, so that "wse3" finds
 * "WSE-3" and "mi 300x" finds "MI300X".
 * @param phrases names, vendors, generations …
 */
export function searchText(phrases: readonly (string | null | undefined)[]): string {
  const folded = phrases.filter((phrase) => phrase !== null && phrase !== undefined).map(fold)
  const words = new Set(folded.flatMap((phrase) => phrase.split(/\s+/)))
  const bare = [...words].map((word) => word.replace(/[^\p{L}\p{N}]/gu, '')).filter((word) => !words.has(word))
  return [...folded, ...new Set(bare)].join(' ')
}

/** True when every word occurs in the text. @param text made by searchText @param words made by queryWords */
export function matches(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
