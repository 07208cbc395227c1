import { readFileSync } from 'node:fs'
import { createDocument } from '../../../src-main/documents/create.ts'
import { hardwareProfileSchema, type HardwareProfile } from '../../../src-shared/domain/hardware.ts'
import { modelProfileSchema, type ModelProfile } from '../../../src-shared/domain/model.ts'
import type { Workspace } from '../../../src-shared/domain/workspace.ts'
import { repositoryFile } from '../../support/nodeRuntime.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(repositoryFile(path), 'utf8'))

/** A device as shipped. */
export function shippedHardware(id: string): HardwareProfile {
  return hardwareProfileSchema.parse(read(`resources/library/hardware/${id}.json`))
}

/** A model as shipped. */
export function shippedModel(id: string): ModelProfile {
  return modelProfileSchema.parse(read(`resources/library/models/${id}.json`))
}

/** What the window shows after "New": 8 × B200 and 4 × WSE-3 with Llama 3.1 70B. */
export function sampleWorkspace(): Workspace {
  return createDocument({ hardware: shippedHardware, model: shippedModel }).workspace
}
