import type { Handlers } from '#shared/contract/index.ts'
import type { PredictFacts } from '../../engine/predict/predict.ts'
import { accuracySummary } from '../accuracy/accuracy.ts'
import type { LibraryKeeper } from '../library/libraryKeeper.ts'
import { recomputeAccuracy } from '../accuracy/recomputeAccuracy.ts'
import { modelFromHuggingFaceConfig } from '../../imports/huggingFace/config.ts'

/** The library as predictions look things up in it; each profile is read once. */
async function factsOf(keeper: LibraryKeeper): Promise<PredictFacts> {
  const library = await keeper.open()
  const hardware = new Map(library.listHardware('').map(({ id }) => [id, library.hardware(id).profile]))
  const models = new Map(library.listModels('').map(({ id }) => [id, library.model(id).profile]))
  return {
    hardware: (id) => hardware.get(id) ?? null,
    model: (id) => models.get(id) ?? null,
    readConfiguration: modelFromHuggingFaceConfig,
    hardwareIds: [...hardware.keys()],
    modelIds: [...models.keys()],
  }
}

/** The methods of the Accuracy screen. */
export function accuracyHandlers(keeper: LibraryKeeper, resourcesFolder: string) {
  return {
    'accuracy.summary': async () => {
      const library = await keeper.open()
      const profiles = library.listHardware('').map(({ id }) => library.hardware(id).profile)
      return accuracySummary(resourcesFolder, profiles)
    },
    'accuracy.recompute': async ({ files }) => recomputeAccuracy(files, await factsOf(keeper)),
  } satisfies Partial<Handlers>
}
