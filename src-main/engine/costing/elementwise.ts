import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine.ts'
import { softMaximum, type Timing } from './timing.ts'

/**
 * Operators that only stream data: norms, rotary embedding, activation functions, state updates, embedding gathers.
 * @param bytes read and written @param flops vector operations, run at the fp32 rate
 */
export function streamTime(
  machine: Machine,
  calibration: Calibration,
  bytes: number,
  flops: number,
  out: Timing,
): void {
  const coefficients = calibration.stream
  const compute = flops > 0 ? flops / (machine.peaks.fp32.rate * coefficients.compute) : 0
  const memory = (bytes + coefficients.rampBytes) / (machine.serving.bandwidth * coefficients.memory)
  out.compute = compute
  out.memory = memory
  out.cache = 0
  out.link = 0
  out.overhead = coefficients.overhead
  out.seconds = coefficients.overhead + softMaximum(compute, memory)
}
