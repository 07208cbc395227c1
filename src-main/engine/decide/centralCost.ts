import type { Brief } from '#shared/domain/brief/brief.ts'
import { presentCost } from '../economics/cash/presentCost.ts'
import { combineRisks } from '../economics/cash/riskEffects.ts'
import type { AskedPool } from './askedPools.ts'
import { poolCost } from './costOf.ts'
import { CENTRAL, createDealer, figureIn } from './drawnFigures.ts'
import { riskEffects } from './losses.ts'
import { moneyFigures } from './offerFigures.ts'
import { poolFacts, type PoolFacts } from './poolFacts.ts'
import type { SizedConfiguration } from './screen.ts'

/** Without draws, every figure is what it is now. */
const NOTHING_DRAWN = createDealer(0, 0)

/** Facts of a pool in one of its configurations. @param share of the requests it serves */
export function factsOf(
  { finance }: Brief,
  { kind, offer }: AskedPool,
  { scenario, packing, capacity }: Pick<SizedConfiguration, 'scenario' | 'packing' | 'capacity'>,
  share: number,
): PoolFacts {
  // What is there today runs a stack the team knows.
  const known = kind === 'owned' || kind === 'statusQuo'
  return poolFacts({ kind, offer, known }, scenario, packing, capacity, finance, share)
}

/**
 * Present dollars of a pool in one of its configurations at the central values, alone and without a bridge: what is made
 * small when configurations are weighed. Where the price is unknown, devices are counted instead, which order alike.
 */
export function centralCost(brief: Brief, pool: AskedPool, configuration: SizedConfiguration): number {
  const { count, packing } = configuration
  if (!Number.isFinite(count.systems)) return Infinity
  const { cost } = factsOf(brief, pool, configuration, 1)
  if (Number.isNaN(cost.price)) return count.systems * packing.devicesPerSystem
  const { alternative, kind, offer } = pool
  const machine = alternative.hardware ?? alternative.id
  const figures = moneyFigures(brief, NOTHING_DRAWN, { kind, offer, machine, profilePrice: null })
  const risks = combineRisks(riskEffects(alternative.risks), figureIn(figures.lead, CENTRAL))
  const whole = { people: true, migration: true, bridge: null }
  const { presentValue } = presentCost(poolCost(brief, cost, figures, CENTRAL, [count.systems], risks, whole))
  // Electricity nobody knows is the same for all configurations of a machine, to what a comparison of them needs.
  return Number.isNaN(presentValue) ? count.systems * cost.price : presentValue
}
