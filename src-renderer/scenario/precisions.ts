import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { BITS_PER_ELEMENT, PRECISIONS, type PeakFormat, type Precision } from '#shared/domain/precision.ts'
import { multiplies } from '#shared/domain/proposal/proposeDeployment.ts'
import { precisionName } from '#shared/words/labels.ts'

/** Format whose peak a precision uses; the 4-bit floats share one unit. */
const FORMAT: Readonly<Record<Precision, readonly PeakFormat[]>> = {
  fp32: ['fp32'],
  bf16: ['bf16', 'fp16'],
  fp16: ['fp16', 'bf16'],
  fp8: ['fp8'],
  int8: ['int8'],
  fp6: ['fp6'],
  nvfp4: ['fp4'],
  mxfp4: ['fp4'],
  int4: ['int4'],
}

/** The peak that matters for a precision on this device; null where it lists none. */
export function peakFormatOf(hardware: HardwareProfile, precision: Precision): PeakFormat | null {
  return FORMAT[precision].find((format) => hardware.peaks[format] !== undefined) ?? null
}

/**
 * The precisions worth offering side by side: the sixteen-bit format of the device, eight bits, its own four-bit format
 * and the one in use.
 */
export function precisionOptions(
  hardware: HardwareProfile,
  current: Precision,
  fourBit: boolean,
): readonly { readonly value: Precision; readonly label: string; readonly hint: string }[] {
  const sixteen: Precision = multiplies(hardware, 'bf16') && hardware.peaks.bf16 ? 'bf16' : 'fp16'
  const four: Precision = hardware.vendor === 'NVIDIA' ? 'nvfp4' : 'mxfp4'
  const offered = new Set<Precision>([current, sixteen, 'fp8', 'int8', ...(fourBit ? [four] : [])])
  return PRECISIONS.filter((precision) => offered.has(precision)).map((value) => ({
    value,
    label: precisionName(value),
    hint: `${BITS_PER_ELEMENT[value]} bits per element`,
  }))
}
