import type { Economics } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { hourlyCost, HOURS_PER_YEAR } from './price.ts'

/** Hours of an average month. */
export const HOURS_PER_MONTH = HOURS_PER_YEAR / 12

/** What a deployment costs in cash: once for all copies, once per copy, and per copy and month. Dollars. */
export interface Spending {
  /** Moving here: porting, training people, software that does not work as hoped. Once, however many copies. */
  readonly migration: number
  readonly upfront: number
  readonly monthly: number
  /** Paid per month however many copies run: people. */
  readonly people: number
}

/**
 * Cash of a deployment, not discounted. Own: devices with spares, surroundings and network at once; energy, space and
 * cooling, maintenance and what fails every month. Rent: the rent every month.
 * @param power watts of all devices under load @param idle watts of all devices at rest; null: unknown
 * @returns the reason where a price or the power is unknown
 */
export function spendingOf(
  profile: HardwareProfile,
  economics: Economics,
  devices: number,
  power: number | null,
  idle: number | null,
): Spending | { readonly reason: Wording } {
  const hourly = hourlyCost(profile, economics, devices, power, idle)
  const { energy, facility, price, bought } = hourly
  if (hourly.total === null || price === null || energy === null || facility === null) {
    return { reason: hourly.reason ?? { code: 'reason.costUnknown' } }
  }
  const migration = economics.migrationPort + economics.migrationTraining + economics.migrationRisk
  const people = economics.peoplePerYear / 12
  if (economics.mode === 'rent') {
    return { migration, upfront: 0, monthly: price * bought * HOURS_PER_MONTH, people }
  }
  const around = 1 + economics.surroundingsShare + economics.networkShare
  const failures = (price * bought * economics.failuresPerYear) / 12
  const maintenance = (economics.operationsPerDeviceYear * bought) / 12
  return {
    migration,
    upfront: price * bought * (1 + economics.sparesShare) * around,
    monthly: (energy + facility) * HOURS_PER_MONTH + maintenance + failures,
    people,
  }
}
