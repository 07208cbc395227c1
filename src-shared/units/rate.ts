import { MULTIPLIERS } from './multipliers.ts'
import type { DimensionUnits, Unit } from './unit.ts'

/** Work and compute rates. `symbol` is "FLOP" or "FLOP/s"; OP is accepted, and FLOPS for the rate. */
export function flopUnits(symbol: string, noun: string, example: string): DimensionUnits {
  const spellings = symbol === 'FLOP/s' ? ['FLOP/s', 'FLOPS', 'FLOPs/s', 'FLOPs', 'OP/s', 'OPS', 'F/s'] : ['FLOP', 'OP']
  return {
    noun,
    example,
    bare: null,
    units: ['', 'k', 'M', 'G', 'T', 'P', 'E'].map((prefix, index) => ({
      symbol: prefix + symbol,
      factor: 1000 ** index,
      printed: true,
      aliases: spellings.map((spelling) => prefix + spelling),
    })),
  }
}

/** Things that are counted and printed in full: "4,096 tokens", "64". `symbol` may be empty. */
export function countUnits(symbol: string, noun: string, example: string): DimensionUnits {
  const one: Unit = { symbol, factor: 1, printed: true, aliases: symbol === 'tokens' ? ['token', 'tok'] : [] }
  const multiples = symbol === '' ? MULTIPLIERS : MULTIPLIERS.flatMap((unit) => [unit, joined(unit, symbol)])
  return { noun, example, bare: one, units: [one, ...multiples] }
}

/** A multiplier written together with the thing counted: "2k tokens". */
function joined(unit: Unit, symbol: string): Unit {
  const spellings = [unit.symbol, ...(unit.aliases ?? [])]
  return { symbol: `${unit.symbol} ${symbol}`, factor: unit.factor, aliases: spellings.map((text) => text + symbol) }
}

/** Things that are counted and printed with a multiplier: "70.6 B" parameters. */
export function rateUnits(symbol: string, noun: string, example: string): DimensionUnits {
  const one: Unit = { symbol, factor: 1, printed: true }
  return {
    noun,
    example,
    bare: one,
    units: [one, ...MULTIPLIERS.map((unit) => ({ ...unit, printed: unit.symbol !== 'k' }))],
  }
}

const tokensPerSecond: Unit = {
  symbol: 'tok/s',
  factor: 1,
  printed: true,
  aliases: ['tokens/s', 'token/s', 'tps', 'tok/sec', 'tokens/sec'],
}
/** Tokens per second, printed in full with thousands separators. */
export const tokenRateUnits: DimensionUnits = {
  noun: 'a speed',
  example: '100 tok/s',
  bare: tokensPerSecond,
  units: [
    tokensPerSecond,
    ...MULTIPLIERS.map((unit) => ({
      symbol: `${unit.symbol} tok/s`,
      factor: unit.factor,
      aliases: [unit.symbol, ...(unit.aliases ?? [])].flatMap((text) => [text, `${text}tok/s`, `${text}tokens/s`]),
    })),
  ],
}

/** Operations per byte. */
export const intensityUnits: DimensionUnits = {
  noun: 'an intensity',
  example: '280 FLOP/B',
  bare: { symbol: 'FLOP/B', factor: 1 },
  units: [{ symbol: 'FLOP/B', factor: 1, printed: true, aliases: ['FLOP/byte', 'FLOPs/B', 'OP/B'] }],
}

/** A part of a whole, 0 to 1, printed in per cent. A bare number is refused: 50 and 0.5 would be guessed apart. */
export const shareUnits: DimensionUnits = {
  noun: 'a share',
  example: '60 %',
  bare: null,
  units: [{ symbol: '%', factor: 0.01, printed: true, aliases: ['percent', 'pct'] }],
}

const squareMillimetre: Unit = { symbol: 'mm²', factor: 1, printed: true, aliases: ['mm2', 'mm^2'] }
/** Silicon area, held in mm². */
export const areaUnits: DimensionUnits = {
  noun: 'an area',
  example: '814 mm²',
  bare: squareMillimetre,
  units: [squareMillimetre, { symbol: 'cm²', factor: 100, aliases: ['cm2', 'cm^2'] }],
}
