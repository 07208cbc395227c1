import { constants } from 'node:fs'
import { open as openFile, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import type { OpenDocument } from '#shared/contract/documents.ts'
import { MAXIMUM_DOCUMENT_BYTES } from '#shared/document/envelope.ts'
import { failureCode } from '#shared/contract/failureCode.ts'
import { describeFailure, type DocumentFailure } from '#shared/document/failure.ts'
import { documentChain } from '#shared/document/migrations/index.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { wordingText } from '#shared/words/say.ts'
import { findChangedProfile, rehashed, sha256 } from './embed.ts'
import { readFailure } from './fileErrors.ts'

/**
 * Opens a `.memwall` file.
 * @param file path of the file, which may hold anything
 * @returns the document with the hash of the bytes on disk
 * @throws CodedError document-broken, document-foreign, document-newer, document-too-large, not-found, io-failed; the
 * message is one sentence for the user
 */
export async function openDocument(file: string): Promise<OpenDocument> {
  const bytes = await readDocumentFile(file)
  const parsed = readDocumentBytes(path.basename(file), bytes)
  return { ...parsed, path: path.resolve(file), diskHash: sha256(bytes) }
}

/**
 * Reads a document that came as text: dropped into the window or uploaded.
 * @param name file name, for messages @param text the whole file
 * @throws CodedError the document-* codes
 */
export function readDocumentText(name: string, text: string): OpenDocument {
  const parsed = parseDocument(text, documentChain, wordingText)
  if (!parsed.ok) throw documentError(parsed.failure, name)
  const { leftOut, migratedFrom } = parsed
  const left = leftOut?.left ?? []
  const changed = findChangedProfile(leftOut?.stored ?? parsed.workspace)
  if (changed) throw documentError(changed, name)
  const migrated =
    migratedFrom === null
      ? []
      : [
          `This file was saved by an earlier Memwall (file version ${migratedFrom}); saving it writes version ${documentChain.current}.`,
        ]
  const notices = [...migrated, ...left.slice(0, MOST_LEFT_NAMED).map(wordingText), ...leftMore(left.length)]
  return {
    path: null,
    name,
    workspace: left.length === 0 ? parsed.workspace : rehashed(parsed.workspace),
    diskHash: null,
    notice: notices.length === 0 ? null : notices.join(' '),
  }
}

/** A notice is read: of many numbers that were left out, it names these. */
const MOST_LEFT_NAMED = 3

function leftMore(left: number): readonly string[] {
  if (left === 0) return []
  return [wordingText({ code: 'limit.leftOutRest', parameters: { others: Math.max(0, left - MOST_LEFT_NAMED) } })]
}

/** A document failure as an error that can cross a process boundary. */
export function documentError(failure: DocumentFailure, name: string): CodedError {
  return new CodedError(failureCode(failure), describeFailure(failure, name), failure)
}

/**
 * A document's bytes, refused by size before they are read.
 * @throws CodedError document-too-large, not-found, io-failed, document-foreign
 */
async function readDocumentFile(file: string): Promise<Uint8Array> {
  try {
    // Non-blocking, or opening a named pipe would wait for its writer for ever.
    const handle = await openFile(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return await readWithin(handle, file)
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    throw readFailure(thrown, file)
  }
}

async function readWithin(handle: FileHandle, file: string): Promise<Uint8Array> {
  const name = path.basename(file)
  const found = await handle.stat()
  if (!found.isFile()) {
    throw new CodedError('document-foreign', `“${name}” is not a file; open a file with the ending .memwall.`)
  }
  const limit = MAXIMUM_DOCUMENT_BYTES
  if (found.size > limit) throw documentError({ kind: 'tooLarge', bytes: found.size, limit }, name)
  // One byte more than expected shows a file that grew since it was measured.
  const buffer = Buffer.alloc(found.size + 1)
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  if (length > found.size) {
    throw new CodedError('io-failed', `“${name}” is being written just now; open it again in a moment.`)
  }
  return buffer.subarray(0, length)
}

function readDocumentBytes(name: string, bytes: Uint8Array): OpenDocument {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw documentError({ kind: 'foreign' }, name)
  }
  return readDocumentText(name, text)
}
