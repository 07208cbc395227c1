import type { Software } from '#shared/domain/software.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Machine } from '../machine/machine.ts'
import {
  FAMILIES,
  type Calibration,
  type CoefficientSlot,
  type ExpertCoefficients,
  type ExpertVariant,
  type Family,
  type FamilyOrigin,
  type Residual,
} from './calibration.ts'
import { UNMEASURED } from './defaults.ts'
import { bestStack, inherit, SLOT_FAMILY, variantsFor, type Inherited } from './inherit.ts'
import { sparseStackFor } from './sparseStacks.ts'
import type { Variant } from './table.ts'

const ANY: readonly Variant[] = ['any']

/** Slots whose coefficients depend on the precision of the arithmetic. */
const BY_PRECISION: ReadonlySet<CoefficientSlot> = new Set(['gemm', 'moe'])

function widest(first: Residual | undefined, second: Residual): Residual {
  if (first === undefined) return second
  return second.p90 - second.p10 > first.p90 - first.p10 ? second : first
}

/** Kernels a precision does not name alone. */
export interface KernelChoice {
  /**
   * Scales of fp8 weights. `served`: one per tensor for dense products, one per block for routed experts, which is how
   * stacks run published checkpoints (per-tensor experts fall to a kernel nobody tuned: 0.13 of the bandwidth on H200).
   * `tensor`, `block`: for all products, as kernel benchmarks name them.
   */
  readonly scales: 'served' | 'tensor' | 'block'
  /** Format the routed experts are multiplied in, where it is not that of the other products. */
  readonly experts: Precision
  /** Experts held in 4 bits and unpacked to the wider format they are multiplied in (Marlin and Triton on Hopper). */
  readonly unpacked: boolean
}

/** Experts multiplied as all other products are, in the kernels that serve. */
export function servedKernels(precision: Precision): KernelChoice {
  return { scales: 'served', experts: precision, unpacked: false }
}

function variantsOf(machine: Machine, precision: Precision, choice: KernelChoice, slot: CoefficientSlot) {
  if (!BY_PRECISION.has(slot)) return ANY
  if (slot === 'moe') return variantsFor(machine, choice.experts, choice.scales !== 'tensor')
  return variantsFor(machine, precision, choice.scales === 'block')
}

function wideExperts(machine: Machine, software: Software): ExpertCoefficients {
  return inherit(machine, software, 'moe', ['bf16']).coefficients as unknown as ExpertCoefficients
}

function build(machine: Machine, software: Software, precision: Precision, choice: KernelChoice): Calibration {
  const slots = {} as Record<CoefficientSlot, Inherited['coefficients']>
  const residuals = Object.fromEntries(FAMILIES.map((family) => [family, UNMEASURED])) as Record<Family, Residual>
  const seen = new Set<Family>()
  const origins = {} as Record<Family, FamilyOrigin>
  let expertVariant: ExpertVariant = 'bf16'
  for (const slot of Object.keys(SLOT_FAMILY) as CoefficientSlot[]) {
    const family = SLOT_FAMILY[slot]
    const inherited = inherit(machine, software, slot, variantsOf(machine, precision, choice, slot))
    slots[slot] = inherited.coefficients
    if (slot === 'moe') expertVariant = choice.unpacked ? 'unpacked' : inherited.variant
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
    expertVariant,
    wideExperts: choice.scales === 'served' && expertVariant !== 'bf16' ? wideExperts(machine, software) : null,
    ...(slots as unknown as Pick<Calibration, CoefficientSlot>),
    sparse: sparseStackFor(machine, software),
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
 * @param choice kernels where the precision alone does not name them; by default those that serve
 */
export function calibrationFor(
  machine: Machine,
  software: Software | null,
  precision: Precision,
  choice: KernelChoice = servedKernels(precision),
): Calibration {
  const { id, vendor, generation, serving, peaks } = machine
  const { scales, experts, unpacked } = choice
  const formats = `${peaks[precision].format}/${peaks[experts].format}`
  const key = `${id}/${vendor}/${generation}/${serving.kind}/${formats}/${software ?? ''}/${precision}/${scales}/${experts}/${unpacked}`
  let calibration = calibrations.get(key)
  if (calibration === undefined) {
    calibration = build(machine, software ?? bestStack(machine), precision, choice)
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
