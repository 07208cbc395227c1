import type { Economics } from '#shared/domain/economics.ts'
import { HOURS_PER_YEAR } from './price.ts'

const WATTS_PER_KILOWATT = 1000

/** Kilograms of CO2 equivalent per hour of the whole deployment. */
export interface HourlyCarbon {
  /** Of the electricity it draws, cooling included. Null: its power is unknown. */
  readonly use: number | null
  /** Of making the devices with their spares, spread over the lifetime. Null: unknown, and not in `total`. */
  readonly embodied: number | null
  /** What is known of both; null: the use is unknown. */
  readonly total: number | null
}

/**
 * Carbon of an hour of the deployment, owned or rented alike: mean power × PUE × carbon intensity, and what making the
 * devices has cost over their lifetime (location-based scope 2 and upstream scope 3 of the GHG Protocol).
 * @param power watts of all devices under load @param idle watts of all devices at rest; null: unknown
 * @param around watts of hosts and network, drawn all the time; null: unknown
 */
export function hourlyCarbon(
  economics: Economics,
  devices: number,
  power: number | null,
  idle: number | null,
  around: number | null,
): HourlyCarbon {
  const { utilisation, powerUsageEffectiveness, carbonIntensity, embodiedCarbon, sparesShare, failuresPerYear } =
    economics
  const mean =
    power === null || idle === null || around === null ? null : power * utilisation + idle * (1 - utilisation) + around
  const use = mean === null ? null : (mean / WATTS_PER_KILOWATT) * powerUsageEffectiveness * carbonIntensity
  const made = (1 + sparesShare) / economics.lifetimeYears + failuresPerYear
  const embodied = embodiedCarbon === null ? null : (embodiedCarbon * devices * made) / HOURS_PER_YEAR
  return { use, embodied, total: use === null ? null : use + (embodied ?? 0) }
}
