import path from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { MAXIMUM_DOCUMENT_BYTES } from '#shared/document/envelope.ts'
import { failureCode } from '#shared/contract/failureCode.ts'
import { describeFailure, type DocumentFailure } from '#shared/document/failure.ts'
import { profileBoundaries } from '#shared/document/profileBoundaries.ts'
import { documentChain } from '#shared/document/migrations/index.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { say, wordingText } from '#shared/words/say.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { findChangedProfile, rehashed, sha256 } from './embed.ts'
import { readRegularFile } from './regularFile.ts'

/** A document, and the file it came from. */
export interface OpenDocument {
  /** Absolute; null: it has no file. */
  readonly path: string | null
  /** File name without folder. */
  readonly name: string
  readonly workspace: Workspace
  /** SHA-256 of the bytes on disk; null when there is no file. */
  readonly diskHash: string | null
  /** One sentence for the user; null: nothing happened on the way. */
  readonly notice: string | null
}

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
  const whole = left.length === 0 ? parsed.workspace : rehashed(parsed.workspace)
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
    workspace: migratedFrom === null ? whole : rehashed(profileBoundaries(parsed.workspace)),
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
export async function readDocumentFile(file: string): Promise<Uint8Array> {
  return readRegularFile(file, {
    instead: say('files.openDocument'),
    most: MAXIMUM_DOCUMENT_BYTES,
    tooLarge: (bytes) => documentError({ kind: 'tooLarge', bytes, limit: MAXIMUM_DOCUMENT_BYTES }, path.basename(file)),
  })
}

/** Reads a document that came as bytes. @throws CodedError the document-* codes */
export function readDocumentBytes(name: string, bytes: Uint8Array): OpenDocument {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw documentError({ kind: 'foreign' }, name)
  }
  return readDocumentText(name, text)
}
