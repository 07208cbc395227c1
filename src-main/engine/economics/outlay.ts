import type { Economics } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { addedParts } from '#shared/domain/surroundings.ts'

/** Dollars a device, or a device and hour where it is rented, with all its price leaves out. */
export interface Outlay {
  /** As it is paid for. */
  readonly price: number
  /** What is missing from it, each part once. */
  readonly added: number
  /** The part of `added` that may be in the price already, for nobody says. */
  readonly uncertain: number
}

/** What one device costs with what has to stand around it. @param price dollars a device, or a device and hour */
export function outlayOf(profile: HardwareProfile, economics: Economics, price: number): Outlay {
  let added = 0
  let uncertain = 0
  for (const part of addedParts(profile, economics, price)) {
    added += part.dollars
    if (part.uncertain) uncertain += part.dollars
  }
  return { price, added, uncertain }
}
