import { extname } from 'node:path'
import type { Handlers } from '#shared/contract/index.ts'
import { atomicWrite } from '../../documents/atomicWrite.ts'
import { writeFailure } from '../../documents/fileErrors.ts'
import type { LibraryKeeper } from '../library/libraryKeeper.ts'
import type { FileKind, Ports } from '../ports.ts'

const LIBRARY_FILE: FileKind = { name: 'Memwall library', extension: 'json' }

/** The library's methods. */
export function libraryHandlers(keeper: LibraryKeeper, ports: Pick<Ports, 'dialogs'>) {
  return {
    'library.summary': async () => (await keeper.open()).summary(),
    'library.listHardware': async ({ query }) => (await keeper.open()).listHardware(query),
    'library.listModels': async ({ query }) => (await keeper.open()).listModels(query),
    'library.lines': async () => (await keeper.open()).lines(),
    'library.weakFigures': async (query) => (await keeper.open()).weakFigures(query),
    'library.hardware': async ({ id }) => (await keeper.open()).hardware(id),
    'library.model': async ({ id }) => (await keeper.open()).model(id),
    'library.copy': async (request) => (await keeper.open()).copy(request),
    'library.edit': async (request) => (await keeper.open()).edit(request),
    'library.revert': async (request) => (await keeper.open()).revert(request),
    'library.describe': async (request) => (await keeper.open()).describe(request),
    'library.remove': async (name) => (await keeper.open()).remove(name),
    'library.history': async (name) => (await keeper.open()).history(name),
    'library.restore': async (request) => (await keeper.open()).restore(request),
    'library.export': async ({ path, suggestedName, all }) => {
      const chosen = path ?? (await ports.dialogs?.chooseFileToSave(LIBRARY_FILE, suggestedName)) ?? null
      if (chosen === null && ports.dialogs) return null
      const { text, ...counts } = (await keeper.open()).export(all)
      if (chosen === null) return { path: null, text, ...counts }
      const target = extname(chosen) === '' ? `${chosen}.json` : chosen
      await atomicWrite(target, text).catch((thrown: unknown) => {
        throw writeFailure(thrown, target)
      })
      return { path: target, text: null, ...counts }
    },
    'library.previewImport': async (file) => (await keeper.open()).preview(file),
    'library.merge': async (request) => (await keeper.open()).merge(request),
  } satisfies Partial<Handlers>
}
