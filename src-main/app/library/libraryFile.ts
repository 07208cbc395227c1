import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { readFailure } from '../../documents/fileErrors.ts'
import { libraryFailure } from '../../library/exchange/failure.ts'
import { MAXIMUM_LIBRARY_BYTES } from '../../library/exchange/format.ts'

/**
 * The text of a library file for the command line, refused by size before it is read. What is in it is not looked at.
 * @param path as the user gave it
 * @throws CodedError not-found, io-failed, document-foreign, document-too-large
 */
export async function readLibraryFile(path: string): Promise<{ name: string; text: string }> {
  const name = basename(resolve(path))
  let bytes: Buffer
  try {
    const handle = await open(path, 'r')
    try {
      const found = await handle.stat()
      if (!found.isFile()) {
        throw new CodedError(
          'document-foreign',
          `“${name}” is not a file; choose one that “memwall library export” wrote.`,
        )
      }
      if (found.size > MAXIMUM_LIBRARY_BYTES) {
        throw libraryFailure({ kind: 'tooLarge', bytes: found.size, limit: MAXIMUM_LIBRARY_BYTES }, name)
      }
      bytes = await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    throw readFailure(thrown, path)
  }
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    throw libraryFailure({ kind: 'foreign' }, name)
  }
}
