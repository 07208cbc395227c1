import type { Brief } from '#shared/domain/brief/brief.ts'
import type { AlternativeKind, Offer } from '#shared/domain/brief/offer.ts'
import type { CombinedRisks } from '../economics/cash/riskEffects.ts'
import type { CostInput } from '#shared/domain/brief/costInput.ts'
import { costInputOf, type ReadAssumed } from '../economics/cash/inputOf.ts'
import { servedBy, type Served } from '../economics/cash/served.ts'
import { HOURS_PER_MONTH } from '../economics/price.ts'
import { figureIn } from './drawnFigures.ts'
import type { MoneyFigures } from './offerFigures.ts'

/** What one pool of machines costs, apart from what is drawn. Per system. */
export interface PoolCost {
  readonly kind: Exclude<AlternativeKind, 'hosted'>
  readonly offer: Offer
  /** Dollars with all that belongs to it: once, or a month. NaN: unknown. */
  readonly price: number
  readonly devices: number
  /** Watts at rest with hosts and network, and provisioned. NaN: unknown. */
  readonly idle: number
  readonly provisioned: number
  /** Joules a request above rest. NaN: unknown. */
  readonly joulesPerRequest: number
  /** Share of the requests it serves. */
  readonly share: number
  /** The team runs its stack today: a new model needs no qualifying there. */
  readonly known: boolean
}

/** What of it is the alternative's as a whole: one team runs both pools of one. */
export interface PoolShare {
  readonly people: boolean
  readonly migration: boolean
  readonly bridge: number | null
}

/** What is served at the start, on average. Unknown demand: NaN. */
export function servedAtStart({ demand }: Brief): Served {
  return servedBy(demand, demand.amount.value ?? NaN)
}

/** Which of the drawn figures an assumed figure of the brief is. */
const FIGURE_OF: Readonly<Record<string, keyof MoneyFigures>> = {
  'demand.amount': 'amount',
  'demand.growth': 'growth',
  'site.tariff': 'tariff',
  'site.spacePerKilowattMonth': 'space',
  'finance.people.own': 'people',
  'finance.people.rented': 'people',
  'finance.people.hosted': 'people',
  'finance.licencePerDeviceYear': 'licence',
  'finance.modelChangeCost': 'modelChange',
  'finance.rentDrift': 'rentDrift',
  'finance.hostedDrift': 'hostedDrift',
  'finance.otherShare': 'otherShare',
  'offer.residual': 'residual',
  'offer.maintenance': 'maintenance',
  'offer.migration': 'migration',
  'offer.hosted.input': 'hostedInput',
  'offer.hosted.cached': 'hostedCached',
  'offer.hosted.output': 'hostedOutput',
}

/** Reads the figures of the brief as they are in a draw. */
function readIn(figures: MoneyFigures, draw: number): ReadAssumed {
  return ({ value }, path) => {
    const name = FIGURE_OF[path]
    return name === undefined ? (value ?? NaN) : figureIn(figures[name], draw)
  }
}

/**
 * What a pool of machines costs in a draw, as the money room takes it.
 * @param systems in each quarter @param risks of the alternative, combined with the lead of this draw
 */
export function poolCost(
  brief: Brief,
  pool: PoolCost,
  figures: MoneyFigures,
  draw: number,
  systems: readonly number[],
  risks: CombinedRisks,
  { people, migration, bridge }: PoolShare,
): CostInput {
  const { kind, offer, devices, idle, provisioned, joulesPerRequest, price, known, share } = pool
  const fleet = {
    systems,
    devicesPerSystem: devices,
    dollars: price * figureIn(figures.priceFactor, draw),
    idle,
    provisioned,
    joulesPerRequest,
  }
  const { requests } = servedBy(brief.demand, figureIn(figures.amount, draw))
  const asked = { kind, offer, fleet, risks, bridge, anotherStack: !known }
  const whole = costInputOf(brief, asked, readIn(figures, draw), requests * share)
  return { ...whole, people: people ? whole.people : null, migration: migration ? whole.migration : null }
}

/** What somebody's interface costs in a draw: tokens, people and moving there. */
export function hostedCost(
  brief: Brief,
  offer: Offer,
  figures: MoneyFigures,
  draw: number,
  risks: CombinedRisks,
): CostInput {
  const asked = { kind: 'hosted', offer, fleet: null, risks, bridge: null, anotherStack: false } as const
  return costInputOf(brief, asked, readIn(figures, draw))
}

/** Joules a request takes above rest: what a copy draws at its load beyond its devices at rest, over its requests. */
export function joulesPerRequest(watts: number, idle: number, rate: number): number {
  return Math.max(0, watts - idle) / rate
}

/** Kilowatt-hours per million output tokens at the mean load, cooling included. */
export function energyPerMillion(brief: Brief, pool: PoolCost, systems: number): number {
  const { output, requests } = servedAtStart(brief)
  const watts = systems * pool.idle + requests * pool.share * pool.joulesPerRequest
  return ((watts / 1000) * brief.site.powerUsageEffectiveness * HOURS_PER_MONTH) / output
}
