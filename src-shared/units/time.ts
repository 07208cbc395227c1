import type { DimensionUnits, Unit } from './unit.ts'

/** Seconds. Minutes start at ten, hours at two, days at two: below that seconds are easier to compare. */
export const secondUnits: DimensionUnits = {
  noun: 'a time',
  example: '15 ms',
  bare: null,
  units: [
    { symbol: 'ns', factor: 1e-9, printed: true },
    { symbol: 'µs', factor: 1e-6, printed: true, aliases: ['μs', 'us'] },
    { symbol: 'ms', factor: 1e-3, printed: true },
    { symbol: 's', factor: 1, printed: true, aliases: ['sec', 'second', 'seconds'] },
    { symbol: 'min', factor: 60, printed: true, from: 600, aliases: ['minute', 'minutes'] },
    { symbol: 'h', factor: 3600, printed: true, from: 7200, aliases: ['hour', 'hours'] },
    { symbol: 'd', factor: 86_400, printed: true, from: 172_800, aliases: ['day', 'days'] },
  ],
}

/** How a duration in long units is asked for. */
function inWhole(unit: Unit, example: number): Pick<DimensionUnits, 'noun' | 'example' | 'bare'> {
  return { noun: `a number of ${unit.symbol}`, example: `${example} ${unit.symbol}`, bare: unit }
}

const yearUnit = { symbol: 'years', factor: 1, printed: true, aliases: ['y', 'yr', 'year'] }
/** Years, as a duration. */
export const yearUnits: DimensionUnits = {
  ...inWhole(yearUnit, 4),
  units: [{ symbol: 'months', factor: 1 / 12, aliases: ['month', 'mo'] }, yearUnit],
}

const monthUnit = { symbol: 'months', factor: 1, printed: true, aliases: ['mo', 'month'] }
/** Months, as a duration. */
export const monthUnits: DimensionUnits = {
  ...inWhole(monthUnit, 36),
  units: [
    { symbol: 'weeks', factor: 12 / 52, aliases: ['week', 'w'] },
    monthUnit,
    { symbol: 'years', factor: 12, aliases: ['y', 'yr', 'year'] },
  ],
}

/** Hertz. */
export const frequencyUnits: DimensionUnits = {
  noun: 'a clock',
  example: '1.1 GHz',
  bare: null,
  units: ['', 'k', 'M', 'G'].map((prefix, index) => ({
    symbol: `${prefix}Hz`,
    factor: 1000 ** index,
    printed: true,
  })),
}
