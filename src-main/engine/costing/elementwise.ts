import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { copyTiming, createParts, overlap, writeParts, type Parts, type Timing } from './timing.ts'

/** The kernel of what only streams, on one machine: all its time takes but bytes and operations. */
export interface StreamKernel {
  readonly overhead: number
  /** Vector operations/s it reaches, at the fp32 rate. */
  readonly rate: number
  /** Bytes/s it reaches. */
  readonly reached: number
}

/** The kernel of operators that only stream data: norms, rotary embedding, activations, state updates, embedding gathers. */
export function streamKernel(machine: Machine, calibration: Calibration): StreamKernel {
  const { overhead, compute, memory } = calibration.stream
  return { overhead, rate: machine.vectorRate * compute, reached: machine.serving.bandwidth * memory }
}

/**
 * Time of an operator that only streams data.
 * @param bytes read and written @param flops vector operations @param out written in full
 */
export function streamKernelParts(kernel: StreamKernel, bytes: number, flops: number, out: Parts): void {
  writeParts(out, kernel.overhead, flops > 0 ? flops / kernel.rate : 0, bytes / kernel.reached, 0, 0)
}

const parts = createParts()

/** The same asked for once, as benchmarks and fits do. */
export function streamTime(
  machine: Machine,
  calibration: Calibration,
  bytes: number,
  flops: number,
  out: Timing,
): void {
  streamKernelParts(streamKernel(machine, calibration), bytes, flops, parts)
  overlap(parts)
  copyTiming(parts, out)
}
