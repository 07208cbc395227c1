import { COVERED_FIGURES, coverOf, SURROUNDING_PARTS, type CoveredFigure } from './covers.ts'
import type { HardwareProfile } from './hardware.ts'
import { addedFor } from './surroundings.ts'

/** A known price or power of a profile. */
function isKnown({ power, price }: HardwareProfile, name: CoveredFigure): boolean {
  const figure = name === 'purchase' || name === 'rental' ? price[name] : power[name]
  return figure.value !== null
}

/**
 * A profile of an earlier Memwall in which what its prices and powers cover is written down: what was assumed of it, so that
 * every number stays as it is and can be seen and changed.
 * @returns the same object where the profile says it already, or has neither price nor power
 */
export function stateCovers(profile: HardwareProfile): HardwareProfile {
  if (profile.covers !== undefined) return profile
  const known = COVERED_FIGURES.filter((name) => isKnown(profile, name))
  if (known.length === 0) return profile
  const added = SURROUNDING_PARTS.flatMap((part) => {
    const figure = addedFor(profile, part)
    return figure === null || !known.includes('purchase') ? [] : [[part, figure] as const]
  })
  return {
    ...profile,
    price: { ...profile.price, ...Object.fromEntries(added) },
    covers: Object.fromEntries(known.map((name) => [name, coverOf(profile, name)])),
  }
}
