import { lastMonth } from '#shared/domain/brief/lastMonth.ts'
import type { Assumed } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import type { RunBy } from '#shared/domain/brief/finance.ts'
import type { AlternativeKind, Offer } from '#shared/domain/brief/offer.ts'
import type { Bought, CostInput, HostedTokens, Powered, Rented, Spaced } from '#shared/domain/brief/costInput.ts'
import { MONTHS_PER_YEAR } from './discount.ts'
import type { CombinedRisks } from './riskEffects.ts'
import { servedBy } from './served.ts'

/**
 * The number of an assumed figure: its middle, or that of a draw. NaN: nobody knows it.
 * @param input path of the figure in the brief; of an offer, in the alternative
 */
export type ReadAssumed = (assumed: Assumed, input: string) => number

/** Every figure at its middle. */
export const atMiddle: ReadAssumed = ({ value }) => value ?? NaN

/** The machines of an alternative, one system of them. */
export interface CostedFleet {
  /** Systems in each quarter. */
  readonly systems: readonly number[]
  readonly devicesPerSystem: number
  /** Dollars of a system, as `systemPrice` gives them: once, or a month where it is rented or leased. */
  readonly dollars: number
  /** Watts at rest with hosts, and watts provisioned. */
  readonly idle: number
  readonly provisioned: number
  /** Joules of a request above rest. */
  readonly joulesPerRequest: number
}

/** How an alternative is costed. */
export interface CostedAlternative {
  readonly kind: AlternativeKind
  readonly offer: Offer
  /** Null: tokens are bought, or nothing is there. */
  readonly fleet: CostedFleet | null
  readonly risks: CombinedRisks
  /** Dollars a month of what serves until delivery; null: nothing does. */
  readonly bridge: number | null
  /** The team runs another stack today, so that each new model has to be qualified on this one. */
  readonly anotherStack: boolean
}

/** Who runs an alternative. */
export function runBy(kind: AlternativeKind): RunBy {
  if (kind === 'hosted') return 'hosted'
  return kind === 'rent' ? 'rented' : 'own'
}

function isThere(kind: AlternativeKind): boolean {
  return kind === 'owned' || kind === 'statusQuo'
}

/** A residual nobody knows counts as its floor, nothing; none is above what the system costs or would sell for today. */
function boughtOf(
  { kind, offer }: CostedAlternative,
  { dollars }: CostedFleet,
  brief: Brief,
  read: ReadAssumed,
): Bought {
  const residual = offer.residual.value === null ? 0 : read(offer.residual, 'offer.residual')
  const owned = isThere(kind)
  return {
    price: dollars,
    residual: Math.min(residual, dollars),
    owned,
    // What is there already was insured and installed when it was bought.
    otherShare: owned ? 0 : read(brief.finance.otherShare, 'finance.otherShare'),
    // How old an owned system is nobody says, nor what a new one costs.
    replaced: owned ? null : { every: offer.lifetimeYears * MONTHS_PER_YEAR, price: dollars },
  }
}

function rentedOf({ offer }: CostedAlternative, { dollars }: CostedFleet, brief: Brief, read: ReadAssumed): Rented {
  return { perMonth: dollars, term: offer.term, drift: read(brief.finance.rentDrift, 'finance.rentDrift') }
}

function poweredOf(
  { idle, joulesPerRequest }: CostedFleet,
  requests: number,
  brief: Brief,
  read: ReadAssumed,
): Powered {
  return {
    idle,
    joulesPerRequest,
    requests,
    powerUsageEffectiveness: brief.site.powerUsageEffectiveness,
    tariff: read(brief.site.tariff, 'site.tariff'),
    drift: brief.finance.electricityDrift,
  }
}

function spacedOf({ provisioned }: CostedFleet, { site }: Brief, read: ReadAssumed): Spaced {
  return {
    provisioned,
    least: site.leastBilledPower ?? 0,
    perKilowattMonth: read(site.spacePerKilowattMonth, 'site.spacePerKilowattMonth'),
  }
}

function tokensOf(
  { offer }: CostedAlternative,
  served: { readonly input: number; readonly cached: number; readonly output: number },
  brief: Brief,
  read: ReadAssumed,
): HostedTokens | null {
  const { hosted } = offer
  if (hosted === null) return null
  const inputPrice = read(hosted.input, 'offer.hosted.input')
  return {
    input: served.input,
    cached: served.cached,
    output: served.output,
    inputPrice,
    cachedPrice: hosted.cached.value === null ? inputPrice : read(hosted.cached, 'offer.hosted.cached'),
    outputPrice: read(hosted.output, 'offer.hosted.output'),
    drift: read(brief.finance.hostedDrift, 'finance.hostedDrift'),
  }
}

/**
 * What one alternative of a brief costs, as `presentCost` takes it: the lines of its kind, each read once. A figure nobody
 * knows is NaN, and so is what it leads to.
 * @param requests mean requests a second its fleet carries at the start; those of the brief, but for pools
 */
export function costInputOf(
  brief: Brief,
  alternative: CostedAlternative,
  read: ReadAssumed,
  requests = servedBy(brief.demand, read(brief.demand.amount, 'demand.amount')).requests,
): CostInput {
  const { kind, offer, fleet, risks, bridge, anotherStack } = alternative
  const { finance, demand } = brief
  const by = runBy(kind)
  const own = by === 'own' ? fleet : null
  const paidMonthly = kind === 'lease' || kind === 'rent'
  const runs = fleet !== null || kind === 'hosted'
  const changes = fleet !== null && finance.modelChangeMonths !== null && finance.modelChangeMonths > 0
  return {
    discountRate: finance.discountRate,
    horizon: lastMonth(brief),
    neededBy: brief.neededBy,
    lead: risks.lead,
    growth: read(demand.growth, 'demand.growth'),
    systems: fleet?.systems ?? [],
    bought: own === null || paidMonthly ? null : boughtOf(alternative, own, brief, read),
    rented: fleet === null || !paidMonthly ? null : rentedOf(alternative, fleet, brief, read),
    powered: own === null ? null : poweredOf(own, requests, brief, read),
    spaced: own === null ? null : spacedOf(own, brief, read),
    maintenance: own === null ? null : read(offer.maintenance, 'offer.maintenance') * risks.maintenance,
    people: runs ? read(finance.people[by], `finance.people.${by}`) + risks.people : null,
    licence:
      fleet === null
        ? null
        : (read(finance.licencePerDeviceYear, 'finance.licencePerDeviceYear') * fleet.devicesPerSystem) /
          MONTHS_PER_YEAR,
    migration: !runs || kind === 'statusQuo' ? null : read(offer.migration, 'offer.migration') + risks.dollars,
    modelChange:
      changes && finance.modelChangeMonths !== null
        ? {
            every: finance.modelChangeMonths,
            dollars: anotherStack ? read(finance.modelChangeCost, 'finance.modelChangeCost') : 0,
          }
        : null,
    bridge,
    tokens:
      kind === 'hosted'
        ? tokensOf(alternative, servedBy(demand, read(demand.amount, 'demand.amount')), brief, read)
        : null,
  }
}
