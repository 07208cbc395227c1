import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import { distinctExperts } from '#shared/domain/lowering/routing.ts'
import type { Machine } from '../machine/machine.ts'
import { computeSeconds } from './roofline.ts'
import { writeKernel, type Timing } from './timing.ts'

const ACTIVATION_BYTES = 2
/** Gate, up and down projections of a gated expert. */
const MATRICES = 3

/** One feed-forward of routed experts over a whole expert group. Reused: whoever asks for its time writes every field. */
export interface ExpertsShape {
  /** Bytes per weight as stored. */
  weightBytes: number
  /** Tokens entering the layer in the whole expert group. */
  tokens: number
  /** Model width. */
  hidden: number
  /** Width of one expert. */
  intermediate: number
  /** Experts per token. */
  topK: number
  /** Experts in the layer. */
  experts: number
  /** Devices one expert is cut over. */
  tensorParallel: number
  /** Devices the experts are spread over. */
  expertParallel: number
}

/**
 * The routed experts' feed-forward on the busiest device: grouped matrix multiplications over the experts it holds.
 * Routing is random with all experts equally likely; `skew` adds to the load of the busiest device.
 * @param precision format of the arithmetic
 * @param skew load of the busiest expert shard over the mean, 1 = even @param out written in full
 */
export function moeTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  shape: Readonly<ExpertsShape>,
  skew: number,
  out: Timing,
): void {
  const { tokens, topK, experts, expertParallel } = shape
  const share = expertParallel > 1 ? Math.min(1, skew / expertParallel) : 1
  const active = distinctExperts(experts, topK, tokens) / expertParallel
  expertsTime(machine, calibration, precision, shape, tokens * topK * share, active, 1, out)
}

/**
 * The feed-forward of the experts one device holds, given what reaches it.
 * @param assignments (token, expert) pairs on this device @param active distinct experts among them
 * @param unevenness factor on the kernel, 1 = equal loads
 */
export function expertsTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  shape: Readonly<ExpertsShape>,
  assignments: number,
  active: number,
  unevenness: number,
  out: Timing,
): void {
  const { weightBytes, hidden } = shape
  const width = shape.intermediate / shape.tensorParallel
  const coefficients = calibration.moe
  const bandwidth = machine.serving.bandwidth
  const pairs = assignments > 1 ? assignments : 1
  const touched = active > pairs ? pairs : active > 1 ? active : 1
  const elements = MATRICES * hidden * width
  const flops = 2 * elements * (pairs + coefficients.idleRows * touched)
  writeKernel(
    out,
    coefficients.overhead,
    unevenness * computeSeconds(machine, precision, flops, coefficients.compute),
    (unevenness * touched * elements * weightBytes) / (bandwidth * coefficients.memory),
    (hidden + width) * coefficients.serial,
    (coefficients.activation * pairs * hidden * ACTIVATION_BYTES) / bandwidth,
  )
}
