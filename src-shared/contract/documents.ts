import { z } from 'zod'
import { openingScreenSchema } from '../domain/openingScreen.ts'
import { workspaceSchema } from '../domain/workspace.ts'
import { method, nothing } from './define.ts'
import { fileId } from './fileId.ts'

/** An open document: which file it is, what it holds, and the hash of what is on disk. */
export const openDocumentSchema = z.strictObject({
  /** Null: never saved, or opened in a browser from an upload. */
  file: fileId.nullable(),
  /** File name without folder, for the title bar. */
  name: z.string(),
  workspace: workspaceSchema,
  /** SHA-256 of the bytes on disk; null when there is no file. */
  diskHash: z.string().nullable(),
  /** Set when an older file was brought up to date, or a crash journal was used. */
  notice: z.string().nullable(),
})
/** An open document. */
export type OpenDocument = z.infer<typeof openDocumentSchema>

export const recentEntrySchema = z.strictObject({
  file: fileId,
  name: z.string(),
  /** The end of its folder's path. */
  folder: z.string(),
  title: z.string(),
  pinned: z.boolean(),
  exists: z.boolean(),
  /** Milliseconds since 1970. */
  openedAt: z.number(),
})
/** A line of the recent list. */
export type RecentEntry = z.infer<typeof recentEntrySchema>

export const sampleSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  /** Colour slots of what it sets side by side. */
  slots: z.array(z.number().int().min(0)),
  /** Where it opens. */
  opens: openingScreenSchema,
})
/** A worked sample. */
export type Sample = z.infer<typeof sampleSchema>

const savedSchema = z.strictObject({ file: fileId, name: z.string(), diskHash: z.string() })

export const documentsContract = {
  /** A new workspace with two starting scenarios taken from the library (8 × B200, 4 × WSE-3, Llama 3.1 70B). */
  'documents.create': method(nothing, openDocumentSchema),
  /**
   * Opens a file, or of a PDF report the document in it, as an unsaved copy; null asks with the native dialog. Null answer:
   * cancelled. Errors: the document-* codes, not-found, not-allowed.
   */
  'documents.open': method(z.strictObject({ file: fileId.nullable() }), openDocumentSchema.nullable()),
  /** Reads a document from text, as dropped into or uploaded to the window. */
  'documents.parse': method(z.strictObject({ name: z.string().max(300), text: z.string() }), openDocumentSchema),
  /** Reads the document in a PDF report that was dropped or uploaded. `bytes` is base64. Errors: the document-* codes. */
  'documents.parseReport': method(z.strictObject({ name: z.string().max(300), bytes: z.base64() }), openDocumentSchema),
  /** The canonical text of a workspace, for download and copy. */
  'documents.serialize': method(z.strictObject({ workspace: workspaceSchema }), z.strictObject({ text: z.string() })),
  /**
   * Saves atomically, and only as .memwall. Null, and a file that has another ending, asks with the native dialog (null
   * answer: cancelled). `expectedHash` is the diskHash the window knows; another hash on disk gives
   * document-changed-outside unless `overwrite`. Errors: not-allowed, read-only, disk-full, io-failed.
   */
  'documents.save': method(
    z.strictObject({
      file: fileId.nullable(),
      suggestedName: z.string().max(300),
      workspace: workspaceSchema,
      expectedHash: z.string().nullable(),
      overwrite: z.boolean(),
    }),
    savedSchema.nullable(),
  ),
  /** Recent files, pinned first. */
  'documents.recent': method(nothing, z.array(recentEntrySchema)),
  'documents.pin': method(z.strictObject({ file: fileId, pinned: z.boolean() }), z.array(recentEntrySchema)),
  'documents.forget': method(z.strictObject({ file: fileId }), z.array(recentEntrySchema)),
  /** The worked samples. */
  'documents.samples': method(nothing, z.array(sampleSchema)),
  'documents.openSample': method(z.strictObject({ id: z.string().max(80) }), openDocumentSchema),
  /** Keeps unsaved work safe from a crash. `session` names the open document; called a moment after each edit. */
  'documents.journal': method(
    z.strictObject({ session: z.string().max(64), file: fileId.nullable(), workspace: workspaceSchema }),
    z.strictObject({ written: z.boolean() }),
  ),
  /** Forgets the journal of a document that was saved or closed. */
  'documents.clearJournal': method(
    z.strictObject({ session: z.string().max(64) }),
    z.strictObject({ cleared: z.boolean() }),
  ),
  /** Journals left by a crash. */
  'documents.recoverable': method(
    nothing,
    z.array(z.strictObject({ session: z.string(), title: z.string(), writtenAt: z.number() })),
  ),
  /** Opens a crash journal as an unsaved document. */
  'documents.recover': method(z.strictObject({ session: z.string().max(64) }), openDocumentSchema),
}
