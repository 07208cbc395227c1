import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { CodedError } from '#shared/contract/errors.ts'
import { DOCUMENT_EXTENSION } from '#shared/document/envelope.ts'
import { say } from '#shared/words/say.ts'
import { createThread } from '../threads/client.ts'
import type { AttachmentCalls, AttachmentsFound } from './attachmentWorker.ts'
import { readDocumentBytes, type OpenDocument } from './open.ts'

/** Bytes of a report; ours have about one million. */
export const MOST_REPORT_BYTES = 64 * 2 ** 20
/** Milliseconds a report may take to read; ours take a few. */
const DEADLINE = 20_000
/** Bytes by which this process may grow meanwhile: a small file can unpack to more than any memory. */
const MOST_GROWTH = 512 * 2 ** 20
const WATCHED_EVERY = 50
/** Megabytes of the reader's own. */
const HEAP = 256

/** Whether a file is a PDF by its first bytes, which may stand behind some others. */
export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-')
}

/**
 * The document that a report was made from: it lies in the PDF as it was. It is opened as an unsaved copy, for the report
 * is what was signed and stays as it is.
 * @param name of the PDF, for messages @param bytes the whole file @param program the thread that reads PDFs
 * @throws CodedError document-foreign where there is none or the PDF cannot be read, document-too-large, and what opening
 * a document throws
 */
export async function documentOfReport(name: string, bytes: Uint8Array, program: URL): Promise<OpenDocument> {
  if (bytes.length > MOST_REPORT_BYTES) throw tooLarge(name)
  const { names, only } = await attachmentOf(name, bytes, program)
  const [attached] = names
  if (attached === undefined || only === null) {
    throw new CodedError('document-foreign', say('files.noDocumentInPdf', { name, count: names.length }))
  }
  // A name inside a file is anything: no folder comes with it.
  const inside = path.posix.basename(path.win32.basename(attached))
  const document = readDocumentBytes(inside, only)
  const copied = say('files.documentOfReport', { name })
  return { ...document, notice: document.notice === null ? copied : `${copied} ${document.notice}` }
}

async function attachmentOf(name: string, bytes: Uint8Array, program: URL): Promise<AttachmentsFound> {
  const unreadable = (reason: string): CodedError =>
    new CodedError('document-foreign', say('files.unreadablePdf', { name }), { reason })
  const thread = createThread<AttachmentCalls>({
    start: () => new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: HEAP }, stdout: true, stderr: true }),
    deadline: DEADLINE,
    fault: unreadable,
    late: () => say('files.unreadablePdf', { name }),
  })
  const growing = new AbortController()
  const before = process.memoryUsage.rss()
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > MOST_GROWTH) growing.abort()
  }, WATCHED_EVERY)
  try {
    return await thread.call('attachment', { bytes, ending: `.${DOCUMENT_EXTENSION}` }, { signal: growing.signal })
  } catch (thrown) {
    if (growing.signal.aborted) throw tooLarge(name)
    throw thrown instanceof CodedError && thrown.code === 'deadline' ? unreadable('deadline') : thrown
  } finally {
    clearInterval(watch)
    await thread.close()
  }
}

function tooLarge(name: string): CodedError {
  return new CodedError('document-too-large', say('files.pdfTooLarge', { name }))
}
