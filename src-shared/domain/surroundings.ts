import { coverOf, SURROUNDING_PARTS, type SurroundingPart } from './covers.ts'
import type { Economics } from './economics.ts'
import type { HardwareProfile } from './hardware.ts'
import { unknownFigure, type Figure } from './provenance.ts'

/**
 * How `surroundingsShare`, which stands for hosts, network and racks together, is dealt out to the three where a price
 * holds some of them. Grade: guess. List prices of one vendor's servers are half above eight of its boards at street
 * prices, and planners put network and installation at less than a host.
 */
export const SURROUNDING_WEIGHTS: Readonly<Record<SurroundingPart, number>> = { host: 0.6, network: 0.25, rack: 0.15 }

/** Dollars that a wafer's price leaves out, per machine: an outer host, ports of a switch, installation. Grade: guess. */
const AROUND_A_WAFER: Readonly<Record<SurroundingPart, number>> = { host: 10_000, network: 15_000, rack: 50_000 }

/** Share of the board limit that hosts and fans draw where nobody says. Grade: guess. */
export const HOST_SHARE = { low: 0.15, high: 0.45 } as const
/** Share of the board limit that switches, network cards and optics draw where nobody says. Grade: guess. */
export const NETWORK_SHARE = { low: 0.03, high: 0.12 } as const

/** Between two ends nobody has measured: both are equally far from it as factors. */
const middle = (low: number, high: number): number => Math.sqrt(low * high)

/**
 * Dollars a device that a purchase price leaves out of a part, where somebody says how many.
 * @returns null: nobody says; where the price does not cover the part, a share of the price stands in
 */
export function addedFor(profile: HardwareProfile, part: SurroundingPart): Figure | null {
  const told = profile.price[part]
  if (told !== undefined && told.value !== null) return told
  if (profile.kind !== 'wafer' || profile.covers?.purchase !== undefined) return null
  return { value: AROUND_A_WAFER[part], grade: 'guess', source: null }
}

/** What a part adds to a price. */
export interface AddedPart {
  readonly part: SurroundingPart
  /** Dollars a device, or dollars a device and hour where it is rented. 0: it is in the price. */
  readonly dollars: number
  /** Nobody says whether it is in the price: it is added, and may be nothing. */
  readonly uncertain: boolean
}

/**
 * What has to be added to the price of a device, each missing part once: the profile's own figure, else its share of the
 * scenario's; a network entered apart comes on top where the price has none.
 * @param price dollars a device, or dollars a device and hour where it is rented
 */
export function addedParts(profile: HardwareProfile, economics: Economics, price: number): readonly AddedPart[] {
  const own = economics.mode === 'own'
  const cover = coverOf(profile, own ? 'purchase' : 'rental')
  return SURROUNDING_PARTS.map((part) => {
    const told = own ? addedFor(profile, part) : null
    if (told !== null && told.value !== null) return { part, dollars: told.value, uncertain: false }
    if (cover[part] === true) return { part, dollars: 0, uncertain: false }
    const apart = part === 'network' ? economics.networkShare : 0
    const share = economics.surroundingsShare * SURROUNDING_WEIGHTS[part] + apart
    return { part, dollars: price * share, uncertain: cover[part] === null }
  })
}

/**
 * Watts a device of the hosts around it, with fans and what joins the devices.
 * @returns null: they are in the board power. A figure without a value: the board power is unknown.
 */
export function hostPower(profile: HardwareProfile): Figure | null {
  const { board, provisioned, host } = profile.power
  if (host !== undefined && host.value !== null) return host
  const covered = coverOf(profile, 'board').host
  if (covered === true) return null
  if (board.value === null) return unknownFigure()
  const least = HOST_SHARE.low * board.value
  const whole = coverOf(profile, 'provisioned')
  const rest = provisioned.value === null ? 0 : provisioned.value - board.value
  // Network and cooling of a planner's figure cannot be told from hosts.
  if (whole.host === true && whole.network !== true && rest > 0) {
    const low = Math.min(least, rest)
    return {
      value: middle(low, rest),
      grade: 'estimate',
      source: provisioned.source,
      low,
      high: rest,
    }
  }
  return ofBoard(board.value, HOST_SHARE, covered === null)
}

/**
 * Watts a device of the network between nodes.
 * @returns null: it is in the board power. A figure without a value: the board power is unknown.
 */
export function networkPower(profile: HardwareProfile): Figure | null {
  const { board, network } = profile.power
  if (network !== undefined && network.value !== null) return network
  const covered = coverOf(profile, 'board').network
  if (covered === true) return null
  if (board.value === null) return unknownFigure()
  return ofBoard(board.value, NETWORK_SHARE, covered === null)
}

/** @param maybe nobody says whether it is in the board power already: the low end is nothing */
function ofBoard(board: number, share: { readonly low: number; readonly high: number }, maybe: boolean): Figure {
  const { low, high } = share
  return {
    value: board * middle(low, high),
    grade: 'guess',
    source: null,
    low: maybe ? 0 : board * low,
    high: board * high,
  }
}
