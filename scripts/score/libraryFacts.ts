import type { PredictFacts } from '../../src-main/engine/predict/predict.ts'
import { modelFromHuggingFaceConfig } from '../../src-main/imports/huggingFace/config.ts'
import { hardware, models } from '../libraryProfiles.ts'

/** The shipped facts as the machine interface looks them up, without a user's library before them. */
export function libraryFacts(): PredictFacts {
  return {
    hardware: (id) => hardware.get(id) ?? null,
    model: (id) => models.get(id) ?? null,
    readConfiguration: modelFromHuggingFaceConfig,
    hardwareIds: [...hardware.keys()],
    modelIds: [...models.keys()],
  }
}
