import { distinctExperts } from '#shared/domain/lowering/routing.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { computeSeconds } from './roofline.ts'
import { writeKernel, type Timing } from './timing.ts'

const ACTIVATION_BYTES = 2
/** Gate, up and down projections of a gated expert. */
const MATRICES = 3

/**
 * The routed experts' feed-forward on the busiest device: grouped matrix multiplications over the experts it holds.
 * Routing is random with all experts equally likely; `skew` adds to the load of the busiest device.
 * @param precision format of the arithmetic @param weightBytesPerElement bytes per weight as stored
 * @param tokens tokens entering the layer in the whole expert group @param hidden model width
 * @param intermediate width of one expert @param topK experts per token @param experts experts in the layer
 * @param tensorParallel devices one expert is cut over @param expertParallel devices the experts are spread over
 * @param skew load of the busiest expert shard over the mean, 1 = even @param out written in full
 */
export function moeTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  weightBytesPerElement: number,
  tokens: number,
  hidden: number,
  intermediate: number,
  topK: number,
  experts: number,
  tensorParallel: number,
  expertParallel: number,
  skew: number,
  out: Timing,
): void {
  const share = expertParallel > 1 ? Math.min(1, skew / expertParallel) : 1
  expertsTime(
    machine,
    calibration,
    precision,
    weightBytesPerElement,
    tokens * topK * share,
    distinctExperts(experts, topK, tokens) / expertParallel,
    hidden,
    intermediate / tensorParallel,
    1,
    out,
  )
}

/**
 * The feed-forward of the experts one device holds, given what reaches it.
 * @param assignments (token, expert) pairs on this device @param active distinct experts among them
 * @param width columns of one expert on this device @param unevenness factor on the kernel, 1 = equal loads
 */
export function expertsTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  weightBytesPerElement: number,
  assignments: number,
  active: number,
  hidden: number,
  width: number,
  unevenness: number,
  out: Timing,
): void {
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
    (unevenness * touched * elements * weightBytesPerElement) / (bandwidth * coefficients.memory),
    (hidden + width) * coefficients.serial,
    (coefficients.activation * pairs * hidden * ACTIVATION_BYTES) / bandwidth,
  )
}
