import type { AlternativeKind } from '#shared/domain/brief/offer.ts'
import type { NamedDefinition } from './briefFigures.ts'
import type { FigureDefinition } from './figure.ts'

const lead: NamedDefinition = {
  path: 'alternatives.*.offer.lead',
  optional: true,
  emptyUnit: 'months',
  placeholder: 'brief.empty.unknown',
  label: 'brief.lead',
}
const residual: NamedDefinition = {
  path: 'alternatives.*.offer.residual',
  optional: true,
  placeholder: 'brief.empty.unknown',
  label: 'brief.residual',
}
const maintenance: NamedDefinition = {
  path: 'alternatives.*.offer.maintenance',
  optional: true,
  suffix: 'brief.per.systemMonth',
  placeholder: 'brief.empty.unknown',
  label: 'brief.maintenance',
}
const migration: NamedDefinition = {
  path: 'alternatives.*.offer.migration',
  optional: true,
  placeholder: 'brief.empty.unknown',
  label: 'brief.migration',
}
const term: NamedDefinition = {
  path: 'alternatives.*.offer.term',
  optional: true,
  emptyUnit: 'months',
  placeholder: 'brief.empty.monthly',
  label: 'brief.term',
}
const exitFee: NamedDefinition = { path: 'alternatives.*.offer.exitFee', label: 'brief.exitFee' }
const lifetime: NamedDefinition = {
  path: 'alternatives.*.offer.lifetimeYears',
  label: 'brief.lifetime',
}
const spareDomains: NamedDefinition = {
  path: 'alternatives.*.spareDomains',
  suffix: 'brief.per.domains',
  label: 'brief.spareDomains',
}
const pinned: NamedDefinition = {
  path: 'alternatives.*.pinned.systems',
  optional: true,
  placeholder: 'brief.pinned.derived',
  label: 'brief.pinned',
}

/** Figures of a hosted interface, dollars per million tokens first. */
const HOSTED: readonly NamedDefinition[] = [
  {
    path: 'alternatives.*.offer.hosted.input',
    optional: true,
    suffix: 'brief.perMillion',
    placeholder: 'brief.empty.unknown',
    label: 'brief.perMillion.input',
  },
  {
    path: 'alternatives.*.offer.hosted.cached',
    optional: true,
    suffix: 'brief.perMillion',
    placeholder: 'brief.empty.as',
    label: 'brief.perMillion.cached',
  },
  {
    path: 'alternatives.*.offer.hosted.output',
    optional: true,
    suffix: 'brief.perMillion',
    placeholder: 'brief.empty.unknown',
    label: 'brief.perMillion.output',
  },
  {
    path: 'alternatives.*.offer.hosted.rateLimit',
    optional: true,
    emptyUnit: '/s',
    suffix: 'brief.per.second',
    placeholder: 'brief.empty.unknown',
    label: 'brief.rateLimit',
  },
]

/** Machines that are owned already; their number belongs to the alternative. */
export const OWNED_SYSTEMS: NamedDefinition = {
  path: 'alternatives.*.ownedSystems',
  suffix: 'brief.per.systems',
  label: 'brief.ownedSystems',
}

/** What of an offer matters, by what the alternative is. Its price has a row of its own. */
export const OFFER_FIGURES: Readonly<Record<AlternativeKind, readonly NamedDefinition[]>> = {
  statusQuo: [OWNED_SYSTEMS, residual, maintenance, lifetime, spareDomains],
  owned: [OWNED_SYSTEMS, residual, maintenance, migration, lead, lifetime, spareDomains, pinned],
  add: [OWNED_SYSTEMS, lead, residual, maintenance, migration, lifetime, spareDomains, pinned],
  buy: [lead, residual, maintenance, migration, lifetime, spareDomains, pinned],
  lease: [term, exitFee, lead, maintenance, migration, spareDomains, pinned],
  rent: [term, exitFee, lead, migration, spareDomains, pinned],
  hosted: [...HOSTED, term, exitFee, migration, lead],
}

/** The price of an offer. Empty: what the library says of the device. */
export function priceFigure(kind: AlternativeKind): FigureDefinition {
  return {
    path: 'alternatives.*.offer.price',
    optional: true,
    fromLibrary: true,
    placeholder: kind === 'buy' || kind === 'add' || kind === 'rent' ? 'brief.empty.profile' : 'brief.empty.unknown',
    ...(kind === 'rent'
      ? { suffix: 'brief.per.hour' as const }
      : kind === 'lease'
        ? { suffix: 'brief.per.month' as const }
        : {}),
  }
}

/** What a machine that `add` keeps would sell for. */
export const KEPT_PRICE: FigureDefinition = {
  path: 'alternatives.*.keptOffer.price',
  optional: true,
  fromLibrary: true,
  placeholder: 'brief.empty.unknown',
}
