import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { computeSeconds } from './roofline.ts'
import { writeKernel, type Timing } from './timing.ts'

const ACTIVATION_BYTES = 2
/** Widest latent that holds its rotary part inside (DeepSeek-V4): kernels pad the heads of wider ones differently. */
const PLAIN_LATENT = 512

/** One call of absorbed attention over chosen or compressed entries of a latent, on one device. */
export interface SparseLatentShape {
  /** Query rows: new tokens of all sequences. */
  rows: number
  /** Entries each row reads. */
  entries: number
  /** Heads on this device. */
  queryHeads: number
  /** Elements of an entry as a key, and of them as a value. */
  latent: number
  valueSize: number
  /** Bytes of entries that must be read from memory. */
  kvRead: number
}

/**
 * Absorbed attention of query rows over entries of their own: all heads of a row read the same entries, which its kernel
 * gathers. Heads are padded to what the kernel takes, so that narrow shards pay for heads they do not have; it multiplies
 * in 16 bits whatever the cache is held in. Coefficients: `resources/calibration/sparse.json`.
 * @param dtype format of the arithmetic @param prefill rows of prompts, else of decode @param out written in full
 */
export function sparseLatentTime(
  machine: Machine,
  calibration: Calibration,
  dtype: Precision,
  prefill: boolean,
  shape: Readonly<SparseLatentShape>,
  out: Timing,
): void {
  const { rows, entries, queryHeads, latent, valueSize, kvRead } = shape
  const { overhead, compute, memory } = prefill ? calibration.sparsePrompt : calibration.sparseDecode
  const { heads, plainHeads } = calibration.sparse
  const padded = Math.max(queryHeads, latent > PLAIN_LATENT ? heads : plainHeads)
  const flops = 2 * rows * entries * padded * (latent + valueSize)
  const bytes = kvRead + rows * queryHeads * (latent + valueSize) * ACTIVATION_BYTES
  writeKernel(
    out,
    overhead,
    computeSeconds(machine, dtype, flops, compute),
    bytes / (machine.serving.bandwidth * memory),
    0,
    0,
  )
}
