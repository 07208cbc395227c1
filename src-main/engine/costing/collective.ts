import type { Calibration, CollectiveCoefficients } from '../calibration/calibration.ts'
import type { Machine, MachineLink } from '../machine.ts'
import type { Timing } from './timing.ts'

/** Collectives the engine costs. */
export type CollectiveKind = 'allReduce' | 'allGather' | 'reduceScatter' | 'allToAll' | 'sendReceive'

/**
 * Bytes each device must send for a message, over the message: ring counts (2(n−1)/n for all-reduce, (n−1)/n for the
 * others with the whole message as the size), 1 for a pair.
 */
function traffic(kind: CollectiveKind, devices: number): number {
  if (kind === 'sendReceive') return 1
  const share = (devices - 1) / devices
  return kind === 'allReduce' ? 2 * share : share
}

function stage(
  link: MachineLink,
  coefficients: CollectiveCoefficients,
  kind: CollectiveKind,
  devices: number,
  bytes: number,
): number {
  // A direct mesh gives a pair of devices 1/(domain−1) of the aggregate; a group uses the links among its members.
  const reach =
    link.topology === 'mesh' && link.domain > 1 && Number.isFinite(link.domain)
      ? Math.min(1, Math.max(1, devices - 1) / (link.domain - 1))
      : 1
  const sent = bytes * traffic(kind, devices) * coefficients.traffic
  return (sent + coefficients.rampBytes) / (link.bandwidth * reach * coefficients.link)
}

/**
 * Time of a collective over `devices`. Groups wider than the scale-up domain run in two stages, inside and between
 * domains, the second over the network with each device carrying its share.
 * @param bytes the message per device: for all-reduce the vector each holds, for all-gather and reduce-scatter the whole
 * gathered vector, for all-to-all everything one device sends, for send/receive what travels
 */
export function collectiveTime(
  machine: Machine,
  calibration: Calibration,
  kind: CollectiveKind,
  devices: number,
  bytes: number,
  out: Timing,
): void {
  const coefficients = calibration[kind]
  out.compute = 0
  out.memory = 0
  out.cache = 0
  if (devices <= 1 || bytes <= 0) {
    out.link = 0
    out.overhead = 0
    out.seconds = 0
    return
  }
  const near = machine.link ?? machine.network ?? machine.host
  let overhead = coefficients.overhead + coefficients.perDoubling * Math.log2(devices)
  let link = Number.POSITIVE_INFINITY
  if (near !== null) {
    if (devices <= near.domain) {
      link = stage(near, coefficients, kind, devices, bytes)
    } else {
      const domain = Math.max(1, near.domain)
      const groups = Math.ceil(devices / domain)
      const far = machine.network ?? machine.host ?? near
      const inside = domain > 1 ? stage(near, coefficients, kind, domain, bytes) : 0
      // All-to-all sends most of its bytes across domains; reductions shrink to 1/domain before they leave.
      const crossing =
        kind === 'allToAll' ? (bytes * (groups - 1)) / groups : kind === 'sendReceive' ? bytes : bytes / domain
      const between = stage(far, coefficients, kind === 'allToAll' ? 'sendReceive' : kind, groups, crossing)
      link = inside + between
      overhead += coefficients.overhead + coefficients.perDoubling * Math.log2(groups)
    }
  }
  out.link = link
  out.overhead = overhead
  out.seconds = overhead + link
}
