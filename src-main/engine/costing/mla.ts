import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine.ts'
import { cacheResidency, spread } from './roofline.ts'
import { softMaximum, type Timing } from './timing.ts'

/** Latent attention of the DeepSeek family: elements cached per token (512 latent + 64 rotary). */
const LATENT = 512
const ROTARY = 64
/** Head sizes after expansion, in prefill: 128 + 64 for queries and keys, 128 for values. */
const PREFILL_KEY = 192
const PREFILL_VALUE = 128
const HEAD_TILE = 64
const PREFILL_TILE = 128
const ACTIVATION_BYTES = 2

/**
 * Absorbed latent attention of new tokens over the compressed cache: every head reads the same 576 elements per token.
 * @param queryHeadsPerDevice query heads on this device
 */
export function mlaDecodeTime(
  machine: Machine,
  calibration: Calibration,
  dtype: Precision,
  kvBytesPerElement: number,
  batch: number,
  queryLength: number,
  kvLength: number,
  queryHeadsPerDevice: number,
  out: Timing,
): void {
  const coefficients = kvBytesPerElement > 1 ? calibration.mlaDecode : calibration.mlaDecodeNarrow
  const rows = Math.ceil((queryLength * queryHeadsPerDevice) / HEAD_TILE) * HEAD_TILE
  const flops = 2 * batch * rows * kvLength * (LATENT + ROTARY + LATENT)
  const bytes =
    batch * kvLength * (LATENT + ROTARY) * kvBytesPerElement +
    batch * queryLength * queryHeadsPerDevice * (LATENT + ROTARY + LATENT) * ACTIVATION_BYTES
  const compute = flops / (machine.peaks[dtype].rate * coefficients.compute)
  const cold = (bytes + coefficients.rampBytes) / (machine.serving.bandwidth * coefficients.memory)
  const warm = calibration.warmth > 0 ? cacheResidency(machine, bytes) * calibration.warmth : 0
  const memory = warm > 0 ? cold * (1 - warm + warm / coefficients.warm) : cold
  out.compute = compute
  out.memory = memory
  out.cache = 0
  out.link = 0
  out.overhead = coefficients.overhead
  out.seconds = coefficients.overhead + softMaximum(compute, memory)
}

/**
 * Latent attention of a prompt with keys and values expanded per head (causal); the projections are not in it.
 * @param queryLength new tokens per sequence @param kvLength context including them
 */
export function mlaPrefillTime(
  machine: Machine,
  calibration: Calibration,
  dtype: Precision,
  kvBytesPerElement: number,
  batch: number,
  queryLength: number,
  kvLength: number,
  queryHeadsPerDevice: number,
  out: Timing,
): void {
  const coefficients = calibration.mlaPrefill
  const pairs = queryLength * (kvLength - (queryLength - 1) / 2)
  const flops = 2 * batch * queryHeadsPerDevice * pairs * (PREFILL_KEY + PREFILL_VALUE)
  const bytes =
    batch * queryHeadsPerDevice * (kvLength + queryLength) * (PREFILL_KEY + PREFILL_VALUE) * ACTIVATION_BYTES +
    batch * kvLength * (LATENT + ROTARY) * kvBytesPerElement
  const tiles = batch * queryHeadsPerDevice * Math.ceil(queryLength / PREFILL_TILE)
  const compute =
    flops / (machine.peaks[dtype].rate * coefficients.compute * spread(machine, tiles, coefficients.occupancy))
  const memory = (bytes + coefficients.rampBytes) / (machine.serving.bandwidth * coefficients.memory)
  out.compute = compute
  out.memory = memory
  out.cache = 0
  out.link = 0
  out.overhead = coefficients.overhead
  out.seconds = coefficients.overhead + softMaximum(compute, memory)
}
