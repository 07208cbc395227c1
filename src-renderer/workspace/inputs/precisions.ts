import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { fourBit, sixteenBit } from '#shared/domain/peak.ts'
import { BITS_PER_ELEMENT, PRECISIONS, type Precision } from '#shared/domain/precision.ts'

/** What a precision is called. */
export function precisionName(precision: Precision): string {
  return precision.toUpperCase()
}

/**
 * The precisions worth offering side by side: the sixteen-bit format of the device, eight bits, its own four-bit format
 * and the one in use.
 */
export function precisionOptions(
  hardware: HardwareProfile,
  current: Precision,
  withFourBit: boolean,
): readonly { readonly value: Precision; readonly label: string; readonly hint: string }[] {
  const four = withFourBit ? [fourBit(hardware)] : []
  const offered = new Set<Precision>([current, sixteenBit(hardware), 'fp8', 'int8', ...four])
  return PRECISIONS.filter((precision) => offered.has(precision)).map((value) => ({
    value,
    label: precisionName(value),
    hint: `${BITS_PER_ELEMENT[value]} bits per element`,
  }))
}
