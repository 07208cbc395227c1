import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration, KernelCoefficients } from '../calibration/calibration.ts'
import type { Machine } from '../machine.ts'
import { cacheResidency, spread } from './roofline.ts'
import { softMaximum, type Timing } from './timing.ts'

/** Query rows of one tile: queries sharing a KV head are padded up to it. */
const QUERY_TILE = 64
const PREFILL_TILE = 128
const ACTIVATION_BYTES = 2

function write(out: Timing, overhead: number, compute: number, memory: number): void {
  out.compute = compute
  out.memory = memory
  out.cache = 0
  out.link = 0
  out.overhead = overhead
  out.seconds = overhead + softMaximum(compute, memory)
}

/** Memory seconds with the share of a looped working set that the cache serves. */
function memorySeconds(machine: Machine, coefficients: KernelCoefficients, warmth: number, bytes: number): number {
  const cold = (bytes + coefficients.rampBytes) / (machine.serving.bandwidth * coefficients.memory)
  const warm = warmth > 0 ? cacheResidency(machine, bytes) * warmth : 0
  return warm > 0 ? cold * (1 - warm + warm / coefficients.warm) : cold
}

/**
 * Attention of a few new tokens per sequence over its KV cache.
 * @param dtype format of queries and of the arithmetic @param kvBytesPerElement bytes per cached element
 * @param batch sequences @param queryLength new tokens per sequence @param kvLength tokens attended, new ones included
 * @param queryHeads query heads on this device @param kvHeads KV heads on this device @param headSize elements per head
 */
export function attentionDecodeTime(
  machine: Machine,
  calibration: Calibration,
  dtype: Precision,
  kvBytesPerElement: number,
  batch: number,
  queryLength: number,
  kvLength: number,
  queryHeads: number,
  kvHeads: number,
  headSize: number,
  out: Timing,
): void {
  const coefficients = kvBytesPerElement > 1 ? calibration.attentionDecode : calibration.attentionDecodeNarrow
  const rows = (queryLength * queryHeads) / kvHeads
  const padded = Math.ceil(rows / QUERY_TILE) * QUERY_TILE
  const flops = 4 * batch * kvHeads * padded * kvLength * headSize
  const bytes =
    2 * batch * kvHeads * kvLength * headSize * kvBytesPerElement +
    2 * batch * queryLength * queryHeads * headSize * ACTIVATION_BYTES
  write(
    out,
    coefficients.overhead,
    flops / (machine.peaks[dtype].rate * coefficients.compute),
    memorySeconds(machine, coefficients, calibration.warmth, bytes),
  )
}

/**
 * Attention of a prompt, or of a chunk of one, over its context.
 * @param queryLength new tokens per sequence @param kvLength context including them @param causal each token sees only earlier ones
 */
export function attentionPrefillTime(
  machine: Machine,
  calibration: Calibration,
  dtype: Precision,
  kvBytesPerElement: number,
  batch: number,
  queryLength: number,
  kvLength: number,
  queryHeads: number,
  kvHeads: number,
  headSize: number,
  causal: boolean,
  out: Timing,
): void {
  const coefficients = kvBytesPerElement > 1 ? calibration.attentionPrefill : calibration.attentionPrefillNarrow
  const pairs = causal ? queryLength * (kvLength - (queryLength - 1) / 2) : queryLength * kvLength
  const flops = 4 * batch * queryHeads * pairs * headSize
  const bytes =
    2 * batch * kvHeads * kvLength * headSize * kvBytesPerElement +
    2 * batch * queryLength * queryHeads * headSize * ACTIVATION_BYTES
  const tiles = batch * queryHeads * Math.ceil(queryLength / PREFILL_TILE)
  write(
    out,
    coefficients.overhead,
    flops / (machine.peaks[dtype].rate * coefficients.compute * spread(machine, tiles, coefficients.occupancy)),
    memorySeconds(machine, coefficients, calibration.warmth, bytes),
  )
}
