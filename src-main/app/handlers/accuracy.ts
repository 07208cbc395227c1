import type { Handlers } from '#shared/contract/index.ts'
import { accuracySummary } from '../accuracy.ts'
import type { LibraryKeeper } from '../libraryKeeper.ts'

/** The methods of the Accuracy screen. */
export function accuracyHandlers(keeper: LibraryKeeper, resourcesFolder: string) {
  return {
    'accuracy.summary': async () => {
      const library = await keeper.open()
      const profiles = library.listHardware('').map(({ id }) => library.hardware(id).profile)
      return accuracySummary(resourcesFolder, profiles)
    },
  } satisfies Partial<Handlers>
}
