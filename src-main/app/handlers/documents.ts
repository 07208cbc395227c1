import { CodedError } from '#shared/contract/errors.ts'
import type { OpenDocument, RecentEntry } from '#shared/contract/documents.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { createDocument } from '../../documents/create.ts'
import { readDocumentText, type OpenDocument as StoredDocument } from '../../documents/open.ts'
import { documentOfReport } from '../../documents/reportFile.ts'
import type { RecentEntry as RecentFile, RecentList } from '../../documents/recent.ts'
import type { Journals } from '../../documents/recovery.ts'
import { listSamples, openSample } from '../../documents/samples.ts'
import { saveDocument } from '../../documents/save.ts'
import { openDocumentOrReport } from '../documentFiles.ts'
import type { DocumentWatches } from '../documentWatches.ts'
import { askToSave } from '../grants/askForFile.ts'
import { WRITTEN_KINDS } from '../grants/fileKinds.ts'
import type { Grant, Grants } from '../grants/grants.ts'
import type { LibraryKeeper } from '../library/libraryKeeper.ts'
import type { Ports } from '../ports.ts'

/** What the document methods work with. */
export interface DocumentParts {
  readonly ports: Ports
  readonly grants: Grants
  readonly library: LibraryKeeper
  readonly recent: RecentList
  readonly journals: Journals
  readonly watches: DocumentWatches
  readonly samplesFolder: string
  /** The thread that reads PDFs. */
  readonly attachmentsProgram: URL
}

/** The document methods. */
export function documentHandlers(parts: DocumentParts) {
  const { ports, grants, library, recent, journals, watches, samplesFolder, attachmentsProgram } = parts
  return {
    'documents.create': async () => {
      const profiles = await library.open()
      return withoutFile(
        createDocument({
          hardware: (id) => profiles.hardware(id).profile,
          model: (id) => profiles.model(id).profile,
        }),
      )
    },
    'documents.open': async ({ file }) => {
      const grant = file === null ? await askToOpen() : await grants.readable(file, 'workspace')
      if (grant === null) return null
      const { path: read, ...document } = await openDocumentOrReport(grant.real, attachmentsProgram)
      // What came out of a report is saved somewhere else: the report stays as it was signed.
      if (read === null) return { ...document, file: null }
      await remember(grant, document.workspace.title, document.diskHash)
      return { ...document, file: grant.id, name: grant.name }
    },
    'documents.parseReport': async ({ name, bytes }) =>
      withoutFile(await documentOfReport(name, Buffer.from(bytes, 'base64'), attachmentsProgram)),
    'documents.parse': ({ name, text }) => withoutFile(readDocumentText(name, text)),
    'documents.serialize': ({ workspace }) => ({ text: serializeDocument(workspace) }),
    'documents.save': async ({ file, suggestedName, workspace, expectedHash, overwrite }) => {
      const named = file === null ? null : await grants.readable(file, 'workspace')
      // A workspace that was read from a file of another ending is saved beside it.
      const place =
        named && (grants.mayWrite(named) || !ports.dialogs) ? await grants.writable(named.id, 'workspace') : null
      const grant = place ?? (await askToSave(dialogs(ports, 'save'), grants, 'workspace', suggestedName))
      if (grant === null) return null
      // Whoever chose a place in the dialog has been asked there whether to replace what is in it.
      const request = { path: grant.real, workspace, expectedHash, overwrite: overwrite || place === null }
      const { diskHash } = await saveDocument(request)
      await remember(grant, workspace.title, diskHash)
      return { file: grant.id, name: grant.name, diskHash }
    },
    'documents.recent': async () => granted(await recent.list()),
    'documents.pin': async ({ file, pinned }) =>
      granted(await recent.pin(grants.named(file, 'workspace').path, pinned)),
    'documents.forget': async ({ file }) => granted(await recent.forget(grants.named(file, 'workspace').path)),
    'documents.samples': () => listSamples(samplesFolder),
    'documents.openSample': async ({ id }) => withoutFile(await openSample(samplesFolder, id)),
    'documents.journal': async ({ session, file, workspace }) => {
      await journals.write(session, file === null ? null : grants.named(file, 'workspace').path, workspace)
      return { written: true }
    },
    'documents.clearJournal': async ({ session }) => ({ cleared: await journals.clear(session) }),
    'documents.recoverable': async () =>
      (await journals.list()).map(({ session, title, writtenAt }) => ({ session, title, writtenAt })),
    'documents.recover': async ({ session }) => withoutFile(await journals.recover(session)),
  } satisfies Partial<Handlers>

  async function askToOpen(): Promise<Grant | null> {
    const chosen = await dialogs(ports, 'open').chooseFileToOpen(WRITTEN_KINDS.workspace)
    return chosen === null ? null : grants.give(chosen, 'workspace')
  }

  /** Puts a file on the recent list and watches it. The list is a convenience: its failure must not fail the save. */
  async function remember(file: Grant, title: string, diskHash: string | null): Promise<void> {
    if (diskHash !== null) watches.know(file, diskHash)
    await recent.add(file.path, title).catch(() => {})
  }

  /** What was opened before was named by somebody then. */
  function granted(entries: readonly RecentFile[]): Promise<RecentEntry[]> {
    return Promise.all(
      entries.map(async ({ path, ...entry }) => {
        const { id, folder } = await grants.give(path, 'workspace')
        return { ...entry, file: id, folder }
      }),
    )
  }
}

function withoutFile({ path: _none, ...document }: StoredDocument): OpenDocument {
  return { ...document, file: null }
}

function dialogs(ports: Ports, verb: 'open' | 'save') {
  if (ports.dialogs) return ports.dialogs
  throw new CodedError(
    'not-allowed',
    verb === 'open'
      ? 'There is no file dialog here: choose a file in the page.'
      : 'There is no file dialog here: download the document.',
  )
}
