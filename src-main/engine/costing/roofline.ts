import type { Precision } from '#shared/domain/precision.ts'
import type { Machine } from '../machine/machine.ts'

/**
 * Seconds of multiply-adds at a share of the dense peak. Where the peak is unknown so are the seconds, and with them all
 * that follows: whoever presents the result says which figure is missing.
 * @param flops operations, padding included @param efficiency share of the peak, above 0 and at most 1
 */
export function computeSeconds(machine: Machine, precision: Precision, flops: number, efficiency: number): number {
  return flops > 0 ? flops / (machine.peaks[precision].rate * efficiency) : 0
}

/**
 * Share of a working set that is still in the last-level cache when the same kernel runs in a loop: all of it up to half
 * the capacity, none from one and a half times the capacity on.
 * @param bytes everything one run touches
 */
export function cacheResidency(machine: Machine, bytes: number): number {
  const cache = machine.cache
  if (cache === null) return 0
  const fill = bytes / cache.capacity
  return fill <= 0.5 ? 1 : fill >= 1.5 ? 0 : 1.5 - fill
}
