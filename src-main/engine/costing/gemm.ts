import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine.ts'
import { cacheResidency, spread } from './roofline.ts'
import { softMaximum, type Timing } from './timing.ts'

/** Rows and columns of the output tile one processor works on. */
const TILE = 128
/** Bytes of an activation element read and written by a matrix multiplication outside the tensor unit. */
const ACTIVATION_BYTES = 2

/**
 * Time of C[m,n] = A[m,k] · B[k,n] with B the weights.
 * Compute is padded to whole tiles and spread over the processors in waves; memory is weights once, A and C once.
 * @param precision format the product is computed in @param weightBytesPerElement bytes per element of B as stored
 * @param m rows of activations (tokens) @param n output features @param k input features @param out written in full
 */
export function gemmTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  weightBytesPerElement: number,
  m: number,
  n: number,
  k: number,
  out: Timing,
): void {
  const coefficients = calibration.gemm
  const weights = n * k * weightBytesPerElement
  const activations = (m * k + m * n) * ACTIVATION_BYTES
  const bandwidth = machine.serving.bandwidth
  const bytes = weights + activations
  const warm = calibration.warmth > 0 ? cacheResidency(machine, bytes) * calibration.warmth : 0
  const tiles = Math.ceil(m / TILE) * Math.ceil(n / TILE)
  const compute =
    (2 * m * n * k) /
    (machine.peaks[precision].rate * coefficients.compute * spread(machine, tiles, coefficients.occupancy))
  const cold = (bytes + coefficients.rampBytes) / (bandwidth * coefficients.memory)
  const memory = warm > 0 ? cold * (1 - warm + warm / coefficients.warm) : cold
  const conversion = (m * k * coefficients.conversion) / bandwidth
  out.compute = compute
  out.memory = memory + conversion
  out.cache = 0
  out.link = 0
  out.overhead = coefficients.overhead
  out.seconds = coefficients.overhead + conversion + softMaximum(compute, memory)
}
