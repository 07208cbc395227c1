import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import type { Sample } from '#shared/contract/documents.ts'
import { openingScreen } from '#shared/domain/openingScreen.ts'
import { questionOf } from '#shared/domain/questionOf.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { openDocument, type OpenDocument } from './open.ts'

const SAMPLE_FILE = /^([a-z0-9-]{1,80})\.memwall$/

/**
 * The worked samples that come with Memwall, by file name. A sample's title is that of its workspace; what is said of it and
 * what it sets side by side are those of the screen it opens on.
 * @param folder the samples folder @throws CodedError as for opening a document
 */
export async function listSamples(folder: string): Promise<Sample[]> {
  const names = (await readdir(folder).catch(() => [])).toSorted()
  const ids = names.flatMap((name) => SAMPLE_FILE.exec(name)?.[1] ?? [])
  return Promise.all(
    ids.map(async (id) => {
      const { workspace } = await openDocument(path.join(folder, `${id}.memwall`))
      return { id, ...described(workspace) }
    }),
  )
}

function described(workspace: Workspace): Omit<Sample, 'id'> {
  const { title, brief, scenarios } = workspace
  const opens = openingScreen(workspace)
  const shown = opens === 'decide' ? brief.alternatives : scenarios
  return { title, description: questionOf(workspace), opens, slots: shown.map(({ slot }) => slot) }
}

/** Opens a sample as a new, unsaved document, so that saving never touches the sample. Errors: not-found. */
export async function openSample(folder: string, id: string): Promise<OpenDocument> {
  const file = `${id}.memwall`
  if (!SAMPLE_FILE.test(file)) {
    throw new CodedError('not-found', 'There is no sample of that name; choose one from the start page.')
  }
  const document = await openDocument(path.join(folder, file))
  return { ...document, path: null, diskHash: null }
}
