import { buildWorkspace, type ProfileSource, type WorkspaceSketch } from '#main/documents/create.ts'
import { hardwareProfileSchema, type HardwareProfile } from '#shared/domain/hardware.ts'
import { modelProfileSchema, type ModelProfile } from '#shared/domain/model.ts'
import { unknownFigure } from '#shared/domain/provenance.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

const SOURCES = { sheet: { title: 'Data sheet', address: 'https://example.com/sheet' } }
const known = (value: number) => ({ value, grade: 'vendor' as const, source: 'sheet' })

/** A made-up but complete device. Numbers are round on purpose; nothing here is a fact. */
export function testHardware(id = 'b200-sxm', bandwidth = 8e12): HardwareProfile {
  return hardwareProfileSchema.parse({
    id,
    name: `Device ${id}`,
    vendor: 'Example',
    kind: 'gpu',
    generation: 'test',
    year: known(2024),
    status: 'shipping',
    unitOfAccount: 'package',
    formFactor: null,
    processNode: null,
    peaks: { bf16: known(2e15), fp8: known(4e15) },
    memory: [
      {
        id: 'hbm',
        name: 'HBM3E',
        kind: 'hbm',
        holdsModel: true,
        capacity: known(180e9),
        bandwidth: known(bandwidth),
        energyPerByte: unknownFigure('not published'),
      },
    ],
    scaleUp: { name: 'Link', topology: 'switch', bandwidth: known(9e11), domain: known(8) },
    scaleOut: { name: 'Network', topology: 'switch', bandwidth: known(5e10), domain: unknownFigure() },
    hostLink: null,
    mesh: null,
    power: { board: known(1000), idle: unknownFigure(), provisioned: unknownFigure() },
    price: { purchase: unknownFigure(), rental: known(4) },
    dieArea: unknownFigure(),
    other: {},
    notes: ['Made up for tests.'],
    sources: SOURCES,
  })
}

/** A made-up but complete dense model. */
export function testModel(id = 'llama-3.1-70b'): ModelProfile {
  return modelProfileSchema.parse({
    id,
    name: `Model ${id}`,
    organisation: 'Example',
    family: 'test',
    year: 2024,
    hiddenSize: 8192,
    vocabularySize: 128256,
    tiedEmbeddings: false,
    layerGroups: [
      {
        count: 80,
        mixer: { kind: 'attention', queryHeads: 64, keyValueHeads: 8, headSize: 128, window: null },
        feedForward: { kind: 'dense', intermediateSize: 28672, gated: true },
      },
    ],
    predictionLayers: 0,
    dimensions: { grade: 'vendor', source: 'sheet' },
    published: { totalParameters: known(70.6e9), activeParameters: unknownFigure(), context: known(131072) },
    nativeFormat: 'bf16',
    notes: [],
    sources: SOURCES,
  })
}

/** A library that has whatever it is asked for. */
export const testLibrary: ProfileSource = { hardware: (id) => testHardware(id), model: (id) => testModel(id) }

/** A workspace of two scenarios, A and B, on different devices. */
export function testWorkspace(sketch: Partial<WorkspaceSketch> = {}): Workspace {
  return buildWorkspace(
    {
      title: 'Two machines',
      scenarios: [
        { id: 'a', hardware: 'b200-sxm', model: 'llama-3.1-70b', deployment: { devices: 8, tensorParallel: 8 } },
        { id: 'b', hardware: 'h200-sxm', model: 'llama-3.1-70b', deployment: { devices: 8, tensorParallel: 8 } },
      ],
      ...sketch,
    },
    testLibrary,
  )
}
