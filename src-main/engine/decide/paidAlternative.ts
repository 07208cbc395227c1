import type { Assumed } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { DEFAULT_OFFER } from '#shared/domain/brief/defaults.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { movableInputs } from '../analysis/inputs.ts'
import type { AskedPool } from './askedPools.ts'
import { factsOf } from './centralCost.ts'
import { mostNeeded } from './count.ts'
import type { Dealer } from './drawnFigures.ts'
import type { PaidAlternative, PaidPool } from './losses.ts'
import { riskEffects } from './losses.ts'
import { moneyFigures, type OfferedPool } from './offerFigures.ts'
import type { PoolFacts } from './poolFacts.ts'
import type { SizedPool } from './sized.ts'

/** The price of a device with the range its source or its grade gives it, as an offer that leaves the price to it draws it. */
function profilePrice(base: ResolvedScenario, kind: AskedPool['kind']): Assumed | null {
  const mode = kind === 'rent' ? 'rent' : 'own'
  const path = kind === 'rent' ? 'economics.rentalPrice' : 'economics.purchasePrice'
  const found = movableInputs({ ...base, economics: { ...base.economics, mode } }).find(({ input }) => input === path)
  if (found === undefined) return null
  const { base: value, low, high } = found
  return { value, low, high, grade: 'guess', source: '', date: null }
}

function offered({ kind, offer, base }: AskedPool): OfferedPool {
  return { kind, offer, machine: base.hardware.id, profilePrice: profilePrice(base, kind) }
}

/** A pool with its facts, as it is paid for. */
export interface PricedPool extends PaidPool {
  readonly facts: PoolFacts
}

/** A sized pool with its money. @param share of the requests it serves @param known price of nothing stands for an unknown one */
export function pricedPool(brief: Brief, pool: AskedPool, sized: SizedPool, share: number, dealer: Dealer): PricedPool {
  const facts = factsOf(brief, pool, sized, share)
  const { cost } = facts
  const floor = (value: number): number => (Number.isNaN(value) ? 0 : value)
  return {
    facts,
    cost: {
      ...cost,
      price: floor(cost.price),
      idle: floor(cost.idle),
      provisioned: floor(cost.provisioned),
      joulesPerRequest: floor(cost.joulesPerRequest),
    },
    figures: moneyFigures(brief, dealer, offered(pool)),
    byQuarter: sized.byQuarter,
  }
}

/** One system more of a pool's kind: new, as owned ones cannot be had again for what they would sell for. */
function oneMoreOf(brief: Brief, pool: AskedPool, sized: SizedPool, dealer: Dealer): PaidPool {
  const isNew = pool.kind === 'buy' || pool.kind === 'add' || pool.kind === 'rent' || pool.kind === 'lease'
  const asNew: AskedPool = isNew
    ? pool
    : {
        ...pool,
        kind: 'buy',
        offer: { ...DEFAULT_OFFER, residual: pool.offer.residual, maintenance: pool.offer.maintenance },
      }
  return pricedPool(brief, asNew, sized, 0, dealer)
}

/** An alternative of machines as all its money is made from. @param kept what it keeps; null: nothing */
export function paidAlternative(
  brief: Brief,
  main: { readonly pool: AskedPool; readonly sized: SizedPool },
  kept: { readonly pool: AskedPool; readonly sized: SizedPool; readonly share: number } | null,
  dealer: Dealer,
): PaidAlternative & { readonly main: PricedPool; readonly kept: PricedPool | null } {
  const { pool, sized } = main
  const { alternative, base } = pool
  return {
    id: alternative.id,
    main: pricedPool(brief, pool, sized, 1 - (kept?.share ?? 0), dealer),
    kept: kept === null ? null : pricedPool(brief, kept.pool, kept.sized, kept.share, dealer),
    hosted: null,
    oneMore: oneMoreOf(brief, pool, sized, dealer),
    effects: riskEffects(alternative.risks),
    vendor: base.hardware.vendor,
    needs: sized.needs,
    mostNeeded: mostNeeded({ withSpare: sized.count.atCentral + sized.count.spare }),
    systems: sized.byQuarter[0] ?? 0,
    exitFee: alternative.offer.exitFee,
  }
}
