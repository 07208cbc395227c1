import type { Assumed } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import type { RunBy } from '#shared/domain/brief/finance.ts'
import type { AlternativeKind, Offer } from '#shared/domain/brief/offer.ts'
import { runBy } from '../economics/cash/inputOf.ts'
import { fixed, type Dealer, type DrawnFigure } from './drawnFigures.ts'

/** Names of what one offer is drawn in. Dollars and months, per system where it is of a system. */
export const OFFER_FIGURES = [
  'priceFactor',
  'residual',
  'lead',
  'maintenance',
  'migration',
  'hostedInput',
  'hostedCached',
  'hostedOutput',
] as const
/** What one offer is drawn in. */
export type OfferFigure = (typeof OFFER_FIGURES)[number]

/** Names of what all alternatives share, people by who runs what. */
export const COMMON_FIGURES = [
  'amount',
  'tariff',
  'space',
  'growth',
  'people',
  'licence',
  'modelChange',
  'rentDrift',
  'hostedDrift',
  'otherShare',
] as const
/** What all alternatives share. */
export type CommonFigure = (typeof COMMON_FIGURES)[number]

/** Everything money of an alternative is drawn in. */
export type MoneyFigures = Readonly<Record<OfferFigure | CommonFigure, DrawnFigure>>

/** What the price of a kind of offer is a price of: draws of one machine and kind are the same for all alternatives. */
function priceName(kind: AlternativeKind): string {
  if (kind === 'owned' || kind === 'statusQuo') return 'resale'
  return kind === 'add' ? 'buy' : kind
}

/** Prices that go with the market of used machines, rents and tokens. */
function goesWithMarket(kind: AlternativeKind): boolean {
  return kind !== 'buy' && kind !== 'add' && kind !== 'lease'
}

/** A figure nobody gave is its floor, nothing: whoever shows it says so. */
function atFloor(figure: DrawnFigure): DrawnFigure {
  return Number.isNaN(figure.now) ? fixed(0) : figure
}

/** Range of a price relative to itself, as the offer gives it or else as the device's profile does. */
function priceRange(offer: Offer, ofProfile: Assumed | null): Assumed {
  const price = offer.price ?? ofProfile
  const nothing: Assumed = { value: 1, low: null, high: null, grade: 'guess', source: '', date: null }
  if (price === null || price.value === null || price.low === null || price.high === null || !(price.value > 0)) {
    return nothing
  }
  return { ...nothing, low: price.low / price.value, high: price.high / price.value }
}

/** One pool of machines, or somebody's interface, as it is paid for. */
export interface OfferedPool {
  readonly kind: AlternativeKind
  readonly offer: Offer
  /** Id of the machine, or of the alternative where there is none: what is drawn under one name is one quantity. */
  readonly machine: string
  /** Price of the device with its range, where the offer leaves it to the profile; null: the offer has it, or nobody. */
  readonly profilePrice: Assumed | null
}

/** Figures of the brief that all alternatives draw together. */
export function commonFigures(brief: Brief, dealer: Dealer, by: RunBy): Readonly<Record<CommonFigure, DrawnFigure>> {
  const { finance, site, demand } = brief
  return {
    amount: dealer.figure('demand/amount', demand.amount),
    tariff: dealer.figure('site/tariff', site.tariff),
    space: dealer.figure('site/space', site.spacePerKilowattMonth),
    growth: atFloor(dealer.figure('demand/growth', demand.growth)),
    people: atFloor(dealer.figure(`people/${by}`, finance.people[by], 'people')),
    licence: atFloor(dealer.figure('finance/licence', finance.licencePerDeviceYear)),
    modelChange: atFloor(dealer.figure('finance/modelChange', finance.modelChangeCost)),
    rentDrift: atFloor(dealer.figure('finance/rentDrift', finance.rentDrift)),
    hostedDrift: atFloor(dealer.figure('finance/hostedDrift', finance.hostedDrift)),
    otherShare: atFloor(dealer.figure('finance/otherShare', finance.otherShare)),
  }
}

/** Everything the money of a pool is drawn in. @param brief whose site and finance it is paid under */
export function moneyFigures(
  brief: Brief,
  dealer: Dealer,
  { kind, offer, machine, profilePrice }: OfferedPool,
): MoneyFigures {
  const named = (name: string) => `${name}/${machine}`
  const market = goesWithMarket(kind) ? 'market' : null
  const hosted = (name: string, figure: Assumed | undefined) =>
    figure === undefined ? fixed(NaN) : dealer.figure(named(`hosted/${name}`), figure, 'market')
  return {
    ...commonFigures(brief, dealer, runBy(kind)),
    priceFactor: dealer.figure(named(priceName(kind)), priceRange(offer, profilePrice), market),
    residual: atFloor(dealer.figure(named('residual'), offer.residual, 'market')),
    lead: atFloor(dealer.figure(named(`lead/${priceName(kind)}`), offer.lead)),
    maintenance: atFloor(dealer.figure(named('maintenance'), offer.maintenance)),
    migration: atFloor(dealer.figure(named('migration'), offer.migration)),
    hostedInput: hosted('input', offer.hosted?.input),
    hostedCached: hosted('cached', offer.hosted?.cached),
    hostedOutput: hosted('output', offer.hosted?.output),
  }
}
