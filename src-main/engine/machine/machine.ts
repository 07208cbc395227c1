import {
  measuredId,
  type DEVICE_KINDS,
  type HardwareProfile,
  type Link,
  type MEMORY_KINDS,
  type TOPOLOGIES,
} from '#shared/domain/hardware.ts'
import { bytesPerElement, PRECISIONS, type PeakFormat, type Precision } from '#shared/domain/precision.ts'
import { toNumber, UNKNOWN } from '#shared/units/unknown.ts'
import { deviceFacts } from './deviceFacts.ts'

/** The rate at which a machine multiplies matrices held in one precision. */
export interface MachinePeak {
  /** Dense FLOP/s (OP/s for integers). */
  readonly rate: number
  /** The unit that does the work, which may be wider than the stored precision. Null: unknown. */
  readonly format: PeakFormat | null
  /** Bytes of one operand element as that unit takes it, block scales included. */
  readonly bytes: number
  /** True when `rate` is the profile's own figure for `format`; false when derived by the doubling rule or the mesh. */
  readonly published: boolean
}

/** One memory level as plain numbers. */
export interface MachineLevel {
  readonly levelId: string
  readonly kind: (typeof MEMORY_KINDS)[number]
  /** Bytes/s. */
  readonly bandwidth: number
  /** Bytes. */
  readonly capacity: number
}

/** One link as plain numbers. */
export interface MachineLink {
  /** Bytes/s per device and direction. */
  readonly bandwidth: number
  /** Devices it reaches; Infinity where nobody gives a limit. */
  readonly domain: number
  readonly topology: (typeof TOPOLOGIES)[number]
}

/** The core grid of a wafer as plain numbers. */
export interface MachineMesh {
  readonly cores: number
  /** Cores along one side of the square that holds them all. */
  readonly side: number
  /** Hz. */
  readonly clock: number
  /** Bytes of SRAM per core. */
  readonly sramPerCore: number
}

/**
 * A device compiled to plain numbers, `UNKNOWN` where nobody gives one. Made once per profile object; hot functions only read
 * properties.
 */
export interface Machine {
  readonly profile: HardwareProfile
  /** Under which measurements of it are known. */
  readonly id: string
  readonly kind: (typeof DEVICE_KINDS)[number]
  readonly vendor: string
  readonly generation: string
  /** Peaks by the precision matrices are held in. */
  readonly peaks: Readonly<Record<Precision, MachinePeak>>
  /** Vector operations per second in fp32, outside the matrix units. */
  readonly vectorRate: number
  /** Independent processors (SMs, CUs, cores) that tiles are spread over. */
  readonly processors: number
  /** The level that holds weights and KV. */
  readonly serving: MachineLevel
  /** The last on-chip level before `serving`, null where unknown. */
  readonly cache: MachineLevel | null
  readonly link: MachineLink | null
  /** True when the scale-up switch adds vectors on their way (NVLink SHARP). */
  readonly reducesInSwitch: boolean
  readonly network: MachineLink | null
  readonly host: MachineLink | null
  readonly mesh: MachineMesh | null
}

const UNKNOWN_PEAK: MachinePeak = { rate: UNKNOWN, format: null, bytes: 2, published: false }

/**
 * Units that may run a precision, best first. A format the device lacks is multiplied in a wider one: fp8 and 4-bit
 * weights are unpacked to bf16 (weight-only kernels), nvfp4 and mxfp4 share the fp4 unit, fp16 and bf16 run alike.
 */
const UNITS: Readonly<Record<Precision, readonly PeakFormat[]>> = {
  fp32: ['tf32', 'fp32'],
  bf16: ['bf16', 'fp16', 'fp32'],
  fp16: ['fp16', 'bf16', 'fp32'],
  fp8: ['fp8', 'bf16', 'fp16', 'fp32'],
  int8: ['int8', 'fp8', 'bf16', 'fp16', 'fp32'],
  fp6: ['fp6', 'fp8', 'bf16', 'fp16', 'fp32'],
  nvfp4: ['fp4', 'bf16', 'fp16', 'fp32'],
  mxfp4: ['fp4', 'bf16', 'fp16', 'fp32'],
  int4: ['bf16', 'fp16', 'fp32'],
}

/** Bits of a unit's operands, for the doubling rule. */
const UNIT_BITS: Readonly<Partial<Record<PeakFormat, number>>> = { fp8: 8, fp4: 4, int8: 8 }

/** Generations whose scale-up switches reduce: NVSwitch from its third generation on. */
const REDUCING_GENERATIONS: ReadonlySet<string> = new Set(['hopper', 'blackwell', 'rubin'])

/** Dense operations per core and cycle of a Cerebras core: 8 and 4 fp16 multiply-adds (WSE-3, WSE-2 core width). */
const MESH_OPERATIONS_PER_CYCLE = { 'wse-3': 16, 'wse-2': 8 } as const

function published(profile: HardwareProfile, format: PeakFormat): number {
  return toNumber(profile.peaks[format]?.value)
}

/** A unit no wider than the stored format takes it as stored; a wider one takes it unpacked. */
function operandBytes(precision: Precision, format: PeakFormat): number {
  if (format === 'fp4' || format === 'fp6') return bytesPerElement(precision)
  if (format === 'fp8' || format === 'int8') return 1
  return format === 'tf32' || (format === 'fp32' && precision === 'fp32') ? 4 : 2
}

function peakFor(profile: HardwareProfile, precision: Precision, mesh: MachineMesh | null): MachinePeak {
  for (const format of UNITS[precision]) {
    const rate = published(profile, format)
    if (rate > 0) return { rate, format, bytes: operandBytes(precision, format), published: true }
  }
  // Only narrower units are published: every listed tensor machine at most doubles its rate per halving of the bits.
  for (const format of ['fp8', 'int8', 'fp4'] as const) {
    const rate = published(profile, format)
    const bits = UNIT_BITS[format] ?? 16
    if (rate > 0 && precision === 'fp8') return { rate: (rate * bits) / 8, format: 'fp8', bytes: 1, published: false }
    if (rate > 0) return { rate: (rate * bits) / 16, format: 'bf16', bytes: 2, published: false }
  }
  if (mesh && mesh.clock > 0) {
    const width = measuredId(profile).includes('wse2')
      ? MESH_OPERATIONS_PER_CYCLE['wse-2']
      : MESH_OPERATIONS_PER_CYCLE['wse-3']
    return { rate: mesh.cores * mesh.clock * width, format: 'fp16', bytes: 2, published: false }
  }
  return UNKNOWN_PEAK
}

function linkOf(link: Link | null): MachineLink | null {
  const bandwidth = link?.bandwidth.value ?? null
  if (!link || bandwidth === null || bandwidth <= 0) return null
  return { bandwidth, domain: link.domain.value ?? Number.POSITIVE_INFINITY, topology: link.topology }
}

function meshOf(profile: HardwareProfile): MachineMesh | null {
  const cores = profile.mesh?.cores.value ?? 0
  if (cores <= 0) return null
  return {
    cores,
    side: Math.sqrt(cores),
    clock: toNumber(profile.mesh?.clock.value),
    sramPerCore: toNumber(profile.mesh?.sramPerCore.value),
  }
}

function servingLevel(profile: HardwareProfile): MachineLevel {
  const level =
    profile.memory.find((candidate) => candidate.holdsModel && candidate.kind !== 'external') ??
    profile.memory.find((candidate) => candidate.kind !== 'external' && candidate.kind !== 'sram') ??
    profile.memory[0]
  if (!level) return { levelId: 'none', kind: 'external', bandwidth: UNKNOWN, capacity: UNKNOWN }
  return {
    levelId: level.id,
    kind: level.kind,
    bandwidth: toNumber(level.bandwidth.value),
    capacity: toNumber(level.capacity.value),
  }
}

/** The largest on-chip level that does not hold the model: L2, Infinity Cache, VMEM. */
function cacheLevel(profile: HardwareProfile, serving: MachineLevel): MachineLevel | null {
  let best: MachineLevel | null = null
  for (const level of profile.memory) {
    if (level.kind !== 'sram' || level.id === serving.levelId || level.holdsModel) continue
    if (/register|smem|l1|lds|tmem|vgpr/i.test(`${level.id} ${level.name}`)) continue
    const capacity = toNumber(level.capacity.value)
    if (capacity > (best?.capacity ?? 0)) {
      best = { levelId: level.id, kind: 'sram', bandwidth: toNumber(level.bandwidth.value), capacity }
    }
  }
  if (best) return best
  const known = deviceFacts(measuredId(profile)).cacheCapacity
  return known > 0 ? { levelId: 'l2', kind: 'sram', bandwidth: UNKNOWN, capacity: known } : null
}

function compile(profile: HardwareProfile): Machine {
  const mesh = meshOf(profile)
  const peaks = Object.fromEntries(
    PRECISIONS.map((precision) => [precision, peakFor(profile, precision, mesh)]),
  ) as Record<Precision, MachinePeak>
  const serving = servingLevel(profile)
  return {
    profile,
    id: measuredId(profile),
    kind: profile.kind,
    vendor: profile.vendor,
    generation: profile.generation,
    peaks,
    vectorRate: published(profile, 'fp32'),
    processors: deviceFacts(measuredId(profile)).processors,
    serving,
    cache: cacheLevel(profile, serving),
    link: linkOf(profile.scaleUp),
    reducesInSwitch: profile.scaleUp?.topology === 'switch' && REDUCING_GENERATIONS.has(profile.generation),
    network: linkOf(profile.scaleOut),
    host: linkOf(profile.hostLink),
    mesh,
  }
}

const machines = new WeakMap<HardwareProfile, Machine>()

/**
 * The machine of a profile, compiled on first use and kept as long as the profile object lives.
 * @param profile the device, overrides applied
 */
export function machineOf(profile: HardwareProfile): Machine {
  const known = machines.get(profile)
  if (known) return known
  const machine = compile(profile)
  machines.set(profile, machine)
  return machine
}
