import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine.ts'
import { softMaximum, type Timing } from './timing.ts'

/**
 * One layer's matrices on a wafer mesh: broadcast and reduction across the mesh against arithmetic and SRAM reads.
 * In decode every operator waits for its operand to cross the mesh; with many tokens the traversals overlap and the
 * multiply-adds bind.
 * @param precision format of the arithmetic @param weightBytes weights of the layer on this wafer @param flops operations
 * of the layer for all tokens @param side cores along one side of the mesh region used
 * @param tokens tokens in the step (batch × query length) @param out written in full; `cache` holds the mesh time
 */
export function meshLayerTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  weightBytes: number,
  flops: number,
  side: number,
  tokens: number,
  out: Timing,
): void {
  const coefficients = calibration.mesh
  const mesh = machine.mesh
  const cores = mesh === null ? 1 : mesh.cores
  const share = Math.min(1, (side * side) / cores)
  const crossing = side * coefficients.hop * coefficients.traversals
  const compute = flops / (machine.peaks[precision].rate * share * coefficients.compute)
  const memory = weightBytes / (machine.serving.bandwidth * share * coefficients.memory)
  out.compute = compute
  out.memory = memory
  out.cache = crossing
  out.link = 0
  out.overhead = 0
  out.seconds = crossing + softMaximum(compute, memory) * (tokens > 0 ? 1 : 0)
}

/**
 * One matrix-vector product on a wafer mesh: its operand crosses the mesh once and its sums come back.
 * @param n output features @param k input features @param side cores along one side of the region used
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
  const mesh = machine.mesh
  const share = Math.min(1, (side * side) / (mesh === null ? 1 : mesh.cores))
  const crossing = side * coefficients.hop
  const compute = (2 * n * k) / (machine.peaks[precision].rate * share)
  const memory = (n * k * weightBytesPerElement) / (machine.serving.bandwidth * share * coefficients.memory)
  out.compute = compute
  out.memory = memory
  out.cache = crossing
  out.link = 0
  out.overhead = 0
  out.seconds = crossing + softMaximum(compute, memory)
}
