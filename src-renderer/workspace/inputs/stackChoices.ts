import type { ShippedStack } from '#shared/contract/stacks.ts'
import { measuredId, type HardwareProfile } from '#shared/domain/hardware.ts'
import type { Software } from '#shared/domain/software.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'

/** What there is to choose from where a stack is chosen. */
export interface StackChoices {
  /** The user's calibrations of the device. */
  readonly own: readonly StackProfile[]
  /** Stacks that exist for the device, and for that of a prefill pool of its own. */
  readonly offered: readonly Software[]
  readonly offeredForPrefill: readonly Software[]
  /** Every calibration that is shipped, with the versions it was measured in. */
  readonly shipped: readonly ShippedStack[]
}

/** Stacks have not been read yet. */
export const NO_STACKS: StackChoices = { own: [], offered: [], offeredForPrefill: [], shipped: [] }

/** The versions a stack was measured in on a device, the last one first. @param software null: any, the device's best */
export function measuredVersions(
  { shipped }: StackChoices,
  hardware: HardwareProfile,
  software: Software | null,
): readonly string[] {
  const id = measuredId(hardware)
  const versions = shipped
    .filter((stack) => stack.hardware === id && (software === null || stack.software === software))
    .flatMap((stack) => stack.versions)
  return [...new Set(versions)]
}
