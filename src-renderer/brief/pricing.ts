import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { figureAt } from '#shared/domain/overrides.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'

/** Figure of a profile that stands in where an offer has no price of its own. */
const PROFILE_PRICE = { buy: 'price.purchase', add: 'price.purchase', rent: 'price.rental' } as const

/** What the library says of the price: dollars of a device, or of a device and hour. Null: nothing, or it is not asked. */
export function libraryPrice(candidate: Alternative, machine: HardwareProfile | null): number | null {
  const { kind, hardwareOverrides } = candidate
  if (machine === null || (kind !== 'buy' && kind !== 'add' && kind !== 'rent')) return null
  const path = PROFILE_PRICE[kind]
  return hardwareOverrides[path] ?? figureAt(machine, path)?.value ?? null
}

/** Whether what an alternative costs to get is known. An unknown price is never taken for 0. */
export function isPriced(candidate: Alternative, machine: HardwareProfile | null): boolean {
  const { kind, hardware, offer, keeps, keptOffer } = candidate
  if (kind === 'hosted')
    return (
      offer.hosted?.input.value !== undefined && offer.hosted.input.value !== null && offer.hosted.output.value !== null
    )
  // Nothing is there, and nothing is paid for it.
  if (hardware === null) return true
  const own = offer.price === null ? libraryPrice(candidate, machine) : offer.price.value
  const kept = keeps === null ? 0 : (keptOffer?.price?.value ?? null)
  return own !== null && kept !== null
}
