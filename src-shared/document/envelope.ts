import type { Workspace } from '../domain/workspace.ts'

/** What every Memwall file says of itself. */
export const DOCUMENT_TYPE = 'memwall'
/** File name extension, without the dot. */
export const DOCUMENT_EXTENSION = 'memwall'
/** Largest document, in bytes of UTF-8. A workspace of eight scenarios with every profile embedded is below 1 MB. */
export const MAXIMUM_DOCUMENT_BYTES = 64 * 2 ** 20
/** Deepest nesting of lists and objects. A workspace needs 12. */
export const MAXIMUM_DOCUMENT_DEPTH = 64

/** Most values in a document: validation keeps a note of each wrong one. A workspace has some ten thousand. */
export const MAXIMUM_DOCUMENT_VALUES = 200_000

/** The outermost object of a `.memwall` file. */
export interface Envelope {
  readonly type: typeof DOCUMENT_TYPE
  /** Version of the workspace's shape; see migrations/. */
  readonly version: number
  readonly workspace: Workspace
}

/** Length of a text in bytes of UTF-8, without encoding it. Lone surrogates count 3, as an encoder replaces them. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) bytes += 1
    else if (unit < 0x800) bytes += 2
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4
      index += 1
    } else bytes += 3
  }
  return bytes
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}
