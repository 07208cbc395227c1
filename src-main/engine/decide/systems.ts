/** How a configuration fills the systems that are bought. */
export interface Packing {
  /** Devices of one copy. */
  readonly size: number
  /** Devices of one system: a node, a rack, one wafer. */
  readonly devicesPerSystem: number
  /** Devices that are lost together when a failure domain is: a node's, a tray's. */
  readonly devicesPerDomain: number
}

/** A quotient this little above a whole number is that number. */
const ROUNDING = 1e-9

/** Copies of a configuration in one system; below 1, one copy spans several. */
export function copiesPerSystem({ size, devicesPerSystem }: Packing): number {
  return size <= devicesPerSystem ? Math.floor(devicesPerSystem / size) : 1 / Math.ceil(size / devicesPerSystem)
}

/** Copies that carry a rate. Infinity: a copy carries nothing. @param rate requests per second @param capacity C of one copy */
export function copiesFor(rate: number, capacity: number): number {
  if (!(rate > 0)) return 0
  return capacity > 0 ? Math.ceil((rate / capacity) * (1 - ROUNDING)) : Infinity
}

/** Whole systems that hold so many copies. */
function systemsOf(copies: number, packing: Packing): number {
  const each = copiesPerSystem(packing)
  return each >= 1 ? Math.ceil(copies / each) : copies * Math.ceil(packing.size / packing.devicesPerSystem)
}

/** Copies that are gone when so many failure domains are lost: all of a node's, one tray's of a rack, a whole pipeline. */
export function copiesLost(packing: Packing, domains: number): number {
  const { size, devicesPerSystem, devicesPerDomain } = packing
  const touched = Math.max(1, Math.ceil(Math.min(devicesPerDomain, devicesPerSystem) / size))
  return domains * Math.min(touched, Math.max(1, copiesPerSystem(packing)))
}

/** Copies that so many systems hold, with some failure domains lost. */
export function copiesIn(systems: number, packing: Packing, lost = 0): number {
  return Math.max(0, Math.floor(systems * copiesPerSystem(packing) + ROUNDING) - copiesLost(packing, lost))
}

/**
 * s(λ, C): whole systems that carry a rate, with some failure domains lost.
 * @param rate requests per second @param capacity C of one copy @param lost domains that are lost at once
 */
export function systemsFor(rate: number, capacity: number, packing: Packing, lost = 0): number {
  return systemsOf(copiesFor(rate, capacity) + copiesLost(packing, lost), packing)
}
