import type { DimensionUnits } from './unit.ts'

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

const yearUnit = { symbol: 'years', factor: 1, printed: true, aliases: ['y', 'yr', 'year'] }
/** Years, as a duration. */
export const yearUnits: DimensionUnits = {
  noun: 'a number of years',
  example: '4 years',
  bare: yearUnit,
  units: [{ symbol: 'months', factor: 1 / 12, aliases: ['month', 'mo'] }, yearUnit],
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
