import type { Brief } from '#shared/domain/brief/brief.ts'
import { lastMonth } from '#shared/domain/brief/lastMonth.ts'
import type { CostInput } from '#shared/domain/brief/costInput.ts'
import type { Costing, CostPlan, Relaxation } from '#shared/domain/brief/verdict.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { Drawn } from '#shared/verdict/brief/draws.ts'
import type { PreparedAlternative } from '#shared/verdict/brief/prepared.ts'
import { runBy } from '../economics/cash/inputOf.ts'
import { lotsOf } from '../economics/cash/lots.ts'
import { contractMonths } from '../economics/cash/payments.ts'
import { SOLD_AT_ONCE } from '../economics/cash/resale.ts'
import { perMillion } from '../economics/cash/served.ts'
import { boundaryOf, type Boundary } from '../economics/cash/systemPrice.ts'
import { HOURS_PER_MONTH } from '../economics/price.ts'
import { accruedCost } from './accruedCost.ts'
import { brokenBounds, holding } from './bounds.ts'
import { energyPerMillion, servedAtStart, type PoolCost } from './costOf.ts'
import { CENTRAL, figureIn, type Dealer } from './drawnFigures.ts'
import { costsIn, drawnLosses, risksIn, togetherCost, type Bridge, type PaidAlternative } from './losses.ts'
import type { AskedPool } from './askedPools.ts'
import { sizingOf, type Housed, type SizedPool } from './sized.ts'

/** An alternative of machines or of an interface, sized and paid. */
export interface JudgedInput {
  readonly paid: PaidAlternative
  readonly pool: AskedPool | null
  readonly sized: SizedPool | null
  readonly kept: SizedPool | null
  readonly boundary: Boundary
  /** Why a figure without which it has no cost is unknown; null: all are known. */
  readonly unknown: Wording | null
  /** Why nothing of it may serve, whatever it costs. */
  readonly limits: readonly Wording[]
}

/** What an alternative is judged by, with what would let it keep the bounds it breaks. */
export interface Prepared {
  readonly alternative: PreparedAlternative
  readonly relaxations: readonly Relaxation[]
}

/** What the money was worked out from. @param output millions of tokens a month at the start */
function planOf(inputs: readonly CostInput[], output: number): CostPlan {
  const pools = inputs.map((input) => {
    const { neededBy, lead, horizon, rented } = input
    const term = rented === null ? null : contractMonths(rented.term)
    const lots = lotsOf(input.systems, { neededBy, lead, horizon, term })
    return { input, lots: lots.map(({ systems, ordered, from, to }) => ({ systems, ordered, from, to })) }
  })
  return { pools, output, soldAtOnce: SOLD_AT_ONCE, hoursPerMonth: HOURS_PER_MONTH }
}

/** Cost at the central values of all pools of an alternative together. */
export function centralCosting(
  brief: Brief,
  paid: PaidAlternative,
  boundary: Boundary,
  bridge: Bridge | null,
): Costing {
  const inputs = costsIn(brief, paid, CENTRAL, bridge)
  const cost = togetherCost(inputs)
  const { finance, neededBy } = brief
  const growth = inputs[0]?.growth ?? 0
  const served = servedAtStart(brief)
  const each = perMillion(cost.presentValue, served, growth, finance.discountRate, neededBy, lastMonth(brief))
  return {
    parts: cost.parts,
    presentValue: cost.presentValue,
    perMillionOutput: each.output,
    perMillionTokens: each.tokens,
    capital: cost.capital,
    perMonth: cost.perMonth,
    covered: boundary.covered,
    added: boundary.added,
    plan: planOf(inputs, served.output),
  }
}

/** Kilowatt-hours per million output tokens at the mean load. Null: an interface, or nobody knows what it draws. */
function energyOf(brief: Brief, { paid, sized }: JudgedInput): number | null {
  if (paid.main === null || sized === null) return null
  let sum = energyPerMillion(brief, paid.main.cost, paid.systems)
  if (paid.kept !== null) sum += energyPerMillion(brief, paid.kept.cost, paid.kept.byQuarter[0] ?? 0)
  return sum > 0 ? sum : null
}

function filled(value: number | null, draws: number): Float64Array | undefined {
  return value === null ? undefined : new Float64Array(draws).fill(value)
}

/**
 * Sizes, costs and draws of one alternative, as a verdict is reached from them.
 * @param bridge what serves until it is delivered; null: nothing does, or it is there
 */
export function prepareAlternative(brief: Brief, input: JudgedInput, dealer: Dealer, bridge: Bridge | null): Prepared {
  const { paid, pool, sized, kept, boundary, unknown, limits } = input
  const { draws } = dealer
  const { id } = paid
  const { powerPerRack } = brief.constraints
  // A power that nobody knows stands at 0 among the costs.
  const housed = (cost: PoolCost | undefined): Housed => ({
    here: cost !== undefined && runBy(cost.kind) === 'own',
    provisioned: cost !== undefined && cost.provisioned > 0 ? cost.provisioned : NaN,
    powerPerRack,
  })
  const main = housed(paid.main?.cost)
  const stays = kept === null ? null : { pool: kept, housed: housed(paid.kept?.cost) }
  const sizing = sized === null ? null : sizingOf(sized, main, stays)
  const costing = centralCosting(brief, paid, boundary, bridge)
  const energy = energyOf(brief, input)
  const carbon = energy === null ? null : energy * brief.site.carbonIntensity
  const { loss, states, capital } = drawnLosses(brief, paid, dealer, bridge)
  const own = {
    capital,
    ...optional('speed', filled(sizing?.timePerToken ?? null, draws)),
    ...optional('energy', filled(energy, draws)),
    ...optional('carbon', filled(carbon, draws)),
  }
  const lead = Float64Array.from({ length: draws }, (_, draw) => risksIn(paid, draw).lead)
  const share = brief.promise.confidence
  const paidOut = holding(capital, brief.constraints.capital, share)
  const delivered = holding(lead, brief.constraints.delivery, share)
  const broken = brokenBounds(brief, {
    id,
    sizing,
    costing,
    provisioned: main.here ? main.provisioned : NaN,
    capitalHolds: paidOut.holds,
    capitalAt: paidOut.at,
    deliveryHolds: delivered.holds,
    deliveryAt: delivered.at,
  })
  return {
    alternative: {
      id,
      kind: pool?.alternative.kind ?? 'hosted',
      limits: [...limits, ...broken.map(({ limit }) => limit)],
      sizing,
      costing: unknown === null ? costing : null,
      accrued: unknown === null ? accruedCost(brief, input) : null,
      drawn: { loss, states, own },
      edge: edgeOf(brief, input, dealer, bridge),
      weak: [],
      item: itemOf(input),
      energy,
      carbon,
      weakest: null,
      unpriced: unknown === null ? null : { figure: unknown, floor: 0 },
    },
    relaxations: broken.flatMap(({ relaxation }) => relaxation ?? []),
  }
}

function optional<Name extends string>(name: Name, values: Float64Array | undefined) {
  return values === undefined ? {} : ({ [name]: values } as Record<Name, Float64Array>)
}

/** The draws with the count beside the one that is asked for, where either may be it. */
function edgeOf(brief: Brief, { paid, sized }: JudgedInput, dealer: Dealer, bridge: Bridge | null): Drawn | null {
  const other = sized?.count.edge ?? null
  if (other === null || paid.main === null || !(other > 0)) return null
  const beside = { ...paid, systems: other, main: { ...paid.main, byQuarter: [other] } }
  const { loss, states } = drawnLosses(brief, beside, dealer, bridge)
  return { loss, states, own: {} }
}

/** Figures that are no money and no power: what is bought when one of them is better. */
function movesPerformance(path: string): boolean {
  return !/^(?:price|power)\b/.test(path)
}

/** What the user changed of the machine, and what a system of it is charged for: who differs in the first alone gets it free. */
function itemOf({ paid, pool }: JudgedInput): PreparedAlternative['item'] {
  if (pool === null || paid.main === null) return null
  const { alternative, base } = pool
  const { cost, figures } = paid.main
  const changed = Object.entries(alternative.hardwareOverrides).filter(([path]) => movesPerformance(path))
  const now = (name: 'residual' | 'maintenance' | 'migration') => figureIn(figures[name], CENTRAL)
  return {
    machine: `${alternative.kind} ${base.hardware.id}`,
    figures: Object.fromEntries(changed),
    charged: {
      price: cost.price,
      residual: now('residual'),
      maintenance: now('maintenance'),
      migration: now('migration'),
    },
  }
}

/** What an interface covers, and what is added to it. */
export const HOSTED_BOUNDARY: Boundary = boundaryOf('hosted', null)

/** Months to delivery at the central values. */
export function centralLead(paid: PaidAlternative): number {
  const figures = paid.main?.figures ?? paid.hosted?.figures ?? null
  return figures === null ? 0 : figureIn(figures.lead, CENTRAL)
}
