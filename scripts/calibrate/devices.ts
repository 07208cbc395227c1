import { readFileSync } from 'node:fs'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { machineOf, type Machine } from '../../src-main/engine/machine/machine.ts'
import { deviceIdOf } from '../../src-main/engine/validation/names.ts'

const LIBRARY = new URL('../../resources/library/hardware/', import.meta.url)

/** Ids of the measured devices that the library does not list, by the names measurement files use. */
const EXTRA_NAMES: Readonly<Record<string, string>> = {
  'NVIDIA RTX PRO 6000 Blackwell Server Edition': 'rtx-pro-6000',
  'Intel(R) Arc(TM) Pro B60 Graphics': 'arc-b60',
  'Intel(R) Graphics [0xe211]': 'arc-b60',
  'NVIDIA H800': 'h800',
  'NVIDIA A40': 'a40',
}

interface Extra {
  readonly vendor: string
  readonly generation: string
  readonly kind: 'hbm' | 'gddr'
  /** Dense TFLOP/s. */
  readonly bf16: number
  readonly fp8: number | null
  readonly fp4: number | null
  /** GB/s. */
  readonly bandwidth: number
  /** GB/s per direction. */
  readonly link: number
  readonly topology: 'switch' | 'tree'
}

/**
 * Measured devices the library does not list; they only enter the fits of pools. Figures: NVIDIA data sheets (dense), and
 * for the Intel card 197 TOPS int8 halved.
 */
const EXTRAS: Readonly<Record<string, Extra>> = {
  'rtx-pro-6000': {
    vendor: 'NVIDIA',
    generation: 'blackwell',
    kind: 'gddr',
    bf16: 503.8,
    fp8: 1007.6,
    fp4: 2015,
    bandwidth: 1597,
    link: 64,
    topology: 'tree',
  },
  'arc-b60': {
    vendor: 'Intel',
    generation: 'battlemage',
    kind: 'gddr',
    bf16: 98.3,
    fp8: null,
    fp4: null,
    bandwidth: 456,
    link: 32,
    topology: 'tree',
  },
  h800: {
    vendor: 'NVIDIA',
    generation: 'hopper',
    kind: 'hbm',
    bf16: 989,
    fp8: 1979,
    fp4: null,
    bandwidth: 3350,
    link: 200,
    topology: 'switch',
  },
  a40: {
    vendor: 'NVIDIA',
    generation: 'ampere',
    kind: 'gddr',
    bf16: 149.7,
    fp8: null,
    fp4: null,
    bandwidth: 696,
    link: 32,
    topology: 'tree',
  },
}

const unknown = { value: null, grade: null, source: null }
const known = (value: number): { value: number; grade: 'vendor'; source: null } => ({
  value,
  grade: 'vendor',
  source: null,
})

function extraProfile(id: string, extra: Extra): HardwareProfile {
  return {
    id,
    name: id,
    vendor: extra.vendor,
    kind: 'gpu',
    generation: extra.generation,
    year: unknown,
    status: 'shipping',
    unitOfAccount: 'package',
    formFactor: null,
    processNode: null,
    peaks: {
      bf16: known(extra.bf16 * 1e12),
      ...(extra.fp8 === null ? {} : { fp8: known(extra.fp8 * 1e12) }),
      ...(extra.fp4 === null ? {} : { fp4: known(extra.fp4 * 1e12) }),
    },
    memory: [
      {
        id: extra.kind,
        name: extra.kind,
        kind: extra.kind,
        holdsModel: true,
        capacity: known(48e9),
        bandwidth: known(extra.bandwidth * 1e9),
        energyPerByte: unknown,
      },
    ],
    scaleUp: { name: 'link', topology: extra.topology, bandwidth: known(extra.link * 1e9), domain: known(8) },
    scaleOut: null,
    hostLink: null,
    mesh: null,
    power: { board: unknown, idle: unknown, provisioned: unknown },
    price: { purchase: unknown, rental: unknown },
    dieArea: unknown,
    other: {},
    notes: [],
    sources: {},
  }
}

const machines = new Map<string, Machine>()

/** The machine of a device id: from the library, or one of the few that are measured but not listed. */
export function machineById(id: string): Machine {
  let machine = machines.get(id)
  if (machine === undefined) {
    const extra = EXTRAS[id]
    const profile =
      extra === undefined
        ? (JSON.parse(readFileSync(new URL(`${id}.json`, LIBRARY), 'utf8')) as HardwareProfile)
        : extraProfile(id, extra)
    machine = machineOf(profile)
    machines.set(id, machine)
  }
  return machine
}

/** True for devices users can choose. */
export function isListed(id: string): boolean {
  return EXTRAS[id] === undefined
}

/** Device id of a name in a measurement file. @returns null when the file names nothing we know */
export function deviceId(name: string): string | null {
  return EXTRA_NAMES[name] ?? deviceIdOf(name)
}
