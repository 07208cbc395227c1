import type { AlternativeKind } from './offer.ts'

/**
 * What every alternative has to have, whoever pays for it: the devices; hosts with the board that joins the devices; the
 * network between nodes; racks with power shelves and installation; and what it takes to run them.
 */
export const BOUNDARY_PARTS = [
  'devices',
  'host',
  'network',
  'rack',
  'maintenance',
  'energy',
  'space',
  'other',
  'licence',
  'modelChange',
  'people',
  'migration',
] as const
/** A part that every alternative has to have. */
export type BoundaryPart = (typeof BOUNDARY_PARTS)[number]

/** What a provider carries whose machines are rented: all but the software on them and the people who run it. */
const RENTED: readonly BoundaryPart[] = ['devices', 'maintenance', 'energy', 'space', 'other']
/** What is inside the price of hosted tokens. */
const HOSTED: readonly BoundaryPart[] = [...RENTED, 'host', 'network', 'rack', 'licence', 'modelChange']

/**
 * What the price of a kind of alternative holds whatever its offer says: hosts, network and racks follow the offer, except
 * where machines are there already or tokens are bought.
 */
export const COVERED_BY_KIND: Readonly<Record<AlternativeKind, readonly BoundaryPart[]>> = {
  statusQuo: ['devices', 'host', 'network', 'rack'],
  owned: ['devices', 'host', 'network', 'rack'],
  // Of what is added; what is kept is `owned`.
  add: ['devices'],
  buy: ['devices'],
  lease: ['devices'],
  rent: RENTED,
  hosted: HOSTED,
}
