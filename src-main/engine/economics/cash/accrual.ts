import { HOURS_PER_MONTH } from '../price.ts'
import { discountFactor, monthly, presentOfMonths } from './discount.ts'

const WATTS_PER_KILOWATT = 1000

/** What a device draws where its owner pays for the power. */
export interface DevicePower {
  /** Watts of the device with its share of hosts: at work, and at rest. */
  readonly atWork: number
  readonly atRest: number
  readonly powerUsageEffectiveness: number
  /** Dollars per kWh. */
  readonly tariff: number
}

/** How a device is come by: dollars of one device. */
export type DeviceOwnership =
  /** Power is in the rent. */
  | { readonly kind: 'rent'; readonly perHour: number }
  | { readonly kind: 'lease'; readonly perHour: number; readonly power: DevicePower }
  | {
      readonly kind: 'own'
      /** With its share of all that stands around it; never the device alone. */
      readonly price: number
      /** What it is worth at the end of its life. */
      readonly residual: number
      /** Months. */
      readonly life: number
      /** Cost of capital a year. */
      readonly discountRate: number
      readonly power: DevicePower
    }

/**
 * Dollars a month that return a price with interest over a life: (price − residual · d_life) ÷ a(life).
 * @param life months @param discountRate a year
 */
export function recoveryPerMonth(price: number, residual: number, life: number, discountRate: number): number {
  const rate = monthly(discountRate)
  return (price - residual * discountFactor(rate, life)) / presentOfMonths(rate, life)
}

function powerPerHour({ atWork, atRest, powerUsageEffectiveness, tariff }: DevicePower, use: number): number {
  const watts = use * atWork + (1 - use) * atRest
  return (watts / WATTS_PER_KILOWATT) * powerUsageEffectiveness * tariff
}

/**
 * Dollars of a device-hour: its rent, or its recovery and power. Bought and rented alike, so that no part of a month is free
 * because it was paid for before; price and financing cancel where hours are set against hours, and only the power of idle
 * ones stays.
 * @param use share of hours at work; a rent is paid anyway
 */
export function deviceHour(ownership: DeviceOwnership, use: number): number {
  if (ownership.kind === 'rent') return ownership.perHour
  const power = powerPerHour(ownership.power, use)
  if (ownership.kind === 'lease') return ownership.perHour + power
  const { price, residual, life, discountRate } = ownership
  return recoveryPerMonth(price, residual, life, discountRate) / HOURS_PER_MONTH + power
}
