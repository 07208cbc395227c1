import type { ExportFormat } from '#shared/contract/exports.ts'
import { DOCUMENT_EXTENSION } from '#shared/document/envelope.ts'
import { say } from '#shared/words/say.ts'

/** A kind of file, as a native dialog lists it. */
export interface FileKind {
  readonly name: string
  /** Without the dot. */
  readonly extension: string
  /** Endings of files that hold one, which are opened and never written. */
  readonly alsoOpened?: readonly string[]
}

/** The kinds of file that are written, each with the one ending it may have. */
export const WRITTEN_KINDS = {
  workspace: { name: 'Memwall workspace', extension: DOCUMENT_EXTENSION, alsoOpened: ['pdf'] },
  report: { name: 'PDF document', extension: 'pdf' },
  library: { name: 'Memwall library', extension: 'json' },
  drawing: { name: say('files.kind.drawing'), extension: 'svg' },
  picture: { name: say('files.kind.picture'), extension: 'png' },
  table: { name: say('files.kind.table'), extension: 'csv' },
  data: { name: say('files.kind.json'), extension: 'json' },
  text: { name: say('files.kind.markdown'), extension: 'md' },
  workbook: { name: say('files.kind.workbook'), extension: 'xlsx' },
  page: { name: say('files.kind.page'), extension: 'html' },
} as const satisfies Readonly<Record<string, FileKind>>

/** The kinds of file that are only read, known by what is in them. */
export const READ_KINDS = {
  logo: { name: say('files.kind.logo'), extension: 'png', alsoOpened: ['svg'] },
} as const satisfies Readonly<Record<string, FileKind>>

/** A kind of file that is written. */
export type WrittenKind = keyof typeof WRITTEN_KINDS
/** What a file is granted as. `foreign`: what others made, known by what is in it, and only read. */
export type GrantKind = WrittenKind | 'foreign'

/** The kind of file that an exported format is. */
export const KIND_OF_FORMAT: Readonly<Record<ExportFormat, WrittenKind>> = {
  csv: 'table',
  json: 'data',
  markdown: 'text',
  xlsx: 'workbook',
  html: 'page',
  svg: 'drawing',
  png: 'picture',
}
