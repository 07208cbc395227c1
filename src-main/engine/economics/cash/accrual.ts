import { HOURS_PER_MONTH } from '../price.ts'
import { discountFactor, monthly, presentOfMonths } from './discount.ts'

const WATTS_PER_KILOWATT = 1000

/** How a device is come by: dollars of one device. */
export type DeviceOwnership =
  | { readonly kind: 'rent'; readonly perHour: number }
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
      /** Watts of the device with its share of hosts: at work, and at rest. */
      readonly atWork: number
      readonly atRest: number
      readonly powerUsageEffectiveness: number
      /** Dollars per kWh. */
      readonly tariff: number
    }

/**
 * Dollars a month that return a price with interest over a life: (price − residual · d_life) ÷ a(life).
 * @param life months @param discountRate a year
 */
export function recoveryPerMonth(price: number, residual: number, life: number, discountRate: number): number {
  const rate = monthly(discountRate)
  return (price - residual * discountFactor(rate, life)) / presentOfMonths(rate, life)
}

/** Dollars of a device-hour: its rent, or its recovery and power. @param use share of hours at work; a rent is paid anyway */
export function deviceHour(ownership: DeviceOwnership, use: number): number {
  if (ownership.kind === 'rent') return ownership.perHour
  const { price, residual, life, discountRate, atWork, atRest, powerUsageEffectiveness, tariff } = ownership
  const watts = use * atWork + (1 - use) * atRest
  const power = (watts / WATTS_PER_KILOWATT) * powerUsageEffectiveness * tariff
  return recoveryPerMonth(price, residual, life, discountRate) / HOURS_PER_MONTH + power
}

/** What is spent on a model by device-hours: training once, then serving. */
export interface Accrual {
  /** Dollars. */
  readonly training: number
  /** Dollars a month, at the start. */
  readonly inferencePerMonth: number
  /** Month in which serving has cost as much as training; null: it never does, for it falls too fast. */
  readonly overtaking: number | null
}

/**
 * Training against serving on devices of one kind, by device-hours: bought and rented alike, so that no part of a month is
 * free because it was paid for before. Price and financing cancel in the overtaking month; only the power of idle hours stays.
 * @param deviceHours of training once, at full use @param devices that serve, all hours of a month
 * @param use share of hours in which they are at work @param growth of the devices a year
 */
export function accrualOf(
  ownership: DeviceOwnership,
  deviceHours: number,
  devices: number,
  use: number,
  growth: number,
): Accrual {
  const training = deviceHours * deviceHour(ownership, 1)
  const inferencePerMonth = devices * HOURS_PER_MONTH * deviceHour(ownership, use)
  return { training, inferencePerMonth, overtaking: monthsUntil(training / inferencePerMonth, monthly(growth)) }
}

/** Months n with Σ e^(change·t) = amount over t = 1 … n: the inverse of `sumOfMonths`. Null: no number of months is enough. */
function monthsUntil(amount: number, change: number): number | null {
  if (Math.abs(change) < Number.EPSILON) return amount
  const reached = -amount * Math.expm1(-change)
  return reached > -1 ? Math.log1p(reached) / change : null
}
