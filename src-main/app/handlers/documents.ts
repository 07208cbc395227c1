import { CodedError } from '#shared/contract/errors.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { DOCUMENT_EXTENSION } from '#shared/document/envelope.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { createDocument } from '../../documents/create.ts'
import { openDocument, readDocumentText } from '../../documents/open.ts'
import type { RecentList } from '../../documents/recent.ts'
import type { Journals } from '../../documents/recovery.ts'
import { listSamples, openSample } from '../../documents/samples.ts'
import { saveDocument } from '../../documents/save.ts'
import type { DocumentWatches } from '../documentWatches.ts'
import type { LibraryKeeper } from '../library/libraryKeeper.ts'
import type { FileKind, Ports } from '../ports.ts'

/** What the document methods work with. */
export interface DocumentParts {
  readonly ports: Ports
  readonly library: LibraryKeeper
  readonly recent: RecentList
  readonly journals: Journals
  readonly watches: DocumentWatches
  readonly samplesFolder: string
}

const WORKSPACE_FILE: FileKind = { name: 'Memwall workspace', extension: DOCUMENT_EXTENSION }

/** The document methods. */
export function documentHandlers({ ports, library, recent, journals, watches, samplesFolder }: DocumentParts) {
  return {
    'documents.create': async () => {
      const profiles = await library.open()
      return createDocument({
        hardware: (id) => profiles.hardware(id).profile,
        model: (id) => profiles.model(id).profile,
      })
    },
    'documents.open': async ({ path }) => {
      const chosen = path ?? (await dialogs(ports, 'open').chooseFileToOpen(WORKSPACE_FILE))
      if (chosen === null) return null
      const document = await openDocument(chosen)
      await remember(document.path, document.workspace.title, document.diskHash)
      return document
    },
    'documents.parse': ({ name, text }) => readDocumentText(name, text),
    'documents.serialize': ({ workspace }) => ({ text: serializeDocument(workspace) }),
    'documents.save': async ({ path, suggestedName, workspace, expectedHash, overwrite }) => {
      const chosen = path ?? (await dialogs(ports, 'save').chooseFileToSave(WORKSPACE_FILE, suggestedName))
      if (chosen === null) return null
      // Whoever chose a place in the dialog has been asked there whether to replace what is in it.
      const saved = await saveDocument({ path: chosen, workspace, expectedHash, overwrite: overwrite || path === null })
      await remember(saved.path, workspace.title, saved.diskHash)
      return saved
    },
    'documents.recent': () => recent.list(),
    'documents.pin': ({ path, pinned }) => recent.pin(path, pinned),
    'documents.forget': ({ path }) => recent.forget(path),
    'documents.samples': () => listSamples(samplesFolder),
    'documents.openSample': ({ id }) => openSample(samplesFolder, id),
    'documents.journal': async ({ session, path, workspace }) => {
      await journals.write(session, path, workspace)
      return { written: true }
    },
    'documents.clearJournal': async ({ session }) => ({ cleared: await journals.clear(session) }),
    'documents.recoverable': async () => [...(await journals.list())],
    'documents.recover': async ({ session }) => {
      const document = await journals.recover(session)
      if (document.path !== null && document.diskHash !== null) watches.know(document.path, document.diskHash)
      return document
    },
  } satisfies Partial<Handlers>

  /** Puts a file on the recent list and watches it. The list is a convenience: its failure must not fail the save. */
  async function remember(path: string | null, title: string, diskHash: string | null): Promise<void> {
    if (path === null) return
    if (diskHash !== null) watches.know(path, diskHash)
    await recent.add(path, title).catch(() => {})
  }
}

function dialogs(ports: Ports, verb: 'open' | 'save') {
  if (ports.dialogs) return ports.dialogs
  throw new CodedError(
    'not-allowed',
    verb === 'open'
      ? 'There is no file dialog here: choose a file in the page, or give its path.'
      : 'There is no file dialog here: download the document, or give a path.',
  )
}
