import type { Economics } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'

/**
 * How a device is paid for when it comes into a column: what is assumed about site, people and time stays; a price and
 * an embodied carbon typed for another device go. A cloud instance is rented, because it cannot be bought; another device
 * is rented where only a rent is known, and bought where only that price is.
 * @param before the economics of the column it comes into, or of the one it is added beside
 */
export function paidAs({ system, price }: HardwareProfile, before: Economics): Economics {
  const bought = price.purchase.value !== null
  const rented = price.rental.value !== null
  const mode = system?.kind === 'cloud-instance' ? 'rent' : bought === rented ? before.mode : bought ? 'own' : 'rent'
  return { ...before, mode, purchasePrice: null, rentalPrice: null, embodiedCarbon: null }
}
