import { byteRateUnits, byteUnits } from './bytes.ts'
import {
  carbonIntensityUnits,
  carbonUnits,
  energyUnits,
  joulesPerByteUnits,
  powerUnits,
  tariffUnits,
} from './energy.ts'
import { dollarUnits, dollarsPerHourUnits } from './money.ts'
import { areaUnits, countUnits, flopUnits, intensityUnits, rateUnits, shareUnits, tokenRateUnits } from './rate.ts'
import { frequencyUnits, secondUnits, yearUnits } from './time.ts'

/** What a number measures. Values are SI: bytes, bytes/s, FLOP/s, s, W, J, USD, kg, mm² for area, 0–1 for a share. */
export const DIMENSIONS = [
  'bytes',
  'bytesPerSecond',
  'flops',
  'flopsPerSecond',
  'flopsPerByte',
  'seconds',
  'years',
  'hertz',
  'watts',
  'joules',
  'joulesPerByte',
  'dollars',
  'dollarsPerHour',
  'dollarsPerKilowattHour',
  'kilograms',
  'kilogramsPerKilowattHour',
  'tokens',
  'tokensPerSecond',
  'parameters',
  'share',
  'count',
  'area',
] as const
/** What a number measures. */
export type Dimension = (typeof DIMENSIONS)[number]

/** A unit of one dimension. */
export interface Unit {
  /** As printed: "TB/s". */
  readonly symbol: string
  /** SI value of one of it. */
  readonly factor: number
  /** Other spellings accepted when typed, compared without spaces. Case is forgiven only where nothing else could be meant. */
  readonly aliases?: readonly string[]
  /** Chosen when printing without a wish; units without it are understood and printed on demand only. */
  readonly printed?: boolean
  /** Smallest SI value printed in this unit, where that is not 1 of it (600 s before minutes are used). */
  readonly from?: number
}

/** A dimension's units, smallest first. */
export interface DimensionUnits {
  /** The name in a sentence: "a bandwidth". */
  readonly noun: string
  /** An example of what to type, for messages. */
  readonly example: string
  /** What a bare number means; null: a unit must be typed. */
  readonly bare: Unit | null
  readonly units: readonly Unit[]
}

/** Every dimension's units. */
export const UNITS: Readonly<Record<Dimension, DimensionUnits>> = {
  bytes: byteUnits,
  bytesPerSecond: byteRateUnits,
  flops: flopUnits('FLOP', 'an amount of work', '141 GFLOP'),
  flopsPerSecond: flopUnits('FLOP/s', 'a compute rate', '989 TFLOP/s'),
  flopsPerByte: intensityUnits,
  seconds: secondUnits,
  years: yearUnits,
  hertz: frequencyUnits,
  watts: powerUnits,
  joules: energyUnits,
  joulesPerByte: joulesPerByteUnits,
  dollars: dollarUnits,
  dollarsPerHour: dollarsPerHourUnits,
  dollarsPerKilowattHour: tariffUnits,
  kilograms: carbonUnits,
  kilogramsPerKilowattHour: carbonIntensityUnits,
  tokens: countUnits('tokens', 'a number of tokens', '4,096'),
  tokensPerSecond: tokenRateUnits,
  parameters: rateUnits('', 'a number of parameters', '70 B'),
  share: shareUnits,
  count: countUnits('', 'a number', '64'),
  area: areaUnits,
}
