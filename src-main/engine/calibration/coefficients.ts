import type { Software } from '#shared/domain/software.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Machine } from '../machine/machine.ts'
import {
  FAMILIES,
  type Calibration,
  type CoefficientSlot,
  type Family,
  type FamilyOrigin,
  type Residual,
} from './calibration.ts'
import { UNMEASURED } from './defaults.ts'
import { bestStack, inherit, SLOT_FAMILY, variantsFor, type Inherited } from './inherit.ts'
import type { Variant } from './table.ts'

const ANY: readonly Variant[] = ['any']

/** Slots whose coefficients depend on the precision of the arithmetic. */
const BY_PRECISION: ReadonlySet<CoefficientSlot> = new Set(['gemm', 'moe'])

function widest(first: Residual | undefined, second: Residual): Residual {
  if (first === undefined) return second
  return second.p90 - second.p10 > first.p90 - first.p10 ? second : first
}

function build(machine: Machine, software: Software, precision: Precision, blockScaled: boolean): Calibration {
  const variants = variantsFor(machine, precision, blockScaled)
  const slots = {} as Record<CoefficientSlot, Inherited['coefficients']>
  const residuals = Object.fromEntries(FAMILIES.map((family) => [family, UNMEASURED])) as Record<Family, Residual>
  const seen = new Set<Family>()
  const origins = {} as Record<Family, FamilyOrigin>
  for (const slot of Object.keys(SLOT_FAMILY) as CoefficientSlot[]) {
    const family = SLOT_FAMILY[slot]
    const inherited = inherit(machine, software, slot, BY_PRECISION.has(slot) ? variants : ANY)
    slots[slot] = inherited.coefficients
    // A family of several slots is as uncertain as its widest.
    residuals[family] = widest(seen.has(family) ? residuals[family] : undefined, inherited.residual)
    if (!seen.has(family)) origins[family] = inherited.origin
    seen.add(family)
  }
  const dense = origins.gemm
  return {
    software,
    source: dense.source,
    donor: dense.donor,
    points: dense.points,
    medianError: dense.medianError,
    precision,
    ...(slots as unknown as Pick<Calibration, CoefficientSlot>),
    warmth: 0,
    residuals,
    origins,
  }
}

/** By all that `build` reads of a machine, so that a machine with another bandwidth is not searched for anew. */
const calibrations = new Map<string, Calibration>()
/** Calibrations kept: a library of own devices may have more, and they are made again. */
const MOST_CALIBRATIONS = 4096
const warm = new WeakMap<Calibration, Calibration>()

/**
 * The coefficients to use for a machine under a stack in a precision: fitted, else from the nearest relative. Never fails.
 * Made on first use; later calls are a lookup.
 * @param software the stack; null: the device's best-calibrated one, named in the answer's `software`
 * @param precision format of the matrix arithmetic
 * @param blockScaled fp8 with a scale per block of weights (DeepSeek) instead of one per tensor
 */
export function calibrationFor(
  machine: Machine,
  software: Software | null,
  precision: Precision,
  blockScaled = false,
): Calibration {
  const { id, vendor, generation, serving, peaks } = machine
  const key = `${id}/${vendor}/${generation}/${serving.kind}/${peaks[precision].format}/${software ?? ''}/${precision}/${blockScaled}`
  let calibration = calibrations.get(key)
  if (calibration === undefined) {
    calibration = build(machine, software ?? bestStack(machine), precision, blockScaled)
    if (calibrations.size >= MOST_CALIBRATIONS) calibrations.clear()
    calibrations.set(key, calibration)
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
