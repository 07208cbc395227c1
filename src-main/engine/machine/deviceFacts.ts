import { UNKNOWN } from '#shared/units/unknown.ts'

/** Facts of silicon the profile has no field for. */
export interface DeviceFacts {
  /** Streaming multiprocessors, compute units or matrix cores enabled on the product. */
  readonly processors: number
  /** Bytes of last-level cache, for products whose profile has no such level. */
  readonly cacheCapacity: number
}

const NOTHING: DeviceFacts = { processors: UNKNOWN, cacheCapacity: UNKNOWN }
const MEBIBYTE = 2 ** 20

/**
 * Processors and last-level cache by device id. Sources: NVIDIA architecture whitepapers (Ampere, Hopper, Ada, Blackwell
 * data-centre and RTX), `cudaDeviceProp.multiProcessorCount` of the shipping parts for B200 to GB300, AMD CDNA 2, 3 and 4
 * whitepapers (compute units), Intel Gaudi architecture papers (matrix engines).
 */
const FACTS: Readonly<Record<string, DeviceFacts>> = {
  'a100-sxm-40': { processors: 108, cacheCapacity: 40 * MEBIBYTE },
  'a100-sxm-80': { processors: 108, cacheCapacity: 40 * MEBIBYTE },
  'h100-sxm': { processors: 132, cacheCapacity: 50 * MEBIBYTE },
  'h200-sxm': { processors: 132, cacheCapacity: 50 * MEBIBYTE },
  'h100-pcie': { processors: 114, cacheCapacity: 50 * MEBIBYTE },
  h20: { processors: 78, cacheCapacity: 60 * MEBIBYTE },
  l40s: { processors: 142, cacheCapacity: 96 * MEBIBYTE },
  l4: { processors: 58, cacheCapacity: 48 * MEBIBYTE },
  'b200-sxm': { processors: 148, cacheCapacity: 126 * MEBIBYTE },
  'b300-sxm': { processors: 148, cacheCapacity: 126 * MEBIBYTE },
  'gb200-nvl72': { processors: 148, cacheCapacity: 126 * MEBIBYTE },
  'gb300-nvl72': { processors: 148, cacheCapacity: 126 * MEBIBYTE },
  'rtx-4090': { processors: 128, cacheCapacity: 72 * MEBIBYTE },
  'rtx-5090': { processors: 170, cacheCapacity: 96 * MEBIBYTE },
  'rtx-pro-6000': { processors: 188, cacheCapacity: 128 * MEBIBYTE },
  h800: { processors: 132, cacheCapacity: 50 * MEBIBYTE },
  a40: { processors: 84, cacheCapacity: 6 * MEBIBYTE },
  'arc-b60': { processors: 20, cacheCapacity: 18 * MEBIBYTE },
  mi250x: { processors: 220, cacheCapacity: 16 * MEBIBYTE },
  mi300x: { processors: 304, cacheCapacity: 256 * MEBIBYTE },
  mi325x: { processors: 304, cacheCapacity: 256 * MEBIBYTE },
  mi355x: { processors: 256, cacheCapacity: 256 * MEBIBYTE },
}

/** What is known of a device's silicon beyond its profile. @param id the profile's id */
export function deviceFacts(id: string): DeviceFacts {
  return Object.hasOwn(FACTS, id) ? (FACTS[id] ?? NOTHING) : NOTHING
}
