import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { computeSeconds } from './roofline.ts'
import { writeKernel, type Timing } from './timing.ts'

/** Bytes of an activation element as the previous operator leaves it. */
const ACTIVATION_BYTES = 2
/** Compute time at which half of the power-limit slowdown has set in: clocks are regulated within about a millisecond. */
const THROTTLE_SECONDS = 1e-3

/**
 * Time of C[m,n] = A[m,k] · B[k,n] with B the weights.
 * Compute: 2·m·n·k, plus one smallest tile per processor, at the fitted share of the peak, falling when the kernel runs
 * long enough to meet the power limit. Memory: B and A as stored, C in 16 bits. Latency: a tile walks k whatever the
 * rates. Formats narrower than 16 bits read A in 16 bits and write it quantised first, in a kernel of its own.
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
  const bandwidth = machine.serving.bandwidth
  const narrow = machine.peaks[precision].bytes
  const tiles = machine.processors > 0 ? machine.processors * coefficients.fill * coefficients.fill : 0
  const flops = 2 * k * (m * n + tiles)
  let compute = computeSeconds(machine, precision, flops, coefficients.compute)
  compute *= 1 + (coefficients.throttle * compute) / (compute + THROTTLE_SECONDS)
  const bytes = n * k * weightBytesPerElement + m * (k * narrow + n * ACTIVATION_BYTES)
  const conversion = narrow < ACTIVATION_BYTES ? (coefficients.conversion * m * k) / bandwidth : 0
  writeKernel(
    out,
    m > 1 ? coefficients.overhead : coefficients.overhead + coefficients.singleRow,
    compute,
    bytes / (bandwidth * coefficients.memory),
    k * coefficients.serial,
    conversion,
  )
}
