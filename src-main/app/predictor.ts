import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { predictLine, type PredictFacts } from '../engine/predict/predict.ts'
import { createLibraryKeeper } from './libraryKeeper.ts'
import type { AppPaths } from './paths.ts'

/** Answers the lines of `memwall predict`. */
export interface Predictor {
  /** One sentence when the library was restored or cannot be written; null when all is well. */
  readonly notice: string | null
  /** @param line one request as JSON text @returns its answer as JSON text, without a line end; never throws */
  answer(line: string): string
  /** Lets go of the library. */
  close(): Promise<void>
}

/**
 * Joins the library and the engine for the machine interface: no worker and no contract, because the caller is a script
 * that sends thousands of requests to a process of its own.
 * @throws CodedError library-failed
 */
export async function openPredictor(paths: Pick<AppPaths, 'dataFolder' | 'resourcesFolder'>): Promise<Predictor> {
  const keeper = createLibraryKeeper({ ...paths, nativeBinding: process.env['MEMWALL_SQLITE_BINDING'] || null })
  const library = await keeper.open()
  const hardwareIds = library.listHardware('').map(({ id }) => id)
  const modelIds = library.listModels('').map(({ id }) => id)
  const facts: PredictFacts = {
    hardware: lookUp(hardwareIds, (id): HardwareProfile => library.hardware(id).profile),
    model: lookUp(modelIds, (id): ModelProfile => library.model(id).profile),
    hardwareIds,
    modelIds,
  }
  return {
    notice: library.notice,
    answer: (line) => JSON.stringify(predictLine(line, facts)),
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
