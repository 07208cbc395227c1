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
import { frequencyUnits, monthUnits, secondUnits, yearUnits } from './time.ts'
import type { DimensionUnits } from './unit.ts'

/** What a number measures. Values are SI: bytes, bytes/s, FLOP/s, s, W, J, USD, kg, mm² for area, 0–1 for a share. */
export const DIMENSIONS = [
  'bytes',
  'bytesPerSecond',
  'flops',
  'flopsPerSecond',
  'flopsPerByte',
  'seconds',
  'months',
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

/** Every dimension's units. */
export const UNITS: Readonly<Record<Dimension, DimensionUnits>> = {
  bytes: byteUnits,
  bytesPerSecond: byteRateUnits,
  flops: flopUnits('FLOP', 'an amount of work', '141 GFLOP'),
  flopsPerSecond: flopUnits('FLOP/s', 'a compute rate', '989 TFLOP/s'),
  flopsPerByte: intensityUnits,
  seconds: secondUnits,
  months: monthUnits,
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
