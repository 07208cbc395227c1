import type { CollectiveKind } from '#shared/domain/result.ts'
import type { Calibration, CollectiveCoefficients } from '../calibration/calibration.ts'
import type { Machine, MachineLink } from '../machine/machine.ts'
import type { Timing } from './timing.ts'

/** Devices up to which latency grows with each device (a ring); beyond it grows with each doubling (trees of rings). */
const RING_DEVICES = 8

/**
 * Bytes each device sends, over the message. Rings: 2(n−1)/n for all-reduce, (n−1)/n of the whole message for the others,
 * 1 for a pair. A switch that reduces (NVLink SHARP) takes each vector once and returns one sum: (n+1)/n.
 * @param inSwitch the link's switch can add
 */
export function collectiveTraffic(kind: CollectiveKind, devices: number, inSwitch: boolean): number {
  if (kind === 'sendReceive') return 1
  const share = (devices - 1) / devices
  if (kind !== 'allReduce') return share
  const ring = 2 * share
  const switched = (devices + 1) / devices
  return inSwitch && switched < ring ? switched : ring
}

function steps(kind: CollectiveKind, devices: number): number {
  if (kind === 'sendReceive') return 1
  return devices <= RING_DEVICES ? devices - 1 : RING_DEVICES - 1 + Math.log2(devices / RING_DEVICES)
}

/**
 * Shares of its network that a device uses in groups wider than a domain. Exchanges: DeepEP on H100 over 400 Gb/s moves
 * 16-bit-equivalent messages at the full rate, dispatching in 8 bits. Reductions: NCCL on 4 × 8 B200 over 8 × 400 Gb/s.
 * Grade: derived from 142 measured rows of three clusters.
 */
const EXCHANGE_SHARE = 0.98
const REDUCTION_SHARE = 0.74

/** Seconds a group that reaches over the network takes longer to start. Same source and grade. */
const NETWORK_START: Readonly<Record<CollectiveKind, number>> = {
  allReduce: 45e-6,
  allGather: 45e-6,
  reduceScatter: 45e-6,
  allToAll: 8e-6,
  sendReceive: 15e-6,
}

/** Share of a device's link a group of this size can use. */
function reach(link: MachineLink, contention: number, devices: number): number {
  // A direct mesh gives a pair of devices 1/(domain−1) of the aggregate; a group uses the links among its members.
  if (link.topology === 'mesh' && link.domain > 1 && link.domain < Number.POSITIVE_INFINITY) {
    return Math.min(1, (devices - 1) / (link.domain - 1))
  }
  // Devices on a tree of PCIe switches share its root.
  if (contention > 0 && devices > 2 && (link.topology === 'tree' || link.topology === 'point-to-point')) {
    return Math.pow(2 / devices, contention)
  }
  return 1
}

/** Seconds to move a message's bytes inside one domain, latency excluded. */
function transfer(link: MachineLink, coefficients: CollectiveCoefficients, devices: number, sent: number): number {
  const rate = link.bandwidth * coefficients.link * reach(link, coefficients.contention, devices)
  // Protocols change with the size (LL, LL128, Simple): the square root bends the curve between latency and bandwidth.
  return (sent + Math.sqrt(sent * coefficients.rampBytes)) / rate
}

/**
 * Time of a collective over `devices`. Groups wider than the scale-up domain run in two stages, inside and between
 * domains that overlap, the second over the network with each device carrying its share.
 * @param bytes the message: for all-reduce the vector each device holds, for all-gather and reduce-scatter the whole
 * gathered vector, for all-to-all everything one device holds for all, for send/receive what travels
 * @param out written in full; `link` holds the transfer
 */
export function collectiveTime(
  machine: Machine,
  calibration: Calibration,
  kind: CollectiveKind,
  devices: number,
  bytes: number,
  out: Timing,
): void {
  out.compute = 0
  out.memory = 0
  out.cache = 0
  out.link = 0
  out.overhead = 0
  out.seconds = 0
  if (devices <= 1 || bytes <= 0) return
  const coefficients = calibration[kind]
  const near = machine.link ?? machine.network ?? machine.host
  if (near === null) {
    out.link = Number.POSITIVE_INFINITY
    out.seconds = Number.POSITIVE_INFINITY
    return
  }
  const inSwitch = machine.reducesInSwitch
  if (devices <= near.domain) {
    out.overhead = coefficients.overhead + coefficients.perDevice * steps(kind, devices)
    out.link = transfer(near, coefficients, devices, bytes * collectiveTraffic(kind, devices, inSwitch))
  } else {
    const domain = near.domain > 1 ? near.domain : 1
    const groups = Math.ceil(devices / domain)
    const far = machine.network ?? machine.host ?? near
    // Reductions and gathers exchange 1/domain of the vector per device; personal messages mostly leave the domain.
    const crossing =
      kind === 'sendReceive'
        ? bytes
        : kind === 'allToAll'
          ? (bytes * (groups - 1)) / groups
          : (bytes / domain) * collectiveTraffic(kind, groups, false)
    const between =
      kind === 'sendReceive'
        ? transfer(far, coefficients, 2, crossing)
        : crossing / (far.bandwidth * (kind === 'allToAll' ? EXCHANGE_SHARE : REDUCTION_SHARE))
    const inside =
      domain > 1 && kind !== 'sendReceive'
        ? transfer(near, coefficients, domain, bytes * collectiveTraffic(kind, domain, inSwitch))
        : 0
    out.overhead =
      coefficients.overhead +
      NETWORK_START[kind] +
      coefficients.perDevice * (domain > 1 ? steps(kind, domain) : 0) +
      coefficients.perDevice * steps(kind, groups)
    // Chunks cross the network while the next ones move inside the domain.
    out.link = inside > between ? inside : between
  }
  out.seconds = out.overhead + out.link
}
