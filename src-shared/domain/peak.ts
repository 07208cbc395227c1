import { toNumber, UNKNOWN } from '../units/unknown.ts'
import { measuredId, type HardwareProfile } from './hardware.ts'
import { bytesPerElement, type PeakFormat, type Precision } from './precision.ts'

/** The rate at which a device multiplies matrices held in one precision. */
export interface Peak {
  /** Dense FLOP/s (OP/s for integers). */
  readonly rate: number
  /** The unit that does the work, which may be wider than the stored precision. Null: unknown. */
  readonly format: PeakFormat | null
  /** Bytes of one operand element as that unit takes it, block scales included. */
  readonly bytes: number
  /** True when `rate` is the profile's own figure for `format`; false when derived by the doubling rule or the mesh. */
  readonly published: boolean
}

const UNKNOWN_PEAK: Peak = { rate: UNKNOWN, format: null, bytes: 2, published: false }

/**
 * Units that may run a precision, narrowest first. A format the device lacks, or has no faster unit for, is multiplied in a
 * wider one: fp8 and 4-bit weights are unpacked to bf16 (weight-only kernels), nvfp4 and mxfp4 share the fp4 unit, fp16 and
 * bf16 run alike.
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

/**
 * Whether stacks unpack to another unit: to a wider one that is no slower (some devices keep a slow int8 unit beside fast
 * ones of 16 bits), and to another of 8 bits only where it is faster. Sixteen-bit formats do not hold one another's values.
 */
function isWorthwhile(profile: HardwareProfile, precision: Precision, unit: PeakFormat, other: PeakFormat): boolean {
  const gain = published(profile, other) - published(profile, unit)
  const bytes = operandBytes(precision, unit)
  return operandBytes(precision, other) > bytes ? gain >= 0 : gain > 0 && bytes < 2
}

/**
 * The rate at which a device multiplies matrices of a precision, by its best unit for it. This is the one answer to which
 * format a device computes in: results, proposals and inputs all ask here.
 * @param profile overrides applied @param precision the format of the operands
 */
export function peakOf(profile: HardwareProfile, precision: Precision): Peak {
  const known = UNITS[precision].filter((format) => published(profile, format) > 0)
  const [narrowest] = known
  if (narrowest !== undefined) {
    const format = known.reduce(
      (best, other) => (isWorthwhile(profile, precision, best, other) ? other : best),
      narrowest,
    )
    const rate = published(profile, format)
    return { rate, format, bytes: operandBytes(precision, format), published: true }
  }
  // Only narrower units are published: every listed tensor machine at most doubles its rate per halving of the bits.
  for (const format of ['fp8', 'int8', 'fp4'] as const) {
    const rate = published(profile, format)
    const bits = UNIT_BITS[format] ?? 16
    if (rate > 0 && precision === 'fp8') return { rate: (rate * bits) / 8, format: 'fp8', bytes: 1, published: false }
    if (rate > 0) return { rate: (rate * bits) / 16, format: 'bf16', bytes: 2, published: false }
  }
  const cores = profile.mesh?.cores.value ?? 0
  const clock = profile.mesh?.clock.value ?? 0
  if (cores > 0 && clock > 0) {
    const width = MESH_OPERATIONS_PER_CYCLE[measuredId(profile).includes('wse2') ? 'wse-2' : 'wse-3']
    return { rate: cores * clock * width, format: 'fp16', bytes: 2, published: false }
  }
  return UNKNOWN_PEAK
}

/** The best unit for a precision that a profile lists, its rate known or not: the figure to enter or change. Null: none. */
export function listedUnit({ peaks }: HardwareProfile, precision: Precision): PeakFormat | null {
  return UNITS[precision].find((format) => peaks[format] !== undefined) ?? null
}

/**
 * The device has a unit for a precision: one that takes operands no wider than the best unit there is for it, or than
 * eight bits. No unit takes 4-bit integers: they are unpacked to 16 bits everywhere, and any 16-bit unit has them.
 */
export function multiplies(profile: HardwareProfile, precision: Precision): boolean {
  const unit = UNITS[precision].find((format) => published(profile, format) > 0)
  const best = UNITS[precision][0] as PeakFormat
  return unit !== undefined && operandBytes(precision, unit) <= Math.max(1, operandBytes(precision, best))
}

/** The 16-bit format of a device. */
export function sixteenBit(profile: HardwareProfile): Precision {
  return listedUnit(profile, 'bf16') === 'fp16' ? 'fp16' : 'bf16'
}

/** The 4-bit floats a vendor's units read: NVIDIA's own, or those of the Open Compute Project. */
export function fourBit({ vendor }: Pick<HardwareProfile, 'vendor'>): Precision {
  return vendor === 'NVIDIA' ? 'nvfp4' : 'mxfp4'
}
