import { z } from 'zod'
import type { SystemUnit } from './systemUnit.ts'
import type { Figure } from './provenance.ts'

/** What one price or power is a figure of, smallest first. Of `system` all that the vendor delivers is meant. */
export const COVERED_UNITS = ['chip', 'board', 'node', 'rack', 'system'] as const
/** What one price or power is a figure of. */
export type CoveredUnit = (typeof COVERED_UNITS)[number]

/**
 * Parts of a machine that a price or a power may leave out: hosts with the board that joins the devices; the network
 * between nodes, not links inside one; racks with power shelves and their installation.
 */
export const SURROUNDING_PARTS = ['host', 'network', 'rack'] as const
/** A part of a machine that a price or a power may leave out. */
export type SurroundingPart = (typeof SURROUNDING_PARTS)[number]

/** Whether a part is in a figure. Null: nobody says. */
const included = z.boolean().nullable()

/** What a price or a power covers. Every figure is one device's share of it. */
export const coverSchema = z.strictObject({
  of: z.enum(COVERED_UNITS),
  host: included,
  network: included,
  rack: included,
})
/** What a price or a power covers. */
export type Cover = z.infer<typeof coverSchema>

/** Prices and powers that say what they cover. The idle power covers what the board power does. */
export const COVERED_FIGURES = ['board', 'provisioned', 'purchase', 'rental'] as const
/** A price or power that says what it covers. */
export type CoveredFigure = (typeof COVERED_FIGURES)[number]

/** What the prices and powers of a profile cover; profiles of an earlier Memwall do not say, and `coverOf` assumes it. */
export const coversSchema = z.partialRecord(z.enum(COVERED_FIGURES), coverSchema)
/** What the prices and powers of a profile cover. */
export type Covers = z.infer<typeof coversSchema>

/** A board alone: host, network and rack come on top. */
export const BARE: Cover = { of: 'board', host: false, network: false, rack: false }
/** A server with its hosts. */
const SERVER: Cover = { of: 'node', host: true, network: false, rack: false }
/** A machine that is delivered ready to run; the network that leads to others is not in it. */
const READY: Cover = { of: 'system', host: true, network: false, rack: true }
/** All that is needed to serve. */
export const WHOLE: Cover = { of: 'system', host: true, network: true, rack: true }

/** What is read of a profile to tell what its figures cover. */
export interface Covered {
  readonly kind: string
  readonly unitOfAccount: string
  readonly system?: SystemUnit | undefined
  readonly covers?: Covers | undefined
  readonly power: { readonly provisioned: Figure }
  readonly price: { readonly purchase: Figure }
}

/** A figure that was divided from one of a whole system has said so in these words since systems exist. */
export const SHARED_OUT = 'of the whole system'

function isShare({ note }: Figure): boolean {
  return note?.includes(SHARED_OUT) ?? false
}

/** A wafer, or a machine that is counted as one device: priced and fed as a whole. */
function isMachine({ kind, unitOfAccount }: Covered): boolean {
  return kind === 'wafer' || unitOfAccount.startsWith('system')
}

/**
 * What a price or power of a profile covers.
 * @param profile one that does not say it gets what its kind is usually sold as: a rent covers all; a wafer is a machine;
 * shares of a whole system are of servers; provisioned power is a planner's, with all around the device; the rest are boards
 */
export function coverOf(profile: Covered, figure: CoveredFigure): Cover {
  return profile.covers?.[figure] ?? assumedCover(profile, figure)
}

function assumedCover(profile: Covered, figure: CoveredFigure): Cover {
  switch (figure) {
    case 'rental':
      return WHOLE
    case 'board':
      return isMachine(profile) ? WHOLE : BARE
    case 'provisioned':
      return isShare(profile.power.provisioned) ? SERVER : WHOLE
    case 'purchase':
      if (isMachine(profile) || profile.kind === 'unified') return READY
      return isShare(profile.price.purchase) ? SERVER : BARE
  }
}

/** What all covered figures of a profile cover, said in full: for profiles in which it is to be written down. */
export function coversOf(profile: Covered): Record<CoveredFigure, Cover> {
  return {
    board: coverOf(profile, 'board'),
    provisioned: coverOf(profile, 'provisioned'),
    purchase: coverOf(profile, 'purchase'),
    rental: coverOf(profile, 'rental'),
  }
}
