import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import type { AttentionShape } from './attention.ts'
import { computeSeconds } from './roofline.ts'
import { writeKernel, type Timing } from './timing.ts'

/** KV tokens below which a sequence is never cut over several processors. */
const SPLIT_TOKENS = 384
const ACTIVATION_BYTES = 2

/** One call of latent attention on one device: all heads share one latent. */
export interface LatentShape extends Omit<AttentionShape, 'kvHeads' | 'headSize'> {
  /** Elements cached per token: latent and rotary part. */
  latent: number
  /** Elements of them that are the value of every head. */
  valueSize: number
  /** Elements of a key and a value of one head after expansion. */
  expandedSize: number
}

/** DeepSeek-V3's latent, which kernel benchmarks are made with: 512 + 64 rotary; heads of 128 + 64 and 128. */
export const DEEPSEEK_LATENT = { latent: 512 + 64, valueSize: 512, expandedSize: 128 + 64 + 128 }

/**
 * Absorbed latent attention of new tokens over the compressed cache: every head reads the same elements per token
 * (576 of DeepSeek-V3).
 * `idleRows` query rows of a tile are multiplied for nothing. An 8-bit cache is multiplied in 8 bits where the device can.
 * @param dtype format of queries @param out written in full
 */
export function mlaDecodeTime(
  machine: Machine,
  calibration: Calibration,
  dtype: Precision,
  shape: Readonly<LatentShape>,
  out: Timing,
): void {
  const { kvBytes, batch, queryLength, kvLength, queryHeads, latent } = shape
  const pair = latent + shape.valueSize
  const narrow = kvBytes < ACTIVATION_BYTES
  const coefficients = narrow ? calibration.mlaDecodeNarrow : calibration.mlaDecode
  const rows = queryLength * queryHeads
  const flops = 2 * batch * (rows + coefficients.idleRows) * kvLength * pair
  const bytes = batch * (kvLength * latent * kvBytes + rows * pair * ACTIVATION_BYTES)
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
  shape: Readonly<LatentShape>,
  out: Timing,
): void {
  const { kvBytes, batch, queryLength, kvLength, queryHeads, expandedSize } = shape
  const coefficients = kvBytes >= ACTIVATION_BYTES ? calibration.mlaPrefill : calibration.mlaPrefillNarrow
  const pairs = queryLength * (kvLength - (queryLength - 1) / 2)
  const flops = 2 * batch * queryHeads * pairs * expandedSize * (1 + coefficients.rampTokens / kvLength)
  const bytes = batch * queryHeads * (kvLength + queryLength) * expandedSize * ACTIVATION_BYTES
  const bandwidth = machine.serving.bandwidth
  const append = (coefficients.append * batch * queryLength * shape.latent) / bandwidth
  writeKernel(
    out,
    coefficients.overhead,
    computeSeconds(machine, dtype, flops, coefficients.compute),
    bytes / (bandwidth * coefficients.memory),
    kvLength * coefficients.serial,
    append,
  )
}
