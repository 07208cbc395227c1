import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { expertsKernel, expertsKernelTime, writeReached, type ExpertsShape } from './moe.ts'
import type { Timing } from './timing.ts'

/** Popularity of experts follows x^−α for x from 0.01 to 0.99, as the published kernel benchmarks draw it. */
const SMALLEST = 0.01
const LARGEST = 0.99
const QUANTILES = 16
/** How the load of the busiest of several shards exceeds the mean, per √(experts in a shard) and unit of α − 1. */
const BUSIEST = 20

/** Relative popularity of experts at the middle of equal shares of them, mean 1. @param exponent α, above 1 */
function popularity(exponent: number): Float64Array {
  const shares = new Float64Array(QUANTILES)
  const low = Math.pow(SMALLEST, 1 - exponent)
  const high = Math.pow(LARGEST, 1 - exponent)
  let sum = 0
  for (let index = 0; index < QUANTILES; index += 1) {
    const share = Math.pow(low + ((index + 0.5) / QUANTILES) * (high - low), 1 / (1 - exponent))
    shares[index] = share
    sum += share
  }
  for (let index = 0; index < QUANTILES; index += 1) shares[index] = ((shares[index] ?? 0) * QUANTILES) / sum
  return shares
}

const popularities = new Map<number, Float64Array>()

function popularityOf(exponent: number): Float64Array {
  let known = popularities.get(exponent)
  if (known === undefined) {
    // A caller may sweep exponents: keep the table small.
    if (popularities.size > 64) popularities.clear()
    known = popularity(exponent)
    popularities.set(exponent, known)
  }
  return known
}

/**
 * The experts' feed-forward as kernel benchmarks measure it, where routing is not random: with `exponent` 1 or less every
 * expert gets the same number of tokens, above 1 their popularity follows a power law and the busiest of the expert
 * shards is timed. Serving uses `moeTime`.
 * @param exponent α of the power law ("power_law_1.2" is 1.2); 1: balanced
 */
export function moeBenchmarkTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  shape: Readonly<ExpertsShape>,
  exponent: number,
  out: Timing,
): void {
  const { tokens, topK, experts, expertParallel } = shape
  const choices = tokens * topK
  const local = experts / expertParallel
  let load = 1
  let active = Math.min(experts, choices)
  let unevenness = 1
  if (exponent > 1) {
    unevenness = 1 + calibration.moe.imbalance
    if (expertParallel > 1) {
      load = Math.min(expertParallel, experts / topK, 1 + (BUSIEST * (exponent - 1)) / Math.sqrt(local))
    }
    const shares = popularityOf(exponent)
    let hit = 0
    for (let index = 0; index < QUANTILES; index += 1) {
      hit += 1 - Math.exp((-choices * (shares[index] ?? 0)) / experts)
    }
    active = (experts * hit) / QUANTILES
  }
  const reached = { pairs: 0, touched: 0, unevenness }
  writeReached((choices / expertParallel) * load, active / expertParallel, reached)
  expertsKernelTime(expertsKernel(machine, calibration.moe, precision, shape), reached, out)
}
