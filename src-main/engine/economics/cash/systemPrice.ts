import { BOUNDARY_PARTS, COVERED_BY_KIND, type BoundaryPart } from '#shared/domain/brief/boundary.ts'
import type { AlternativeKind, Offer } from '#shared/domain/brief/offer.ts'
import { coverOf, SURROUNDING_PARTS, type Cover, type SurroundingPart } from '#shared/domain/covers.ts'
import { DEFAULT_ECONOMICS, type Economics } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { unknownFigure } from '#shared/domain/provenance.ts'
import { addedFor, addedParts } from '#shared/domain/surroundings.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { HOURS_PER_MONTH, withoutPrice } from '../price.ts'
import { SOLD_AT_ONCE } from './resale.ts'

/** What is inside a price, and what was added to it; together all of `BOUNDARY_PARTS`. */
export interface Boundary {
  readonly covered: readonly BoundaryPart[]
  readonly added: readonly BoundaryPart[]
}

/** Dollars of one whole system, and what they are for. */
export interface SystemPrice extends Boundary {
  /** With what the price leaves out, and tax: once, or a month where it is rented or leased. Null: unknown. */
  readonly dollars: number | null
  /** Why it is unknown. */
  readonly reason: Wording | null
  /** What each missing part adds, without tax. */
  readonly surroundings: Readonly<Record<SurroundingPart, number>>
  /** How much less it may be, for nobody says whether a part is in the price, or what an owned system would sell for. */
  readonly uncertain: number
  /** Tax and duty in it. */
  readonly tax: number
}

/** What is asked of a system. */
export interface PricedSystem {
  readonly kind: Exclude<AlternativeKind, 'hosted'>
  readonly offer: Offer
  readonly profile: HardwareProfile
  /** Devices of one system. */
  readonly devices: number
  /** Sales tax and duty that are not recovered, as a share of purchases. */
  readonly taxShare: number
  /** What stands around devices, as shares of the price, where nobody says dollars. */
  readonly around?: Pick<Economics, 'surroundingsShare' | 'networkShare'>
}

const NOTHING: Readonly<Record<SurroundingPart, number>> = { host: 0, network: 0, rack: 0 }

function isThere(kind: AlternativeKind): boolean {
  return kind === 'owned' || kind === 'statusQuo'
}

/**
 * What the price of an alternative holds and what is added to it, each part once.
 * @param cover what the price says of hosts, network and racks; null: hosted tokens, or machines that are there
 * @param beyond parts of which the price holds the inner one alone, so that the outer is added as well
 */
export function boundaryOf(
  kind: AlternativeKind,
  cover: Cover | null,
  beyond: readonly SurroundingPart[] = [],
): Boundary {
  const inPrice = new Set<BoundaryPart>(COVERED_BY_KIND[kind])
  if (cover !== null) for (const part of SURROUNDING_PARTS) if (cover[part] === true) inPrice.add(part)
  const outer = new Set<BoundaryPart>(beyond)
  return {
    covered: BOUNDARY_PARTS.filter((part) => inPrice.has(part)),
    added: BOUNDARY_PARTS.filter((part) => !inPrice.has(part) || outer.has(part)),
  }
}

/** A profile whose price covers what the offer says: what the offer holds is not added, and what it lacks as before. */
function asOffered(profile: HardwareProfile, cover: Cover | null, own: boolean): HardwareProfile {
  if (cover === null) return profile
  const { purchase: _purchase, ...covers } = profile.covers ?? {}
  const told = (part: SurroundingPart) =>
    cover[part] === true ? unknownFigure() : (addedFor({ ...profile, covers }, part) ?? unknownFigure())
  return {
    ...profile,
    covers: { ...profile.covers, [own ? 'purchase' : 'rental']: cover },
    price: { ...profile.price, host: told('host'), network: told('network'), rack: told('rack') },
  }
}

/** Dollars of a device, once or a month, as the offer or the profile says. Null: unknown. */
function pricePerDevice({ kind, offer, profile, devices }: PricedSystem): number | null {
  if (offer.price !== null) {
    const { value } = offer.price
    if (value === null) return null
    return kind === 'rent' ? value * HOURS_PER_MONTH : value / devices
  }
  const { purchase, rental } = profile.price
  if (kind === 'lease') return null
  if (kind === 'rent') return rental.value === null ? null : rental.value * HOURS_PER_MONTH
  if (purchase.value === null) return null
  return isThere(kind) ? purchase.value * SOLD_AT_ONCE : purchase.value
}

/**
 * Dollars of one system of an alternative, with what its price leaves out added once. Bought: the offer, else the profile's
 * price of its devices, with tax. Rented and leased: a month. Owned: what it would sell for today; where nobody says, what
 * a new one would, of which all above the residual is uncertain. It is nothing only where the offer says so.
 */
export function systemPrice(asked: PricedSystem): SystemPrice {
  const { kind, offer, profile, devices, taxShare, around = DEFAULT_ECONOMICS } = asked
  const there = isThere(kind)
  const mode = kind === 'rent' || kind === 'lease' ? 'rent' : 'own'
  const price = pricePerDevice(asked)
  const unknown = { surroundings: NOTHING, uncertain: 0, tax: 0 }
  if (there) {
    const boundary = boundaryOf(kind, null)
    if (price === null) return { dollars: null, reason: noPrice(profile, mode), ...boundary, ...unknown }
    const dollars = price * devices
    const uncertain = offer.price === null ? Math.max(0, dollars - (offer.residual.value ?? 0)) : 0
    return { dollars, reason: null, ...boundary, ...unknown, uncertain }
  }
  // A lease is paid like a rent, but is of what is sold.
  const cover = offer.covers ?? coverOf(profile, kind === 'rent' ? 'rental' : 'purchase')
  const offered = asOffered(profile, kind === 'lease' ? cover : offer.covers, mode === 'own')
  const parts = addedParts(offered, { ...DEFAULT_ECONOMICS, ...around, mode }, price ?? 0)
  const beyond = parts.filter(({ part, dollars }) => cover[part] === true && dollars > 0).map(({ part }) => part)
  const boundary = boundaryOf(kind, cover, beyond)
  if (price === null) return { dollars: null, reason: noPrice(profile, mode), ...boundary, ...unknown }
  const surroundings = { ...NOTHING }
  let uncertain = 0
  for (const { part, dollars } of parts) {
    surroundings[part] = dollars * devices
    if (cover[part] === null) uncertain += dollars * devices
  }
  const whole = price * devices + surroundings.host + surroundings.network + surroundings.rack
  const share = mode === 'own' ? taxShare : 0
  return {
    dollars: whole * (1 + share),
    reason: null,
    ...boundary,
    surroundings,
    uncertain: uncertain * (1 + share),
    tax: whole * share,
  }
}

function noPrice(profile: HardwareProfile, mode: Economics['mode']): Wording {
  return { code: 'reason.noPrice', parameters: withoutPrice(profile, { mode }) }
}
