import type { Economics } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { hostPower, networkPower } from '#shared/domain/surroundings.ts'
import { boughtDevices } from '#shared/domain/systemUnit.ts'
import { surroundingPower } from '../energy/surroundingPower.ts'
import { outlayOf, type Outlay } from './outlay.ts'

/** Hours of an average year. */
export const HOURS_PER_YEAR = 8766
/** Hours of an average month. */
export const HOURS_PER_MONTH = HOURS_PER_YEAR / 12
const SECONDS_PER_HOUR = 3600
const WATTS_PER_KILOWATT = 1000

/** Dollars per hour of the whole deployment, by part. Null: unknown, with the reason. */
export interface HourlyCost {
  readonly capital: number | null
  /** Of devices, hosts and network. */
  readonly energy: number | null
  /** Maintenance and people. */
  readonly operations: number
  /** Space and cooling plant. */
  readonly facility: number | null
  /** One-off costs of moving here, spread over the lifetime. */
  readonly migration: number
  readonly total: number | null
  /** Why `total` is unknown. */
  readonly reason: Wording | null
  /** Dollars per device the capital rests on (purchase) or per device-hour (rent). */
  readonly price: number | null
  /** What is added to the price of a device, for it does not cover it: dollars, or dollars per hour where it is rented. */
  readonly added: number | null
  /** Devices paid for: whole systems, where devices come in systems. */
  readonly bought: number
  /** How far `total` may be below and above, by what nobody says of hosts and network. */
  readonly below: number
  readonly above: number
}

/**
 * Yearly payment that returns one dollar and its interest over a lifetime: r / (1 − (1 + r)^−n), or 1/n without interest.
 * @param rate cost of capital per year, as a share @param years lifetime
 */
export function annuity(rate: number, years: number): number {
  return rate > 0 ? rate / -Math.expm1(-years * Math.log1p(rate)) : 1 / years
}

/** One-off costs of moving to this machine, dollars per hour over its lifetime. */
function migrationPerHour(economics: Economics): number {
  const once = economics.migrationPort + economics.migrationTraining + economics.migrationRisk
  return (once * annuity(economics.costOfCapital, economics.lifetimeYears)) / HOURS_PER_YEAR
}

/** Dollars per hour of dollars that are paid once for each device, with its spares. */
function spread(dollars: number, devices: number, economics: Economics): number {
  const paid = dollars * devices * (1 + economics.sparesShare)
  return (paid * annuity(economics.costOfCapital, economics.lifetimeYears)) / HOURS_PER_YEAR
}

/**
 * Dollars per hour of devices that are bought: price with spares and what it leaves out over the lifetime at the cost of
 * capital, and what fails in a year is bought again (devices alone: hosts and network stay).
 */
function ownedCapital({ price, added }: Outlay, devices: number, economics: Economics): number {
  return spread(price + added, devices, economics) + (price * devices * economics.failuresPerYear) / HOURS_PER_YEAR
}

/** Watts that have to be provisioned for a device: the figure that says so, else board, host and network together. */
export function provisionedPower(profile: HardwareProfile): number | null {
  const { provisioned, board } = profile.power
  if (provisioned.value !== null || board.value === null) return provisioned.value
  return board.value + (hostPower(profile)?.value ?? 0) + (networkPower(profile)?.value ?? 0)
}

/** Dollars per hour for space and cooling plant, by provisioned power. Null: that power is unknown. */
function facilityPerHour(profile: HardwareProfile, economics: Economics, devices: number): number | null {
  const perKilowatt = economics.spacePerKilowattYear + economics.coolingPerKilowattYear
  if (perKilowatt === 0) return 0
  const watts = provisionedPower(profile)
  return watts === null ? null : (perKilowatt * devices * watts) / WATTS_PER_KILOWATT / HOURS_PER_YEAR
}

/** Dollars per hour of some watts that are drawn all the time. */
function energyPerHour(watts: number, { powerUsageEffectiveness, electricityTariff }: Economics): number {
  return (watts / WATTS_PER_KILOWATT) * powerUsageEffectiveness * electricityTariff
}

/** Dollars per device, or per device and hour where it is rented: the scenario's own, else the profile's. Null: unknown. */
export function priceOf({ price }: HardwareProfile, economics: Economics): number | null {
  return economics.mode === 'own'
    ? (economics.purchasePrice ?? price.purchase.value)
    : (economics.rentalPrice ?? price.rental.value)
}

/** Whose price is not known as it is paid for, and whether it is for the other way to pay. */
export function withoutPrice({ name, price }: HardwareProfile, { mode }: Pick<Economics, 'mode'>) {
  const other = mode === 'own' ? price.rental : price.purchase
  return { mode, device: name, other: other.value === null ? 'no' : 'yes' } as const
}

/**
 * What an hour of the deployment costs, busy or not.
 * Own: capital with what the price leaves out, mean power of devices, hosts and network × PUE × tariff, space and cooling,
 * maintenance and people, and moving here.
 * Rent: dollars per device-hour, people and moving here; power, space and maintenance are in the rent.
 * Devices that come in systems are paid for in whole ones, with their maintenance, space and hosts; their own energy is that
 * of the used.
 * @param devices that are used @param power watts of all of them under load @param idle watts of all at rest; null: unknown
 */
export function hourlyCost(
  profile: HardwareProfile,
  economics: Economics,
  devices: number,
  power: number | null,
  idle: number | null,
): HourlyCost {
  const migration = migrationPerHour(economics)
  const people = economics.peoplePerYear / HOURS_PER_YEAR
  const bought = boughtDevices(profile, devices)
  const price = priceOf(profile, economics)
  const outlay = price === null ? null : outlayOf(profile, economics, price)
  const paid = { price, added: outlay?.added ?? null, bought }
  if (economics.mode === 'rent') {
    const capital = outlay === null ? null : (outlay.price + outlay.added) * bought
    const total = capital === null ? null : capital + people + migration
    const reason: Wording | null =
      outlay === null ? { code: 'reason.noPrice', parameters: withoutPrice(profile, economics) } : null
    const range = { below: (outlay?.uncertain ?? 0) * bought, above: 0 }
    return { capital, energy: 0, operations: people, facility: 0, migration, total, reason, ...paid, ...range }
  }
  const capital = outlay === null ? null : ownedCapital(outlay, bought, economics)
  const around = surroundingPower(profile, devices)
  const mean =
    power === null || idle === null || around === null
      ? null
      : power * economics.utilisation + idle * (1 - economics.utilisation) + around.hosts + around.network
  const energy = mean === null ? null : energyPerHour(mean, economics)
  const operations = (economics.operationsPerDeviceYear * bought) / HOURS_PER_YEAR + people
  const facility = facilityPerHour(profile, economics, bought)
  const total =
    capital === null || energy === null || facility === null
      ? null
      : capital + energy + operations + facility + migration
  const parameters = { device: profile.name }
  const reason: Wording | null =
    capital === null
      ? { code: 'reason.noPrice', parameters: withoutPrice(profile, economics) }
      : energy === null
        ? { code: 'reason.electricityUnknown', parameters }
        : facility === null
          ? { code: 'reason.facilityUnknown', parameters }
          : null
  const drawn = around === null ? 0 : around.hosts + around.network
  const range = {
    below: spread(outlay?.uncertain ?? 0, bought, economics) + energyPerHour(drawn - (around?.low ?? 0), economics),
    above: energyPerHour((around?.high ?? 0) - drawn, economics),
  }
  return { capital, energy, operations, facility, migration, total, reason, ...paid, ...range }
}

/**
 * Dollars per million tokens of one kind.
 * @param hourly dollars per hour @param share part of the device time these tokens take, 0 to 1
 * @param rate tokens of this kind per second while serving @param utilisation share of hours spent serving
 */
export function perMillionTokens(hourly: number, share: number, rate: number, utilisation: number): number {
  return ((hourly * share) / (rate * SECONDS_PER_HOUR * utilisation)) * 1e6
}
