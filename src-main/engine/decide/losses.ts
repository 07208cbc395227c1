import type { Brief } from '#shared/domain/brief/brief.ts'
import type { Offer } from '#shared/domain/brief/offer.ts'
import type { Risk, RiskEffects, RiskName } from '#shared/domain/brief/risk.ts'
import { LATE, MEETS, NEVER, SHORT, type Drawn } from '#shared/verdict/brief/draws.ts'
import type { CostInput } from '#shared/domain/brief/costInput.ts'
import { costOfOneMore, lossWhenShort, MONTHS_TO_DISCOVERY, sunkCost } from '../economics/cash/lossOfDraw.ts'
import { costOfPools } from '../economics/cash/pools.ts'
import { presentCost } from '../economics/cash/presentCost.ts'
import { combineRisks, effectsOf, type CombinedRisks } from '../economics/cash/riskEffects.ts'
import { hostedCost, poolCost, type PoolCost } from './costOf.ts'
import { figureIn, type Dealer } from './drawnFigures.ts'
import type { MoneyFigures } from './offerFigures.ts'

/** One pool of an alternative with how many of it there are. */
export interface PaidPool {
  readonly cost: PoolCost
  readonly figures: MoneyFigures
  /** Systems in each quarter. */
  readonly byQuarter: readonly number[]
}

/** What serves until an alternative is delivered. */
export interface Bridge {
  readonly id: string
  /** Dollars a month, in each draw and at the central values. */
  readonly perMonth: (draw: number) => number
  /** Whether it keeps the promise and the bounds in a draw. */
  readonly serves: (draw: number) => boolean
}

/** An alternative, sized: all its money and its draws are made from. */
export interface PaidAlternative {
  readonly id: string
  /** The machines it adds, or its only ones; null: somebody's interface. */
  readonly main: PaidPool | null
  /** What it keeps of the machines that are owned; null: nothing. */
  readonly kept: PaidPool | null
  /** Money of an interface; null: machines. */
  readonly hosted: { readonly offer: Offer; readonly figures: MoneyFigures } | null
  /** One system more, bought or rented new: what is missing in a short draw is charged at it. Null: an interface. */
  readonly oneMore: PaidPool | null
  readonly effects: Readonly<Partial<Record<RiskName, RiskEffects>>>
  /** Who shares the events that befall it: its vendor. */
  readonly vendor: string
  /** Systems of the main pool that each draw needs; Infinity: no number is enough. */
  readonly needs: Float64Array
  /** Most that anybody would add before giving up: beyond it a draw is lost. */
  readonly mostNeeded: number
  readonly systems: number
  readonly exitFee: number
}

/** Effects of all risks that are scored. */
export function riskEffects(risks: Readonly<Partial<Record<RiskName, Risk>>>): PaidAlternative['effects'] {
  return Object.fromEntries(
    Object.entries(risks).flatMap(([name, risk]) =>
      risk === undefined ? [] : [[name, effectsOf(name as RiskName, risk)]],
    ),
  )
}

/** Risks of a draw, with the lead its offer takes there. */
export function risksIn({ effects, main, hosted }: PaidAlternative, draw: number): CombinedRisks {
  const figures = main?.figures ?? hosted?.figures ?? null
  return combineRisks(effects, figures === null ? 0 : figureIn(figures.lead, draw))
}

/** What an alternative costs in a draw, by pool: what is added, or the only one, carries people, migration and bridge. */
export function costsIn(
  brief: Brief,
  paid: PaidAlternative,
  draw: number,
  bridge: Bridge | null,
  risks = risksIn(paid, draw),
): readonly CostInput[] {
  const { main, kept, hosted } = paid
  const perMonth = bridge === null ? null : bridge.perMonth(draw)
  if (hosted !== null) return [{ ...hostedCost(brief, hosted.offer, hosted.figures, draw, risks), bridge: perMonth }]
  const found: CostInput[] = []
  if (main !== null) {
    const share = { people: true, migration: true, bridge: perMonth }
    found.push(poolCost(brief, main.cost, main.figures, draw, main.byQuarter, risks, share))
  }
  if (kept !== null) {
    const share = { people: main === null, migration: false, bridge: null }
    const there = { ...risks, lead: 0, maintenance: 1 }
    found.push(poolCost(brief, kept.cost, kept.figures, draw, kept.byQuarter, there, share))
  }
  return found
}

/** One pool costs what it does; of two, what is added stands before what is kept. */
export function togetherCost([main, kept]: readonly CostInput[]) {
  if (main === undefined) throw new Error('An alternative costs something or does not serve.')
  return kept === undefined ? presentCost(main) : costOfPools(kept, main)
}

/** Dollars a month of running an alternative, with what its machines lose in value a month: what it costs as a bridge. */
export function bridgePerMonth(brief: Brief, paid: PaidAlternative, draw: number): number {
  let dollars = 0
  for (const input of costsIn(brief, paid, draw, null)) {
    dollars += presentCost({ ...input, migration: null, modelChange: null, lead: 0, neededBy: 0 }).perMonth
    const { bought } = input
    if (bought !== null) dollars += ((input.systems[0] ?? 0) * (bought.price - bought.residual)) / brief.horizon
  }
  return dollars
}

/** Months before which it does not serve, though it is needed; 0: none, or something else serves until then. */
function monthsLate(brief: Brief, lead: number, bridge: Bridge | null, draw: number): number {
  const late = Math.max(0, lead - brief.neededBy)
  return late > 0 && bridge !== null && bridge.serves(draw) ? 0 : late
}

/** Draws in which a risk keeps an alternative from ever serving. */
function neverHappens({ effects, vendor }: PaidAlternative, dealer: Dealer): readonly Uint8Array[] {
  return Object.entries(effects).flatMap(([name, effect]) => {
    const happened = effect === undefined ? null : dealer.happens(`never/${name}/${vendor}`, effect.never)
    return happened === null ? [] : [happened]
  })
}

/** What becomes of an alternative in all draws, and what it loses there: dollars of today. */
export function drawnLosses(
  brief: Brief,
  paid: PaidAlternative,
  dealer: Dealer,
  bridge: Bridge | null,
  draws = dealer.draws,
): Pick<Drawn, 'loss' | 'states'> & { readonly capital: Float64Array } {
  const loss = new Float64Array(draws)
  const capital = new Float64Array(draws)
  const states = new Uint8Array(draws)
  const events = neverHappens(paid, dealer)
  for (let draw = 0; draw < draws; draw++) {
    const risks = risksIn(paid, draw)
    const inputs = costsIn(brief, paid, draw, risks.lead > brief.neededBy ? bridge : null, risks)
    const need = paid.needs[draw] ?? Infinity
    if (!(need <= paid.mostNeeded) || events.some((happened) => happened[draw] === 1)) {
      states[draw] = NEVER
      const exit = paid.exitFee > 0 ? paid.exitFee : null
      let sunk = 0
      for (const input of inputs) sunk += sunkCost(input, input.lead + MONTHS_TO_DISCOVERY, exit)
      loss[draw] = sunk
      continue
    }
    const { presentValue: present, capital: cash } = togetherCost(inputs)
    capital[draw] = cash
    const missing = need - paid.systems
    if (missing > 0 && paid.oneMore !== null) {
      states[draw] = SHORT
      const { cost, figures } = paid.oneMore
      const none = { people: false, migration: false, bridge: null }
      const input = poolCost(brief, cost, figures, draw, [1], risks, none)
      loss[draw] = lossWhenShort(
        present,
        {
          systems: missing,
          each: costOfOneMore(input),
          lead: input.lead,
          bridge: bridge?.perMonth(draw) ?? 0,
          share: missing / need,
        },
        brief.finance.discountRate,
      )
      continue
    }
    loss[draw] = present
    states[draw] = missing > 0 ? SHORT : monthsLate(brief, risks.lead, bridge, draw) > 0 ? LATE : MEETS
  }
  return { loss, states, capital }
}
