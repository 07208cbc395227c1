import { basename, resolve } from 'node:path'
import { readRegularFile } from '../../documents/regularFile.ts'
import { libraryFailure } from '../../library/exchange/failure.ts'
import { MAXIMUM_LIBRARY_BYTES } from '../../library/exchange/format.ts'

/**
 * The text of a library file for the command line, refused by size before it is read. What is in it is not looked at.
 * @param path as the user gave it
 * @throws CodedError not-found, io-failed, document-foreign, document-too-large
 */
export async function readLibraryFile(path: string): Promise<{ name: string; text: string }> {
  const name = basename(resolve(path))
  const bytes = await readRegularFile(path, {
    instead: 'choose one that “memwall library export” wrote',
    most: MAXIMUM_LIBRARY_BYTES,
    tooLarge: (size) => libraryFailure({ kind: 'tooLarge', bytes: size, limit: MAXIMUM_LIBRARY_BYTES }, name),
  })
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    throw libraryFailure({ kind: 'foreign' }, name)
  }
}
