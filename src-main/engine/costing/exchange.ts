import { copiesSent } from '#shared/domain/lowering/routing.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { NETWORK_START, stepsOf, transferOf, transferSeconds, type Transfer } from './collective.ts'
import { clearTiming, type Timing } from './timing.ts'

/** The way tokens take to their experts, or the experts' results take back. */
export interface ExchangeRoute {
  /** Devices the experts are spread over. */
  readonly devices: number
  /** Bytes of one copy of a token on its way. */
  readonly rowBytes: number
  /** Experts per token. */
  readonly topK: number
  /** Groups the experts stand in, and those of them a token's experts may come from (node-limited routing); 0: no groups. */
  readonly expertGroups: number
  readonly groupsPerToken: number
}

/** An exchange with the tokens each device holds. */
export interface ExchangeShape extends ExchangeRoute {
  readonly tokens: number
}

/** Share of its network a device uses in an exchange between nodes: 44 to 46 of 50 GB/s on H100 over 400 Gb/s (DeepEP). */
const NETWORK_SHARE = 0.9

/**
 * Seconds longer that kernels take to start which merge a token's copies for a device or node (DeepEP's normal kernels
 * at one token on H100: 37 µs against 13 in a node, 105 between four against 25 of what starts fast).
 */
const MERGING_START = { inside: 24e-6, between: 80e-6 }

/** Nodes a token may reach: as many as its groups of experts are on, which are more than one a group beyond as many nodes. */
function reachableNodes({ expertGroups, groupsPerToken }: ExchangeRoute, nodes: number): number {
  return expertGroups > 0 ? groupsPerToken * Math.max(1, nodes / expertGroups) : Infinity
}

/** An exchange of routed tokens on one machine: all its time takes but the tokens. */
export interface ExchangeKernel {
  readonly devices: number
  readonly nodes: number
  readonly rowBytes: number
  readonly topK: number
  /** Copies of a token that go to other devices, and to other nodes, where those for one of them travel as one. */
  readonly toDevices: number
  readonly toNodes: number
  /** How devices of a domain send; null: no domain is wider than a device. */
  readonly inside: Transfer | null
  /** Bytes/s of its network that a device uses, 0 where no link is known; null: the group is within a domain. */
  readonly network: number | null
  /** Seconds before the first byte, and those longer that kernels take which merge copies. */
  readonly overhead: number
  readonly merging: number
}

/** The kernel of an exchange on a machine. */
export function exchangeKernel(machine: Machine, calibration: Calibration, route: ExchangeRoute): ExchangeKernel {
  const { devices, rowBytes, topK } = route
  const coefficients = calibration.tokenExchange
  const { overhead, perDevice } = coefficients
  const link = machine.link ?? machine.network ?? machine.host
  const domain = Math.max(1, link?.domain ?? 1)
  const members = Math.min(devices, domain)
  const nodes = Math.ceil(devices / domain)
  const start = overhead + perDevice * stepsOf('allToAll', members)
  const far = machine.network ?? machine.host ?? link
  return {
    devices,
    nodes,
    rowBytes,
    topK,
    toDevices: copiesSent(devices, topK),
    toNodes: copiesSent(nodes, topK, reachableNodes(route, nodes)),
    inside: link !== null && members > 1 ? transferOf(link, coefficients, members) : null,
    network: nodes > 1 ? (far?.bandwidth ?? 0) * NETWORK_SHARE : null,
    overhead: nodes > 1 ? start + (NETWORK_START.allToAll + perDevice * stepsOf('allToAll', nodes)) : start,
    merging: nodes > 1 ? MERGING_START.between : MERGING_START.inside,
  }
}

/** Seconds one kind of kernel moves its bytes: through the links of a domain and, where it is wider, the network at once. */
function movedSeconds({ inside, network }: ExchangeKernel, near: number, far: number): number {
  const within = inside === null ? 0 : transferSeconds(inside, near)
  if (network === null) return within
  const between = far / network
  return within > between ? within : between
}

/**
 * Time of an exchange of routed tokens in one direction. Stacks have kernels that start fast and send every choice of a
 * token apart, and kernels that send it once to each device that holds one of its experts and, over a network, once to each
 * node, where it is forwarded. The faster counts. What moves inside a domain and between domains overlaps.
 * @param tokens tokens each device holds @param out written in full; `link` holds the transfer
 */
export function exchangeKernelTime(kernel: ExchangeKernel, tokens: number, out: Timing): void {
  const { devices, nodes, merging } = kernel
  clearTiming(out)
  if (devices <= 1 || tokens <= 0) return
  const bytes = tokens * kernel.rowBytes
  const apart = bytes * kernel.topK
  const apartSeconds = movedSeconds(kernel, (apart * (devices - 1)) / devices, (apart * (nodes - 1)) / nodes)
  const mergedSeconds = movedSeconds(kernel, bytes * kernel.toDevices, bytes * kernel.toNodes)
  if (mergedSeconds + merging < apartSeconds) {
    out.overhead = kernel.overhead + merging
    out.link = mergedSeconds
  } else {
    out.overhead = kernel.overhead
    out.link = apartSeconds
  }
  out.seconds = out.overhead + out.link
}

/** The time of an exchange asked for once, as benchmarks and fits do. */
export function exchangeTime(machine: Machine, calibration: Calibration, shape: ExchangeShape, out: Timing): void {
  exchangeKernelTime(exchangeKernel(machine, calibration, shape), shape.tokens, out)
}
