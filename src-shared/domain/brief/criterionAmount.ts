import { amount, type Amount } from '../../units/amount.ts'
import { dollarUnits } from '../../units/money.ts'
import type { Dimension } from '../../units/quantity.ts'
import type { Criterion } from './thresholds.ts'

const JOULES_PER_KILOWATT_HOUR = 3.6e6
const MILLION = 1e6
const MILLIONS = dollarUnits.units.find(({ factor }) => factor === MILLION)?.symbol ?? ''

/** Dollars as a verdict says them: millions from one on. Null: unknown. */
export function dollars(value: number | null): Amount {
  return value !== null && Math.abs(value) >= MILLION
    ? amount(value, 'dollars', { unit: MILLIONS })
    : amount(value, 'dollars')
}

/**
 * A number of a criterion as it stands in a sentence.
 * @param value dollars, seconds per token, or kWh or kg CO2e per million output tokens; null: unknown
 */
export function criterionAmount(value: number | null, criterion: Criterion): Amount {
  switch (criterion) {
    case 'speed':
      return amount(value, 'seconds')
    case 'energy':
      return amount(value === null ? null : value * JOULES_PER_KILOWATT_HOUR, 'joules', { unit: 'kWh' })
    case 'carbon':
      return amount(value, 'kilograms')
    default:
      return dollars(value)
  }
}

/** The unit an axis of a criterion counts in: that of `criterionAmount`, whatever the size of the number. */
export function criterionUnit(criterion: Criterion): { readonly dimension: Dimension; readonly unit: string } {
  switch (criterion) {
    case 'speed':
      return { dimension: 'seconds', unit: 'ms' }
    case 'energy':
      return { dimension: 'joules', unit: 'kWh' }
    case 'carbon':
      return { dimension: 'kilograms', unit: 'kg' }
    default:
      return { dimension: 'dollars', unit: MILLIONS }
  }
}
