import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { copyTiming, createParts, overlap, writeParts, type Parts, type Timing } from './timing.ts'

/** Bytes of an activation element as the previous operator leaves it. */
const ACTIVATION_BYTES = 2
/** Compute time at which half of the power-limit slowdown has set in: clocks are regulated within about a millisecond. */
const THROTTLE_SECONDS = 1e-3

/** The kernel of a product C[m,n] = A[m,k] · B[k,n] on one machine, B the weights: all its time takes but the rows m. */
export interface GemmKernel {
  /** Output and input features. */
  readonly n: number
  readonly k: number
  /** Output elements that are computed whatever the rows: one smallest tile per processor. */
  readonly tiles: number
  /** Operations/s a large, full product reaches before the power limit, and the share by which that lengthens it. */
  readonly rate: number
  readonly throttle: number
  /** Bytes of B as stored, and of A and C together for each row. */
  readonly weights: number
  readonly rowBytes: number
  /** Bytes/s: the level's own, and what of them the kernel reaches. */
  readonly bandwidth: number
  readonly reached: number
  /** Bytes moved per element of A where it is quantised in a kernel of its own; 0: it is read as it is. */
  readonly conversion: number
  /** Seconds one tile takes to walk k whatever the rates. */
  readonly latency: number
  /** Seconds before and after, and those of a single row. */
  readonly overhead: number
  readonly singleRow: number
}

/**
 * The kernel of a product on a machine. Formats narrower than 16 bits read A in 16 bits and write it quantised first, in a
 * kernel of its own. A single row falls back to another kernel in benchmarks alone: serving pads its batch to a captured
 * graph, and one row costs what two do.
 * @param precision format the product is computed in @param weightBytes bytes per element of B as stored
 * @param n output features @param k input features
 */
export function gemmKernel(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  weightBytes: number,
  n: number,
  k: number,
): GemmKernel {
  const coefficients = calibration.gemm
  const { bandwidth } = machine.serving
  const peak = machine.peaks[precision]
  const { overhead } = coefficients
  return {
    n,
    k,
    tiles: machine.processors > 0 ? machine.processors * coefficients.fill * coefficients.fill : 0,
    rate: peak.rate * coefficients.compute,
    throttle: coefficients.throttle,
    weights: n * k * weightBytes,
    rowBytes: k * peak.bytes + n * ACTIVATION_BYTES,
    bandwidth,
    reached: bandwidth * coefficients.memory,
    conversion: peak.bytes < ACTIVATION_BYTES ? coefficients.conversion : 0,
    latency: k * coefficients.serial,
    overhead,
    singleRow: calibration.warmth > 0 ? overhead + coefficients.singleRow : overhead,
  }
}

/**
 * Time of a product. Compute: 2·m·n·k, plus one smallest tile per processor, at the fitted share of the peak, falling when
 * the kernel runs long enough to meet the power limit. Memory: B and A as stored, C in 16 bits.
 * @param m rows of activations (tokens) @param out written in full
 */
export function gemmKernelParts(kernel: GemmKernel, m: number, out: Parts): void {
  const { n, k, conversion } = kernel
  const flops = 2 * k * (m * n + kernel.tiles)
  const free = flops > 0 ? flops / kernel.rate : 0
  writeParts(
    out,
    m === 1 ? kernel.singleRow : kernel.overhead,
    free * (1 + (kernel.throttle * free) / (free + THROTTLE_SECONDS)),
    (kernel.weights + m * kernel.rowBytes) / kernel.reached,
    kernel.latency,
    conversion > 0 ? (conversion * m * k) / kernel.bandwidth : 0,
  )
}

const parts = createParts()

/** The time of a product asked for once, as benchmarks and fits do. Parameters: those of its kernel, and its rows m. */
export function gemmTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  weightBytes: number,
  m: number,
  n: number,
  k: number,
  out: Timing,
): void {
  gemmKernelParts(gemmKernel(machine, calibration, precision, weightBytes, n, k), m, parts)
  overlap(parts)
  copyTiming(parts, out)
}
