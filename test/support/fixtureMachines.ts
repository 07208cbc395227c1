import type { HardwareProfile, MemoryLevel } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Precision } from '#shared/domain/precision.ts'
import { unknownFigure, type Figure, type Grade } from '#shared/domain/provenance.ts'
import type { Resource } from '#shared/domain/result.ts'

/** A memory level of a fixture machine, per device, SI. */
export interface FixtureLevel {
  readonly id: string
  readonly name: string
  readonly kind: MemoryLevel['kind']
  readonly resource: Resource
  readonly holdsModel: boolean
  readonly capacity: number | null
  readonly bandwidth: number | null
}

/** A machine for fixture results: enough of a device to book a decode step on it. Illustrative round numbers. */
export interface FixtureMachine {
  readonly name: string
  readonly kind: HardwareProfile['kind']
  readonly devices: number
  readonly levels: readonly FixtureLevel[]
  readonly linkName: string
  readonly linkBandwidth: number
  readonly peaks: Readonly<Partial<Record<'bf16' | 'fp8', number>>>
  readonly precision: Precision
  /** Bytes a weight takes. */
  readonly weightBytes: number
  /** Seconds a collective takes before its first byte. */
  readonly collectiveLatency: number
  readonly launch: number
  readonly stepOverhead: number
  /** Watts per device under load; null: unknown. */
  readonly power: number | null
  readonly provisioned: number | null
  readonly price: number | null
  readonly dieArea: number | null
  readonly grade: Grade
  readonly inherited: boolean
}

const level = (
  id: string,
  name: string,
  kind: MemoryLevel['kind'],
  resource: Resource,
  holdsModel: boolean,
  capacity: number | null,
  bandwidth: number | null,
): FixtureLevel => ({ id, name, kind, resource, holdsModel, capacity, bandwidth })

const GPU = {
  kind: 'gpu',
  linkName: 'NVLink',
  precision: 'fp8',
  weightBytes: 1,
  collectiveLatency: 9e-6,
  launch: 6e-4,
  stepOverhead: 1.6e-3,
  grade: 'measured',
  inherited: false,
} as const

/** 8 × B200. */
export const B200: FixtureMachine = {
  ...GPU,
  name: 'B200',
  devices: 8,
  levels: [
    level('smem', 'Shared memory', 'sram', 'sram', false, 38.8e6, 41e12),
    level('l2', 'L2', 'sram', 'sram', false, 132e6, 21e12),
    level('hbm', 'HBM3e', 'hbm', 'memory', true, 180e9, 8e12),
    level('host', 'Host DRAM', 'external', 'host', false, 250e9, 64e9),
  ],
  linkBandwidth: 900e9,
  peaks: { bf16: 2250e12, fp8: 4500e12 },
  power: 1000,
  provisioned: 2170,
  price: 40_000,
  dieArea: 1600,
}

/** 8 × H200. */
export const H200: FixtureMachine = {
  ...GPU,
  name: 'H200',
  devices: 8,
  levels: [
    level('smem', 'Shared memory', 'sram', 'sram', false, 34.6e6, 32e12),
    level('l2', 'L2', 'sram', 'sram', false, 52.4e6, 5.5e12),
    level('hbm', 'HBM3e', 'hbm', 'memory', true, 141e9, 4.8e12),
    level('host', 'Host DRAM', 'external', 'host', false, 250e9, 55e9),
  ],
  linkBandwidth: 450e9,
  peaks: { bf16: 989e12, fp8: 1979e12 },
  stepOverhead: 2.1e-3,
  power: 700,
  provisioned: 1310,
  price: 35_000,
  dieArea: 814,
}

/** 8 × MI355X: power under load and die area unknown, calibration inherited. */
export const MI355X: FixtureMachine = {
  ...GPU,
  name: 'MI355X',
  devices: 8,
  linkName: 'Infinity Fabric',
  levels: [
    level('lds', 'LDS', 'sram', 'sram', false, 41.9e6, null),
    level('cache', 'Infinity Cache', 'sram', 'sram', false, 268e6, 17e12),
    level('hbm', 'HBM3e', 'hbm', 'memory', true, 288e9, 8e12),
    level('host', 'Host DRAM', 'external', 'host', false, 375e9, 64e9),
  ],
  linkBandwidth: 535.5e9,
  peaks: { bf16: 2516e12, fp8: 5033e12 },
  collectiveLatency: 24e-6,
  stepOverhead: 2.4e-3,
  power: null,
  provisioned: 2650,
  price: 30_000,
  dieArea: null,
  grade: 'estimate',
  inherited: true,
}

/** 4 × WSE-3: weights and KV live in SRAM, the fabric's latency binds. */
export const WSE3: FixtureMachine = {
  ...GPU,
  name: 'WSE-3',
  kind: 'wafer',
  devices: 4,
  levels: [
    level('sram', 'Wafer SRAM', 'sram', 'sram', true, 44e9, 21e15),
    level('memoryx', 'MemoryX', 'external', 'host', false, 3e12, 150e9),
  ],
  linkName: 'Wafer fabric',
  linkBandwidth: 150e9,
  peaks: { bf16: 15_840e12 },
  precision: 'bf16',
  collectiveLatency: 15e-6,
  launch: 1e-4,
  stepOverhead: 2.7e-4,
  power: 23_000,
  provisioned: 27_000,
  price: 2_000_000,
  dieArea: 46_225,
  grade: 'secondary',
}

/** 2 × H100 in BF16: does not fit. */
export const H100: FixtureMachine = {
  ...H200,
  name: 'H100',
  devices: 2,
  levels: [
    level('smem', 'Shared memory', 'sram', 'sram', false, 34.6e6, 32e12),
    level('l2', 'L2', 'sram', 'sram', false, 52.4e6, 5.5e12),
    level('hbm', 'HBM3', 'hbm', 'memory', true, 80e9, 3.35e12),
  ],
  precision: 'bf16',
  weightBytes: 2,
}

function figure(value: number | null, grade: Grade): Figure {
  return value === null ? unknownFigure() : { value, grade, source: null }
}

/** The machine as a hardware profile. */
export function fixtureProfile(machine: FixtureMachine): HardwareProfile {
  const known = (value: number | null): Figure => figure(value, 'vendor')
  return {
    id: machine.name.toLowerCase(),
    name: machine.name,
    vendor: 'Fixture',
    kind: machine.kind,
    generation: 'fixture',
    year: unknownFigure(),
    status: 'illustrative',
    unitOfAccount: 'package',
    formFactor: null,
    processNode: null,
    peaks: Object.fromEntries(Object.entries(machine.peaks).map(([format, peak]) => [format, known(peak)])),
    memory: machine.levels.map(({ id, name, kind, holdsModel, capacity, bandwidth }) => ({
      id,
      name,
      kind,
      holdsModel,
      capacity: known(capacity),
      bandwidth: known(bandwidth),
      energyPerByte: unknownFigure(),
    })),
    scaleUp: { name: machine.linkName, topology: 'switch', bandwidth: known(machine.linkBandwidth), domain: known(8) },
    scaleOut: null,
    hostLink: null,
    mesh: null,
    power: { board: known(machine.power), idle: unknownFigure(), provisioned: known(machine.provisioned) },
    price: { purchase: known(machine.price), rental: unknownFigure() },
    dieArea: known(machine.dieArea),
    other: {},
    notes: [],
    sources: {},
  }
}

/** Llama 3.1 70B, as far as fixtures need it. */
export const LLAMA_70B: ModelProfile = {
  id: 'llama-3.1-70b',
  name: 'Llama 3.1 70B',
  organisation: 'Meta',
  family: 'llama',
  year: 2024,
  hiddenSize: 8192,
  vocabularySize: 128_256,
  tiedEmbeddings: false,
  layerGroups: [
    {
      count: 80,
      mixer: { kind: 'attention', queryHeads: 64, keyValueHeads: 8, headSize: 128, window: null },
      feedForward: { kind: 'dense', intermediateSize: 28_672, gated: true },
    },
  ],
  predictionLayers: 0,
  dimensions: { grade: 'vendor', source: null },
  published: { totalParameters: unknownFigure(), activeParameters: unknownFigure(), context: unknownFigure() },
  nativeFormat: 'bf16',
  notes: [],
  sources: {},
}
