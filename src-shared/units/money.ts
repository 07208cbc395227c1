import type { DimensionUnits } from './unit.ts'

const dollar = { symbol: 'USD', factor: 1, printed: true, aliases: ['$', 'usd', 'dollar', 'dollars'] }
/** United States dollars. Millions are printed from a hundred million on: prices are compared in full. */
export const dollarUnits: DimensionUnits = {
  noun: 'an amount of money',
  example: '40,000 USD',
  bare: dollar,
  units: [
    dollar,
    { symbol: 'kUSD', factor: 1e3, aliases: ['k$', 'kUSD', 'kusd'] },
    { symbol: 'M USD', factor: 1e6, printed: true, from: 1e8, aliases: ['MUSD', 'M$', 'Musd'] },
    { symbol: 'B USD', factor: 1e9, printed: true, from: 1e11, aliases: ['BUSD', 'B$', 'Busd'] },
  ],
}

const hourly = { symbol: 'USD/h', factor: 1, printed: true, aliases: ['$/h', '$/hr', '$/hour', 'USD/hr', 'usd/h'] }
/** United States dollars per hour. */
export const dollarsPerHourUnits: DimensionUnits = {
  noun: 'a price per hour',
  example: '2.5 USD/h',
  bare: hourly,
  units: [hourly],
}
