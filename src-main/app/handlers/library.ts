import type { Handlers } from '#shared/contract/index.ts'
import type { LibraryKeeper } from '../libraryKeeper.ts'

/** The library's methods. */
export function libraryHandlers(keeper: LibraryKeeper) {
  return {
    'library.summary': async () => (await keeper.open()).summary(),
    'library.listHardware': async ({ query }) => (await keeper.open()).listHardware(query),
    'library.listModels': async ({ query }) => (await keeper.open()).listModels(query),
    'library.hardware': async ({ id }) => (await keeper.open()).hardware(id),
    'library.model': async ({ id }) => (await keeper.open()).model(id),
  } satisfies Partial<Handlers>
}
