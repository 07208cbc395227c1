import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import type { Face } from './fonts.ts'

/** How many missing characters a message lists; the rest are counted. */
const LISTED = 20

/** Breaks and controls are laid out or dropped, never drawn: no glyph is needed. */
const UNDRAWN = /[\s\p{Cc}\u200b\u2060\ufeff]/u

/**
 * The characters of some texts that the report cannot print, each once, in order of appearance. Any text may stand in any
 * weight, so every weight has to have them.
 * @param texts everything that will be printed
 * @param faces the weights it is printed in
 */
export function missingCharacters(texts: Iterable<string>, faces: readonly Face[]): readonly string[] {
  const seen = new Set<string>()
  for (const text of texts) for (const character of text) seen.add(character)
  return [...seen].filter((character) => {
    const codePoint = character.codePointAt(0) ?? 0
    return !UNDRAWN.test(character) && !faces.every(({ font, han }) => font.has(codePoint) || han.has(codePoint))
  })
}

/** The failure for characters without a sign: `missing-characters`, with `details.characters`. */
export function missingCharactersError(characters: readonly string[]): CodedError {
  const listed = characters.slice(0, LISTED).map((character) => `${character} (${codeName(character)})`)
  const others = characters.length - listed.length
  const message = say('report.missingCharacters', { count: characters.length, listed: listed.join(', '), others })
  return new CodedError('missing-characters', message, { characters })
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
