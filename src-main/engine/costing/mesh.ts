import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import { WAFER_CONSTANTS } from '../calibration/dataflow.ts'
import type { Machine } from '../machine/machine.ts'
import { computeSeconds } from './roofline.ts'
import { clearTiming, softMaximum, type Timing } from './timing.ts'

/**
 * Side of the square region of a wafer a model should run on: as few cores as hold its bytes, for every core more is a
 * hop more; at most the largest square the wafer's grid and its routing leave.
 * @param bytes weights and KV resident on one wafer @returns cores along one side; 0: the machine has no mesh
 */
export function meshSide(machine: Machine, calibration: Calibration, bytes: number): number {
  const mesh = machine.mesh
  if (mesh === null) return 0
  const largest = Math.sqrt(mesh.cores * calibration.mesh.region)
  if (!(mesh.sramPerCore > 0)) return largest
  return Math.min(largest, Math.sqrt(bytes / mesh.sramPerCore))
}

/** Share of a wafer's cores, and so of its arithmetic and SRAM bandwidth, in a square region. */
function regionShare(machine: Machine, side: number): number {
  const mesh = machine.mesh
  return mesh === null ? 1 : Math.min(1, (side * side) / mesh.cores)
}

/** How much longer a cycle takes than where the mesh was fitted; 1 where nobody gives a clock. */
function slowdown({ mesh }: Machine): number {
  return mesh !== null && mesh.clock > 0 ? WAFER_CONSTANTS.clock.value / mesh.clock : 1
}

/** Work on a wafer's mesh: an operator, or a whole layer. Reused: whoever asks for its time writes every field. */
export interface MeshShape {
  /** Weights and KV it reads, in bytes. */
  bytes: number
  /** Operations for all tokens. */
  flops: number
  /** Cores along one side of the region it runs on (`meshSide`). */
  side: number
  /** Crossings of the region it makes. */
  traversals: number
  /** Tokens in the step (batch × query length). */
  tokens: number
  /** Model width. */
  hidden: number
}

/**
 * One operator of a layer on a wafer mesh. It waits for its operand to cross the region and for its sums to come back;
 * its share of the activations flows through at a fixed rate per element; multiply-adds and SRAM reads run on the
 * region's cores. The operators of a layer make `traversals` of the calibration together (nine: two for each of four
 * products, one for attention).
 * @param precision format of the arithmetic @param out written in full; `cache` holds the time on the mesh
 */
export function meshOperatorTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  shape: Readonly<MeshShape>,
  out: Timing,
): void {
  const { bytes, flops, side, traversals, tokens, hidden } = shape
  const coefficients = calibration.mesh
  const share = regionShare(machine, side)
  const flow = (traversals / coefficients.traversals) * tokens * hidden * coefficients.activation
  // A traversal starts the dataflow and hops from core to core along the side: cycles, fitted at the clock of one wafer.
  const crossing = (traversals * (coefficients.start + side * coefficients.hop) + flow) * slowdown(machine)
  const compute = computeSeconds(machine, precision, flops, coefficients.compute * share)
  const memory = bytes / (machine.serving.bandwidth * coefficients.memory * share)
  clearTiming(out)
  out.compute = compute
  out.memory = memory
  out.cache = crossing
  out.seconds = crossing + softMaximum(compute, memory)
}
