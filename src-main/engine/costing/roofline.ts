import type { Machine } from '../machine.ts'

/**
 * Share of the processors kept busy by equal tiles dealt out in waves, softened by an exponent: 0 means the stack always
 * finds work for idle processors (split-k, smaller tiles), 1 means a last wave with one tile costs as much as a full one.
 * @param tiles independent pieces of work @param occupancy exponent from the calibration, 0 to 1
 * @returns above 0, at most 1; 1 where the machine's processor count is unknown
 */
export function spread(machine: Machine, tiles: number, occupancy: number): number {
  const processors = machine.processors
  if (processors === 0 || occupancy === 0) return 1
  const share = tiles / (Math.ceil(tiles / processors) * processors)
  return share >= 1 ? 1 : 1 - occupancy * (1 - share)
}

/**
 * Share of a working set that survives in the last-level cache when the same kernel runs in a loop.
 * @param bytes everything one run touches @returns 1 when it fits, falling to 0 at twice the capacity
 */
export function cacheResidency(machine: Machine, bytes: number): number {
  const cache = machine.cache
  if (cache === null || bytes >= 2 * cache.capacity) return 0
  return bytes <= cache.capacity ? 1 : 2 - bytes / cache.capacity
}
