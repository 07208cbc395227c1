import { DamagedLibrary } from './damage.ts'
import { textHash } from './seals.ts'

/**
 * The JSON of a text that the library wrote, which must still be what it was.
 * @param hash SHA-256 of the text
 * @throws DamagedLibrary
 */
export function readText(text: string, hash: string): unknown {
  if (textHash(text) !== hash) throw new DamagedLibrary()
  return parseText(text)
}

/** The JSON of a text that a seal has vouched for. @throws DamagedLibrary */
export function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DamagedLibrary()
  }
}
