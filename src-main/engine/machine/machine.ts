import {
  measuredId,
  modelLevel,
  type DEVICE_KINDS,
  type HardwareProfile,
  type Link,
  type MEMORY_KINDS,
  type TOPOLOGIES,
} from '#shared/domain/hardware.ts'
import { peakOf, type Peak } from '#shared/domain/peak.ts'
import { PRECISIONS, type Precision } from '#shared/domain/precision.ts'
import { toNumber, UNKNOWN } from '#shared/units/unknown.ts'
import { deviceFacts } from './deviceFacts.ts'

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
  readonly peaks: Readonly<Record<Precision, Peak>>
  /** Vector operations per second in fp32, outside the matrix units; a share of the matrix peak where nobody gives them. */
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

/** Generations whose scale-up switches reduce: NVSwitch from its third generation on. */
const REDUCING_GENERATIONS: ReadonlySet<string> = new Set(['hopper', 'blackwell', 'rubin'])

/**
 * Vector rate over the 16-bit matrix peak, where no fp32 rate is published: the least of the devices that publish both is
 * 1/31 (B200 1/28, H100 1/15, MI355X 1/16). Grade: estimate.
 */
const VECTOR_SHARE = 1 / 32

function linkOf(link: Link | null): MachineLink | null {
  const bandwidth = link?.bandwidth.value ?? null
  if (!link || bandwidth === null || bandwidth <= 0) return null
  return { bandwidth, domain: link.domain.value ?? Number.POSITIVE_INFINITY, topology: link.topology }
}

/** A wafer always has a mesh, its cores `UNKNOWN` where nobody gives them: it must not be timed as a device without one. */
function meshOf(profile: HardwareProfile): MachineMesh | null {
  const cores = toNumber(profile.mesh?.cores.value)
  if (!(cores > 0) && profile.kind !== 'wafer') return null
  return {
    cores,
    side: Math.sqrt(cores),
    clock: toNumber(profile.mesh?.clock.value),
    sramPerCore: toNumber(profile.mesh?.sramPerCore.value),
  }
}

function servingLevel(profile: HardwareProfile): MachineLevel {
  const level = modelLevel(profile)
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
  const peaks = Object.fromEntries(PRECISIONS.map((precision) => [precision, peakOf(profile, precision)])) as Record<
    Precision,
    Peak
  >
  const serving = servingLevel(profile)
  return {
    profile,
    id: measuredId(profile),
    kind: profile.kind,
    vendor: profile.vendor,
    generation: profile.generation,
    peaks,
    vectorRate: profile.peaks.fp32?.value ?? peaks.bf16.rate * VECTOR_SHARE,
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
