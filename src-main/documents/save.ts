import path from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { MAXIMUM_DOCUMENT_BYTES, utf8Length } from '#shared/document/envelope.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import { atomicWrite, type WriteSteps } from './atomicWrite.ts'
import { sha256 } from './embed.ts'
import { writeFailure } from './fileErrors.ts'
import { documentError } from './open.ts'
import { withRegularFile } from './regularFile.ts'

/** What to save, where, and what the window believes to be there. */
export interface SaveRequest {
  readonly path: string
  readonly workspace: Workspace
  /** SHA-256 of the bytes last read from or written to `path`; null: no file is expected there. */
  readonly expectedHash: string | null
  /** The user has seen that something else is there, and wants it replaced. */
  readonly overwrite: boolean
}

/** Where the document is now, and the hash of what was written. */
export interface Saved {
  readonly path: string
  readonly name: string
  readonly diskHash: string
}

/**
 * Saves a document atomically: the file is the whole old or the whole new one at every moment.
 * @throws CodedError document-changed-outside (details: the hash found), read-only, disk-full, not-found,
 * document-too-large, io-failed; the file on disk is untouched then
 */
export async function saveDocument(request: SaveRequest, steps?: WriteSteps): Promise<Saved> {
  const file = path.resolve(request.path)
  const name = path.basename(file)
  const text = serializeDocument(request.workspace)
  const bytes = utf8Length(text)
  if (bytes > MAXIMUM_DOCUMENT_BYTES) {
    throw documentError({ kind: 'tooLarge', bytes, limit: MAXIMUM_DOCUMENT_BYTES }, name)
  }
  const accept = () => (request.overwrite ? Promise.resolve() : refuseForeignChange(file, request.expectedHash))
  try {
    await atomicWrite(file, text, { accept, ...(steps ? { steps } : {}) })
  } catch (thrown) {
    throw writeFailure(thrown, file)
  }
  return { path: file, name, diskHash: sha256(text) }
}

/**
 * What a path holds, as a hash: of its bytes or, where it is larger than any document, of its size.
 * @returns lower-case hexadecimal; null where there is no file
 * @throws CodedError document-foreign, io-failed
 */
export async function hashOnDisk(file: string): Promise<string | null> {
  try {
    return await withRegularFile(file, say('files.chooseAnotherName'), async ({ size, read }) =>
      size > MAXIMUM_DOCUMENT_BYTES ? sha256(`${size} bytes`) : sha256(await read(size, 0)),
    )
  } catch (thrown) {
    if (thrown instanceof CodedError && thrown.code === 'not-found') return null
    throw thrown
  }
}

/** A file that was deleted outside is written again: nothing can be lost by it. */
async function refuseForeignChange(file: string, expectedHash: string | null): Promise<void> {
  const found = await hashOnDisk(file)
  if (found === null || found === expectedHash) return
  const fact = expectedHash === null ? 'already exists' : 'was changed outside Memwall since it was opened'
  throw new CodedError(
    'document-changed-outside',
    `“${path.basename(file)}” ${fact}; save under another name, open it to see what it holds, or replace it.`,
    { diskHash: found },
  )
}
