import type { Handlers } from '#shared/contract/index.ts'
import type { LibraryKeeper } from '../library/libraryKeeper.ts'
import { placeOf } from '../grants/askForFile.ts'
import { targetOf, writeGranted } from '../grants/granted.ts'
import type { Grants } from '../grants/grants.ts'
import type { Ports } from '../ports.ts'

/** The library's methods. */
export function libraryHandlers(keeper: LibraryKeeper, ports: Pick<Ports, 'dialogs'>, grants: Grants) {
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
    'library.export': async ({ file, suggestedName, all }) => {
      const target = await targetOf(ports, grants, { file, kind: 'library', suggested: suggestedName })
      if (target === 'cancelled') return null
      const { text, ...counts } = (await keeper.open()).export(all)
      if (target === null) return { saved: null, text, ...counts }
      await writeGranted(target, text)
      return { saved: placeOf(target), text: null, ...counts }
    },
    'library.previewImport': async (file) => (await keeper.open()).preview(file),
    'library.merge': async (request) => (await keeper.open()).merge(request),
  } satisfies Partial<Handlers>
}
