import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { computeSeconds } from './roofline.ts'
import { softMaximum, type Timing } from './timing.ts'

/**
 * Side of the square region of a wafer a model should run on: as few cores as hold its bytes, for every core more is a
 * hop more; at most the largest square the wafer's grid and its routing leave.
 * @param bytes weights and KV resident on one wafer @returns cores along one side; 0: the machine has no mesh
 */
export function meshSide(machine: Machine, calibration: Calibration, bytes: number): number {
  const mesh = machine.mesh
  if (mesh === null) return 0
  const largest = Math.sqrt(mesh.cores * calibration.mesh.region)
  if (mesh.sramPerCore <= 0) return largest
  return Math.min(largest, Math.sqrt(bytes / mesh.sramPerCore))
}

/** Share of a wafer's cores, and so of its arithmetic and SRAM bandwidth, in a square region. */
function regionShare(machine: Machine, side: number): number {
  const mesh = machine.mesh
  return mesh === null ? 1 : Math.min(1, (side * side) / mesh.cores)
}

/**
 * Seconds of one traversal of a region: starting the dataflow, and a hop per core along the side.
 * @param side cores along one side of the region
 */
export function meshTraversal(calibration: Calibration, side: number): number {
  return calibration.mesh.start + side * calibration.mesh.hop
}

/**
 * One operator of a layer on a wafer mesh. It waits for its operand to cross the region and for its sums to come back;
 * its share of the activations flows through at a fixed rate per element; multiply-adds and SRAM reads run on the
 * region's cores. The operators of a layer make `traversals` of the calibration together (nine: two for each of four
 * products, one for attention).
 * @param precision format of the arithmetic @param bytes weights and KV the operator reads
 * @param flops operations for all tokens @param side cores along one side of the region (`meshSide`)
 * @param traversals crossings of the region this operator makes @param tokens tokens in the step
 * @param hidden model width @param out written in full; `cache` holds the time on the mesh
 */
export function meshOperatorTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  bytes: number,
  flops: number,
  side: number,
  traversals: number,
  tokens: number,
  hidden: number,
  out: Timing,
): void {
  const coefficients = calibration.mesh
  const share = regionShare(machine, side)
  const flow = (traversals / coefficients.traversals) * tokens * hidden * coefficients.activation
  const crossing = traversals * meshTraversal(calibration, side) + flow
  const compute = computeSeconds(machine, precision, flops, coefficients.compute * share)
  const memory = bytes / (machine.serving.bandwidth * coefficients.memory * share)
  out.compute = compute
  out.memory = memory
  out.cache = crossing
  out.link = 0
  out.overhead = 0
  out.seconds = crossing + softMaximum(compute, memory)
}

/**
 * One transformer layer on a wafer mesh: all its traversals, its weights and KV, its operations.
 * @param weightBytes weights and KV the layer reads @param flops operations of the layer for all tokens
 * @param side cores along one side of the region @param tokens tokens in the step (batch × query length)
 * @param hidden model width @param out written in full
 */
export function meshLayerTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  weightBytes: number,
  flops: number,
  side: number,
  tokens: number,
  hidden: number,
  out: Timing,
): void {
  const { traversals } = calibration.mesh
  meshOperatorTime(machine, calibration, precision, weightBytes, flops, side, traversals, tokens, hidden, out)
}

/**
 * One matrix-vector product alone on a wafer mesh, its dataflow already running: the sums cross the region once.
 * @param n output features @param k input features @param side cores along one side of the region
 */
export function meshGemvTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  weightBytesPerElement: number,
  n: number,
  k: number,
  side: number,
  out: Timing,
): void {
  const coefficients = calibration.mesh
  const share = regionShare(machine, side)
  const crossing = side * coefficients.hop
  const compute = computeSeconds(machine, precision, 2 * n * k, coefficients.compute * share)
  const memory = (n * k * weightBytesPerElement) / (machine.serving.bandwidth * coefficients.memory * share)
  out.compute = compute
  out.memory = memory
  out.cache = crossing
  out.link = 0
  out.overhead = 0
  out.seconds = crossing + softMaximum(compute, memory)
}
