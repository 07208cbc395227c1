import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import type { AttentionShape } from './attention.ts'
import { computeSeconds } from './roofline.ts'
import { writeKernel, type Timing } from './timing.ts'

/** Latent attention of the DeepSeek family: elements cached per token (512 latent + 64 rotary). */
const LATENT = 512
const ROTARY = 64
/** Head sizes after expansion, in prefill: 128 + 64 for queries and keys, 128 for values. */
const PREFILL_KEY = 192
const PREFILL_VALUE = 128
/** KV tokens below which a sequence is never cut over several processors. */
const SPLIT_TOKENS = 384
const ACTIVATION_BYTES = 2

/** One call of latent attention on one device: all heads share one latent of a fixed size. */
type LatentShape = Readonly<Omit<AttentionShape, 'kvHeads' | 'headSize'>>

/**
 * Absorbed latent attention of new tokens over the compressed cache: every head reads the same 576 elements per token.
 * `idleRows` query rows of a tile are multiplied for nothing. An 8-bit cache is multiplied in 8 bits where the device can.
 * @param dtype format of queries @param out written in full
 */
export function mlaDecodeTime(
  machine: Machine,
  calibration: Calibration,
  dtype: Precision,
  shape: LatentShape,
  out: Timing,
): void {
  const { kvBytes, batch, queryLength, kvLength, queryHeads } = shape
  const narrow = kvBytes <= 1
  const coefficients = narrow ? calibration.mlaDecodeNarrow : calibration.mlaDecode
  const rows = queryLength * queryHeads
  const flops = 2 * batch * (rows + coefficients.idleRows) * kvLength * (LATENT + ROTARY + LATENT)
  const bytes = batch * (kvLength * (LATENT + ROTARY) * kvBytes + rows * (LATENT + ROTARY + LATENT) * ACTIVATION_BYTES)
  const idle = kvLength > SPLIT_TOKENS && machine.processors > 0 ? 1 - batch / machine.processors : 0
  writeKernel(
    out,
    idle > 0 ? coefficients.overhead + idle * coefficients.split : coefficients.overhead,
    computeSeconds(machine, narrow ? 'fp8' : dtype, flops, coefficients.compute),
    bytes / (machine.serving.bandwidth * coefficients.memory),
    kvLength * coefficients.serial,
    0,
  )
}

/**
 * Latent attention of a prompt with keys and values expanded per head (causal); the projections are not in it.
 * @param dtype format of queries @param out written in full
 */
export function mlaPrefillTime(
  machine: Machine,
  calibration: Calibration,
  dtype: Precision,
  shape: LatentShape,
  out: Timing,
): void {
  const { kvBytes, batch, queryLength, kvLength, queryHeads } = shape
  const coefficients = kvBytes > 1 ? calibration.mlaPrefill : calibration.mlaPrefillNarrow
  const pairs = queryLength * (kvLength - (queryLength - 1) / 2)
  const flops =
    2 * batch * queryHeads * pairs * (PREFILL_KEY + PREFILL_VALUE) * (1 + coefficients.rampTokens / kvLength)
  const bytes = batch * queryHeads * (kvLength + queryLength) * (PREFILL_KEY + PREFILL_VALUE) * ACTIVATION_BYTES
  const bandwidth = machine.serving.bandwidth
  const append = (coefficients.append * batch * queryLength * (LATENT + ROTARY)) / bandwidth
  writeKernel(
    out,
    coefficients.overhead,
    computeSeconds(machine, dtype, flops, coefficients.compute),
    bytes / (bandwidth * coefficients.memory),
    kvLength * coefficients.serial,
    append,
  )
}
