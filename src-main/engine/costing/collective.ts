import type { CollectiveKind } from '#shared/domain/result.ts'
import type { Calibration, CollectiveCoefficients } from '../calibration/calibration.ts'
import type { Machine, MachineLink } from '../machine/machine.ts'
import { UNKNOWN } from '#shared/units/unknown.ts'
import { clearTiming, type Timing } from './timing.ts'

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

/** Devices or doublings of them whose latency a collective adds up. */
export function stepsOf(kind: CollectiveKind, devices: number): number {
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
export const NETWORK_START: Readonly<Record<CollectiveKind, number>> = {
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

/** How a device sends bytes over the links of its domain. */
export interface Transfer {
  /** Bytes/s for a large message. */
  readonly rate: number
  /** Bytes at which the protocol still doubles the time. */
  readonly rampBytes: number
}

/** How a group of so many devices of one domain sends. */
export function transferOf(link: MachineLink, coefficients: CollectiveCoefficients, devices: number): Transfer {
  const rate = link.bandwidth * coefficients.link * reach(link, coefficients.contention, devices)
  return { rate, rampBytes: coefficients.rampBytes }
}

/** Seconds to move the bytes each device sends inside one domain, latency excluded. */
export function transferSeconds({ rate, rampBytes }: Transfer, sent: number): number {
  // Protocols change with the size (LL, LL128, Simple): the square root bends the curve between latency and bandwidth.
  return (sent + Math.sqrt(sent * rampBytes)) / rate
}

/** The part of a collective inside a domain. */
interface Inside {
  /** Bytes each device sends, over the message. */
  readonly traffic: number
  readonly transfer: Transfer
}

/** The part of a collective between domains. */
interface Between {
  readonly domain: number
  readonly groups: number
  /** Bytes each device sends over the network, over its part of the message. */
  readonly traffic: number
  /** Bytes/s of its network that a device uses. */
  readonly rate: number
  /** How one pair sends. */
  readonly pair: Transfer
}

/** A collective over some devices of a machine: all its time takes but the bytes. */
export interface CollectiveKernel {
  readonly kind: CollectiveKind
  readonly overhead: number
  /** Null: nothing moves inside a domain, or none wider than a device. */
  readonly inside: Inside | null
  /** Null: the group is within a domain. */
  readonly between: Between | null
}

/** No link is known, nor what moving bytes takes. */
const WITHOUT_LINK: Pick<CollectiveKernel, 'overhead' | 'inside' | 'between'> = {
  overhead: 0,
  inside: { traffic: 1, transfer: { rate: UNKNOWN, rampBytes: 0 } },
  between: null,
}

/**
 * A collective over `devices`. Groups wider than the scale-up domain run in two stages, inside and between domains that
 * overlap, the second over the network with each device carrying its share.
 */
export function collectiveKernel(
  machine: Machine,
  calibration: Calibration,
  kind: CollectiveKind,
  devices: number,
): CollectiveKernel {
  const coefficients = calibration[kind]
  const { overhead, perDevice } = coefficients
  const near = machine.link ?? machine.network ?? machine.host
  if (near === null) return { kind, ...WITHOUT_LINK }
  const within = (members: number): Inside => ({
    traffic: collectiveTraffic(kind, members, machine.reducesInSwitch),
    transfer: transferOf(near, coefficients, members),
  })
  if (devices <= near.domain) {
    return { kind, overhead: overhead + perDevice * stepsOf(kind, devices), inside: within(devices), between: null }
  }
  const domain = near.domain > 1 ? near.domain : 1
  const groups = Math.ceil(devices / domain)
  const far = machine.network ?? machine.host ?? near
  return {
    kind,
    overhead:
      overhead +
      NETWORK_START[kind] +
      perDevice * (domain > 1 ? stepsOf(kind, domain) : 0) +
      perDevice * stepsOf(kind, groups),
    inside: domain > 1 && kind !== 'sendReceive' ? within(domain) : null,
    between: {
      domain,
      groups,
      traffic: collectiveTraffic(kind, groups, false),
      rate: far.bandwidth * (kind === 'allToAll' ? EXCHANGE_SHARE : REDUCTION_SHARE),
      pair: transferOf(far, coefficients, 2),
    },
  }
}

/** Seconds between domains. */
function betweenSeconds(kind: CollectiveKind, between: Between, bytes: number): number {
  const { domain, groups } = between
  if (kind === 'sendReceive') return transferSeconds(between.pair, bytes)
  // Reductions and gathers exchange 1/domain of the vector per device; personal messages mostly leave the domain.
  const crossing = kind === 'allToAll' ? (bytes * (groups - 1)) / groups : (bytes / domain) * between.traffic
  return crossing / between.rate
}

/**
 * Time of a collective.
 * @param bytes the message: for all-reduce the vector each device holds, for all-gather and reduce-scatter the whole
 * gathered vector, for all-to-all everything one device holds for all, for send/receive what travels
 * @param out written in full; `link` holds the transfer
 */
export function collectiveKernelTime(kernel: CollectiveKernel, bytes: number, out: Timing): void {
  clearTiming(out)
  if (bytes <= 0) return
  const { inside, between } = kernel
  const near = inside === null ? 0 : transferSeconds(inside.transfer, bytes * inside.traffic)
  const far = between === null ? 0 : betweenSeconds(kernel.kind, between, bytes)
  out.overhead = kernel.overhead
  // Chunks cross the network while the next ones move inside the domain.
  out.link = between === null || near > far ? near : far
  out.seconds = out.overhead + out.link
}

/** The time of a collective asked for once, as benchmarks and fits do. */
export function collectiveTime(
  machine: Machine,
  calibration: Calibration,
  kind: CollectiveKind,
  devices: number,
  bytes: number,
  out: Timing,
): void {
  if (devices <= 1) clearTiming(out)
  else collectiveKernelTime(collectiveKernel(machine, calibration, kind, devices), bytes, out)
}
