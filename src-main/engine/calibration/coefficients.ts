import type { Software } from '#shared/domain/deployment.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Machine } from '../machine.ts'
import {
  FAMILIES,
  type Calibration,
  type CollectiveCoefficients,
  type Family,
  type FamilyOrigin,
  type KernelCoefficients,
  type MeshCoefficients,
  type Residual,
} from './calibration.ts'

const KERNEL: KernelCoefficients = {
  overhead: 5e-6,
  compute: 0.7,
  memory: 0.82,
  rampBytes: 4e6,
  occupancy: 0.5,
  warm: 2,
  conversion: 0,
}
const COLLECTIVE: CollectiveCoefficients = { overhead: 8e-6, perDoubling: 2e-6, link: 0.75, rampBytes: 2e5, traffic: 1 }
/** WaferLLM on WSE-2: 9–10 ns per core of mesh side and layer, some nine traversals at about 1 ns a hop. */
const MESH: MeshCoefficients = { hop: 1.05e-9, traversals: 9, compute: 0.3, memory: 0.5 }
const RESIDUAL: Residual = { p10: -0.4, p50: 0, p90: 0.4, count: 0 }

function everyFamily<Value>(value: Value): Record<Family, Value> {
  return Object.fromEntries(FAMILIES.map((family) => [family, value])) as Record<Family, Value>
}

function generic(machine: Machine, software: Software, precision: Precision): Calibration {
  const origin: FamilyOrigin = { source: 'generic', donor: 'generic', points: 0, medianError: null }
  return {
    software,
    source: 'generic',
    donor: 'generic',
    points: 0,
    medianError: null,
    precision,
    gemm: KERNEL,
    attentionDecode: KERNEL,
    attentionDecodeNarrow: KERNEL,
    attentionPrefill: KERNEL,
    attentionPrefillNarrow: KERNEL,
    mlaDecode: KERNEL,
    mlaDecodeNarrow: KERNEL,
    mlaPrefill: KERNEL,
    moe: KERNEL,
    stream: { ...KERNEL, overhead: 2e-6 },
    allReduce: COLLECTIVE,
    allGather: COLLECTIVE,
    reduceScatter: COLLECTIVE,
    allToAll: COLLECTIVE,
    sendReceive: COLLECTIVE,
    mesh: MESH,
    warmth: 0,
    residuals: everyFamily(RESIDUAL),
    origins: everyFamily(origin),
  }
}

const calibrations = new WeakMap<Machine, Map<string, Calibration>>()
const warm = new WeakMap<Calibration, Calibration>()

/**
 * The coefficients to use for a machine under a stack in a precision: fitted, else from the nearest relative. Never fails.
 * @param software the stack; null: the device's best-calibrated one, named in the answer's `software`
 * @param precision format of the matrix arithmetic
 */
export function calibrationFor(machine: Machine, software: Software | null, precision: Precision): Calibration {
  let known = calibrations.get(machine)
  if (known === undefined) {
    known = new Map()
    calibrations.set(machine, known)
  }
  const key = `${software ?? ''}/${precision}`
  let calibration = known.get(key)
  if (calibration === undefined) {
    calibration = generic(machine, software ?? 'generic', precision)
    known.set(key, calibration)
  }
  return calibration
}

/**
 * The same calibration for kernel benchmarks that loop over the same operands, so that what fits the last-level cache is
 * read from it. Serving must use the calibration itself: there, other layers wash the cache between two uses.
 */
export function warmed(calibration: Calibration): Calibration {
  const known = warm.get(calibration)
  if (known !== undefined) return known
  const variant: Calibration = { ...calibration, warmth: 1 }
  warm.set(calibration, variant)
  return variant
}
