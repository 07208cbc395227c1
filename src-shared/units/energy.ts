import type { DimensionUnits } from './unit.ts'

/** Watts. */
export const powerUnits: DimensionUnits = {
  noun: 'a power',
  example: '700 W or 23 kW',
  bare: null,
  units: [
    { symbol: 'mW', factor: 1e-3, printed: true },
    { symbol: 'W', factor: 1, printed: true, aliases: ['watt', 'watts'] },
    { symbol: 'kW', factor: 1e3, printed: true, aliases: ['KW'] },
    { symbol: 'MW', factor: 1e6, printed: true },
  ],
}

/** Joules. */
export const energyUnits: DimensionUnits = {
  noun: 'an energy',
  example: '2.5 J',
  bare: null,
  units: [
    { symbol: 'pJ', factor: 1e-12, printed: true },
    { symbol: 'nJ', factor: 1e-9, printed: true },
    { symbol: 'µJ', factor: 1e-6, printed: true, aliases: ['μJ', 'uJ'] },
    { symbol: 'mJ', factor: 1e-3, printed: true },
    { symbol: 'J', factor: 1, printed: true, aliases: ['joule', 'joules'] },
    { symbol: 'kJ', factor: 1e3, printed: true },
    { symbol: 'MJ', factor: 1e6, printed: true },
    { symbol: 'Wh', factor: 3600 },
    { symbol: 'kWh', factor: 3.6e6 },
  ],
}

/** Joules per byte moved. Printed per bit, as every source prints it: 1 pJ/bit = 8e-12 J/B. */
export const joulesPerByteUnits: DimensionUnits = {
  noun: 'an energy per bit or byte',
  example: '8 pJ/bit',
  bare: null,
  units: [
    { symbol: 'pJ/B', factor: 1e-12, aliases: ['pJ/byte'] },
    { symbol: 'pJ/bit', factor: 8e-12, printed: true, aliases: ['pJ/b'] },
    { symbol: 'nJ/B', factor: 1e-9, aliases: ['nJ/byte'] },
    { symbol: 'J/B', factor: 1, aliases: ['J/byte'] },
  ],
}

/** Kilograms of carbon dioxide equivalent. */
export const carbonUnits: DimensionUnits = {
  noun: 'a mass of carbon dioxide',
  example: '160 kg',
  bare: null,
  units: [
    { symbol: 'mg', factor: 1e-6, printed: true },
    { symbol: 'g', factor: 1e-3, printed: true },
    { symbol: 'kg', factor: 1, printed: true, aliases: ['kgCO2e', 'kgCO2'] },
    { symbol: 't', factor: 1e3, printed: true, aliases: ['tonne', 'tonnes'] },
  ],
}

const gramsPerKilowattHour = { symbol: 'g/kWh', factor: 1e-3, printed: true, aliases: ['gCO2/kWh', 'gCO2e/kWh'] }
/** Kilograms of carbon dioxide equivalent per kilowatt-hour; a bare number is in grams, as grids print it. */
export const carbonIntensityUnits: DimensionUnits = {
  noun: 'a carbon intensity',
  example: '436 g/kWh',
  bare: gramsPerKilowattHour,
  units: [gramsPerKilowattHour, { symbol: 'kg/kWh', factor: 1, aliases: ['kgCO2/kWh', 'kgCO2e/kWh'] }],
}

const tariff = { symbol: 'USD/kWh', factor: 1, printed: true, aliases: ['$/kWh', 'usd/kWh', 'USD/kwh'] }
/** Dollars per kilowatt-hour: the one dimension held in its customary unit, because nobody pays by the joule. */
export const tariffUnits: DimensionUnits = {
  noun: 'an electricity price',
  example: '0.09 USD/kWh',
  bare: tariff,
  units: [tariff, { symbol: 'USD/MWh', factor: 1e-3, aliases: ['$/MWh', 'usd/MWh'] }],
}
