import type { Economics } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'

/** Hours of an average year. */
export const HOURS_PER_YEAR = 8766
const SECONDS_PER_HOUR = 3600
const WATTS_PER_KILOWATT = 1000

/** Dollars per hour of the whole deployment, by part. Null: unknown, with the reason. */
export interface HourlyCost {
  readonly capital: number | null
  readonly energy: number | null
  readonly operations: number | null
  readonly total: number | null
  /** Why `total` is unknown. */
  readonly reason: string | null
  /** Dollars per device the capital rests on (purchase) or per device-hour (rent). */
  readonly price: number | null
}

/**
 * What an hour of the deployment costs, busy or not.
 * Own: purchase price with its surroundings over the lifetime, mean power × PUE × tariff, people and space.
 * Rent: dollars per device-hour; power and people are in the rent.
 * @param power watts of all devices under load @param idle watts of all devices at rest; null: unknown
 */
export function hourlyCost(
  profile: HardwareProfile,
  economics: Economics,
  devices: number,
  power: number | null,
  idle: number | null,
): HourlyCost {
  if (economics.mode === 'rent') {
    const price = economics.rentalPrice ?? profile.price.rental.value
    const capital = price === null ? null : price * devices
    const reason =
      price === null ? `No rental price of ${profile.name} is known: set dollars per device and hour.` : null
    return { capital, energy: 0, operations: 0, total: capital, reason, price }
  }
  const price = economics.purchasePrice ?? profile.price.purchase.value
  const capital =
    price === null
      ? null
      : (price * devices * (1 + economics.surroundingsShare)) / (economics.lifetimeYears * HOURS_PER_YEAR)
  const mean =
    power === null || idle === null ? null : power * economics.utilisation + idle * (1 - economics.utilisation)
  const energy =
    mean === null ? null : (mean / WATTS_PER_KILOWATT) * economics.powerUsageEffectiveness * economics.electricityTariff
  const operations = (economics.operationsPerDeviceYear * devices) / HOURS_PER_YEAR
  const total = capital === null || energy === null ? null : capital + energy + operations
  const reason =
    capital === null
      ? `No purchase price of ${profile.name} is known: set dollars per device.`
      : energy === null
        ? `The power of ${profile.name} under this load is unknown, so its electricity is not counted.`
        : null
  return { capital, energy, operations, total, reason, price }
}

/**
 * Dollars per million tokens of one kind.
 * @param hourly dollars per hour @param share part of the device time these tokens take, 0 to 1
 * @param rate tokens of this kind per second while serving @param utilisation share of hours spent serving
 */
export function perMillionTokens(hourly: number, share: number, rate: number, utilisation: number): number {
  return ((hourly * share) / (rate * SECONDS_PER_HOUR * utilisation)) * 1e6
}
