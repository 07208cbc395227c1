import { CodedError } from '#shared/contract/errors.ts'
import type { RecognisedKind } from '#shared/contract/imports.ts'
import { saysLibrary } from '#shared/contract/libraryExchange.ts'
import { DOCUMENT_EXTENSION } from '#shared/document/envelope.ts'
import { saysItIsOurs } from '#shared/document/recognise.ts'
import { readMeasurements } from './measurements/readMeasurements.ts'
import { readForeignFile } from './readForeignFile.ts'

/**
 * Which door a file belongs to, whatever state it is in: a broken one goes where it would have gone whole, and is told
 * there what is wrong with it. Ours say of themselves what they are; of others the readers say whether they know them.
 */
export function recogniseFile({ name, text }: { readonly name: string; readonly text: string }): RecognisedKind {
  if (saysLibrary(text)) return 'library'
  if (name.toLowerCase().endsWith(`.${DOCUMENT_EXTENSION}`)) return 'workspace'
  if (text.trim() !== '' && saysItIsOurs(text)) return 'workspace'
  // What a file leaves to be typed in beside it is no reason not to know it.
  const measured = failureOf(() => readMeasurements({ name, text, concurrency: 1 }))
  if (measured === null) return 'measurements'
  const bytes = new TextEncoder().encode(text)
  const imported = failureOf(() => readForeignFile({ name, bytes, size: bytes.length }, { id: null, against: null }))
  if (imported !== 'document-foreign') return 'profiles'
  // Objects that were known as runs, of which none can be used. A table that lacks columns may be of anything.
  return measured === 'document-broken' && /^\s*[[{]/.test(text) ? 'measurements' : 'unknown'
}

/** @returns the code of what a reader throws; null: it reads the file */
function failureOf(read: () => unknown): string | null {
  try {
    read()
    return null
  } catch (thrown) {
    if (thrown instanceof CodedError) return thrown.code
    throw thrown
  }
}
