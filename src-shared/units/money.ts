import { MULTIPLIERS } from './multipliers.ts'
import type { DimensionUnits, Unit } from './unit.ts'

const CURRENCIES = ['$', 'USD', 'usd', 'dollars', 'dollar'] as const
const HOURS = ['/h', '/hr', '/hour'] as const

/** "30k", "$30k", "30k USD", "USD 30k", "k$", each with an ending such as "/h". A bare multiplier only where `plain`. */
function spellings(unit: Unit, endings: readonly string[], plain: boolean): readonly string[] {
  const stems = [unit.symbol, ...(unit.aliases ?? [])]
  const joined = stems.flatMap((stem) =>
    CURRENCIES.flatMap((currency) => endings.flatMap((ending) => [stem + currency + ending, currency + stem + ending])),
  )
  return plain ? [...stems, ...stems.flatMap((stem) => endings.map((ending) => stem + ending)), ...joined] : joined
}

const dollar: Unit = { symbol: 'USD', factor: 1, printed: true, aliases: CURRENCIES }
const [thousand, million, billion, trillion] = MULTIPLIERS as [Unit, Unit, Unit, Unit]
/** United States dollars. Millions are printed from a hundred million on: prices are compared in full. */
export const dollarUnits: DimensionUnits = {
  noun: 'an amount of money',
  example: '40,000 USD or 40k',
  bare: dollar,
  units: [
    dollar,
    { symbol: 'kUSD', factor: 1e3, aliases: spellings(thousand, [''], true) },
    { symbol: 'M USD', factor: 1e6, printed: true, from: 1e8, aliases: spellings(million, [''], true) },
    { symbol: 'B USD', factor: 1e9, printed: true, from: 1e11, aliases: spellings(billion, [''], true) },
    { symbol: 'TUSD', factor: 1e12, aliases: spellings(trillion, [''], true) },
  ],
}

const hourly: Unit = {
  symbol: 'USD/h',
  factor: 1,
  printed: true,
  aliases: CURRENCIES.flatMap((currency) => HOURS.map((ending) => currency + ending)),
}
/** United States dollars per hour. */
export const dollarsPerHourUnits: DimensionUnits = {
  noun: 'a price per hour',
  example: '2.5 USD/h',
  bare: hourly,
  units: [
    // "$2.50" in a field of prices per hour is one.
    { ...hourly, aliases: [...(hourly.aliases ?? []), ...CURRENCIES] },
    ...MULTIPLIERS.map((unit) => ({
      symbol: `${unit.symbol}USD/h`,
      factor: unit.factor,
      aliases: spellings(unit, ['', ...HOURS], true),
    })),
  ],
}
