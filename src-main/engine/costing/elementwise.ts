import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { writeKernel, type Timing } from './timing.ts'

/**
 * Operators that only stream data: norms, rotary embedding, activation functions, state updates, embedding gathers.
 * @param bytes read and written @param flops vector operations, run at the fp32 rate @param out written in full
 */
export function streamTime(
  machine: Machine,
  calibration: Calibration,
  bytes: number,
  flops: number,
  out: Timing,
): void {
  const coefficients = calibration.stream
  writeKernel(
    out,
    coefficients.overhead,
    machine.vectorRate > 0 ? flops / (machine.vectorRate * coefficients.compute) : 0,
    bytes / (machine.serving.bandwidth * coefficients.memory),
    0,
    0,
  )
}
