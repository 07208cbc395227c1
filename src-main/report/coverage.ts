import { CodedError } from '#shared/contract/errors.ts'
import type { FontFile } from './fontFile.ts'

/** How many missing characters a message lists; the rest are counted. */
const LISTED = 20

/** Breaks and controls are laid out or dropped, never drawn: no glyph is needed. */
const UNDRAWN = /[\s\p{Cc}\u200b\u2060\ufeff]/u

/**
 * The characters of some texts that a font cannot print, each once, in order of appearance.
 * @param texts everything that will be printed
 * @param font the face they are printed in
 */
export function missingCharacters(texts: Iterable<string>, font: FontFile): readonly string[] {
  const missing = new Set<string>()
  for (const text of texts) {
    for (const character of text) {
      if (!UNDRAWN.test(character) && !font.has(character.codePointAt(0) ?? 0)) missing.add(character)
    }
  }
  return [...missing]
}

/**
 * Refuses texts that the report would print as empty boxes.
 * @throws CodedError missing-characters, with `details.characters`
 */
export function requireCoverage(texts: Iterable<string>, font: FontFile): void {
  const characters = missingCharacters(texts, font)
  if (characters.length === 0) return
  const listed = characters.slice(0, LISTED).map((character) => `${character} (${codeName(character)})`)
  const rest = characters.length - listed.length
  const more = rest > 0 ? ` and ${rest} more` : ''
  const what = characters.length === 1 ? 'a character' : `${characters.length} characters`
  throw new CodedError(
    'missing-characters',
    `The report font has no sign for ${what} in your text: ${listed.join(', ')}${more}. Replace them and export again.`,
    { characters },
  )
}

/** "U+4E2D". */
function codeName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Every string inside plain data, keys left out. */
export function* textsIn(data: unknown): Generator<string> {
  if (typeof data === 'string') yield data
  else if (Array.isArray(data)) for (const item of data) yield* textsIn(item)
  else if (typeof data === 'object' && data !== null) for (const item of Object.values(data)) yield* textsIn(item)
}
