import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { cacheResidency, computeSeconds } from './roofline.ts'
import { writeKernel, type Timing } from './timing.ts'

/** Query rows of one tile: queries sharing a KV head are padded up to it. */
const QUERY_TILE = 16
/** KV tokens below which a sequence is never cut over several processors. */
const SPLIT_TOKENS = 384
/** Bytes of queries and outputs, which stay in 16 bits. */
const ACTIVATION_BYTES = 2

/** One call of attention on one device. Reused: whoever asks for its time writes every field. */
export interface AttentionShape {
  /** Bytes per cached element. */
  kvBytes: number
  /** Sequences. */
  batch: number
  /** New tokens per sequence. */
  queryLength: number
  /** Tokens attended per sequence, the new ones included. */
  kvLength: number
  /** Heads of queries and of keys and values on this device. */
  queryHeads: number
  kvHeads: number
  /** Elements per head. */
  headSize: number
}

/**
 * Attention of a few new tokens per sequence over its KV cache. The cache is read once; queries that share a KV head ride
 * along, padded to a tile. When there are fewer (sequence, KV head) pairs than processors, a sequence is cut over several
 * and the parts are merged, which costs a fixed time.
 * @param dtype format of queries and of the arithmetic @param out written in full
 */
export function attentionDecodeTime(
  machine: Machine,
  calibration: Calibration,
  dtype: Precision,
  shape: Readonly<AttentionShape>,
  out: Timing,
): void {
  const { kvBytes, batch, queryLength, kvLength, queryHeads, kvHeads, headSize } = shape
  const coefficients = kvBytes > 1 ? calibration.attentionDecode : calibration.attentionDecodeNarrow
  const rows = Math.ceil((queryLength * queryHeads) / kvHeads / QUERY_TILE) * QUERY_TILE
  const flops = 4 * batch * kvHeads * rows * kvLength * headSize
  const bytes = 2 * headSize * batch * (kvHeads * kvLength * kvBytes + queryLength * queryHeads * ACTIVATION_BYTES)
  let memory = bytes / (machine.serving.bandwidth * coefficients.memory)
  if (calibration.warmth > 0) {
    const warm = calibration.warmth * cacheResidency(machine, bytes)
    memory *= 1 - warm + warm / coefficients.warm
  }
  const idle = kvLength > SPLIT_TOKENS && machine.processors > 0 ? 1 - (batch * kvHeads) / machine.processors : 0
  writeKernel(
    out,
    idle > 0 ? coefficients.overhead + idle * coefficients.split : coefficients.overhead,
    computeSeconds(machine, dtype, flops, coefficients.compute),
    memory,
    kvLength * coefficients.serial,
    0,
  )
}

/**
 * Attention of a prompt, or of a chunk of one, over its context. Short rows waste a share of the tiles on the diagonal
 * and on masks (`rampTokens`); the new keys and values are written, and converted, on the way (`append`).
 * @param causal each token sees only earlier ones @param out written in full
 */
export function attentionPrefillTime(
  machine: Machine,
  calibration: Calibration,
  dtype: Precision,
  shape: Readonly<AttentionShape>,
  causal: boolean,
  out: Timing,
): void {
  const { kvBytes, batch, queryLength, kvLength, queryHeads, kvHeads, headSize } = shape
  const coefficients =
    dtype === 'fp8'
      ? calibration.attentionPrefillFp8
      : kvBytes > 1
        ? calibration.attentionPrefill
        : calibration.attentionPrefillNarrow
  const bandwidth = machine.serving.bandwidth
  const pairs = causal ? queryLength * (kvLength - (queryLength - 1) / 2) : queryLength * kvLength
  const flops = 4 * batch * queryHeads * pairs * headSize * (1 + coefficients.rampTokens / kvLength)
  const bytes = 2 * headSize * batch * (kvHeads * kvLength * kvBytes + queryLength * queryHeads * ACTIVATION_BYTES)
  const append = (coefficients.append * 2 * headSize * batch * queryLength * kvHeads) / bandwidth
  writeKernel(
    out,
    coefficients.overhead,
    computeSeconds(machine, dtype, flops, coefficients.compute),
    bytes / (bandwidth * coefficients.memory),
    kvLength * coefficients.serial,
    append,
  )
}
