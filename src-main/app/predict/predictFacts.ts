import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { PredictFacts } from '../../engine/predict/predict.ts'
import { makeDataFolderPrivate } from '../dataFolder.ts'
import { createLibraryKeeper } from '../library/libraryKeeper.ts'
import type { AppPaths } from '../paths.ts'
import { modelFromHuggingFaceConfig } from '../../imports/huggingFace/config.ts'
import { systemUserName } from '../systemUserName.ts'

/** The library as the machine interface looks things up in it. */
export interface OpenFacts {
  readonly facts: PredictFacts
  /** One sentence when the library was restored or cannot be written; null when all is well. */
  readonly notice: string | null
  /** Lets go of the library. */
  close(): Promise<void>
}

/**
 * Opens the library for predictions in this process.
 * @throws CodedError library-failed
 */
export async function openFacts(paths: Pick<AppPaths, 'dataFolder' | 'resourcesFolder'>): Promise<OpenFacts> {
  makeDataFolderPrivate(paths.dataFolder)
  const keeper = createLibraryKeeper({
    ...paths,
    nativeBinding: process.env['MEMWALL_SQLITE_BINDING'] || null,
    person: systemUserName(),
  })
  const library = await keeper.open()
  const hardwareIds = library.listHardware('').map(({ id }) => id)
  const modelIds = library.listModels('').map(({ id }) => id)
  return {
    facts: {
      hardware: lookUp(hardwareIds, (id): HardwareProfile => library.hardware(id).profile),
      model: lookUp(modelIds, (id): ModelProfile => library.model(id).profile),
      readConfiguration: modelFromHuggingFaceConfig,
      hardwareIds,
      modelIds,
    },
    notice: library.notice,
    close: () => keeper.close(),
  }
}

/** Profiles are read once: the engine keeps its plans by object. */
function lookUp<Profile>(ids: readonly string[], read: (id: string) => Profile): (id: string) => Profile | null {
  const known = new Set(ids)
  const profiles = new Map<string, Profile>()
  return (id) => {
    if (!known.has(id)) return null
    const profile = profiles.get(id) ?? read(id)
    profiles.set(id, profile)
    return profile
  }
}
