import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MAXIMUM_DOCUMENT_BYTES } from '#shared/document/envelope.ts'
import { atomicWrite } from '../documents/atomicWrite.ts'
import {
  documentError,
  openDocument,
  readDocumentBytes,
  readDocumentFile,
  type OpenDocument,
} from '../documents/open.ts'
import { documentOfReport, isPdf } from '../documents/reportFile.ts'
import { appPaths } from './paths.ts'

/**
 * For the command line: files as files. The contract's methods put what they open on the window's recent list and watch
 * it, which a script or git would not want.
 */
export { streamRegularFile } from '../documents/regularFile.ts'
export type { OpenDocument } from '../documents/open.ts'
export { saveDocument } from '../documents/save.ts'

/**
 * Opens a workspace, or the document in a report that was made of one: known by its ending and by what is in it.
 * @param file path of the file, which may hold anything @param program the thread that reads PDFs
 * @returns of a report an unsaved copy, without path and hash of its own
 * @throws CodedError as `openDocument` and `documentOfReport`
 */
export async function openDocumentOrReport(
  file: string,
  program: URL = appPaths().workers.attachments,
): Promise<OpenDocument> {
  if (path.extname(file).toLowerCase() !== '.pdf') return openDocument(file)
  const bytes = await readDocumentFile(file)
  return isPdf(bytes) ? documentOfReport(path.basename(file), bytes, program) : openDocument(file)
}

/**
 * Opens a workspace, or the document in a report, that came through a pipe.
 * @param name for messages @param bytes the whole of it, or as much of it as shows that it is too large
 * @returns a document without path and hash
 * @throws CodedError as `openDocumentOrReport`
 */
export async function openPiped(
  name: string,
  bytes: Uint8Array,
  program: URL = appPaths().workers.attachments,
): Promise<OpenDocument> {
  requireSize(name, bytes)
  return isPdf(bytes) ? documentOfReport(name, bytes, program) : readDocumentBytes(name, bytes)
}

/**
 * Keeps what came through a pipe in a file of its own, in a folder nobody else reads, for what reads files alone.
 * @param name of the file @returns its path; `removePiped` takes it away @throws CodedError document-too-large, io-failed
 */
export async function keepPiped(name: string, bytes: Uint8Array): Promise<string> {
  requireSize(name, bytes)
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'memwall-stdin-')), name)
  await atomicWrite(file, bytes)
  return file
}

/** Takes away what `keepPiped` kept. */
export async function removePiped(file: string): Promise<void> {
  await rm(path.dirname(file), { recursive: true, force: true })
}

function requireSize(name: string, bytes: Uint8Array): void {
  if (bytes.length <= MAXIMUM_DOCUMENT_BYTES) return
  throw documentError({ kind: 'tooLarge', bytes: bytes.length, limit: MAXIMUM_DOCUMENT_BYTES }, name)
}
