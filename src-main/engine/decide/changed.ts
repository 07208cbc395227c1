import type { BoundPrice, BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { RiskName } from '#shared/domain/brief/risk.ts'
import { scoreOf } from '#shared/verdict/brief/contest.ts'
import type { Candidate } from '#shared/verdict/brief/draws.ts'
import { fares } from '#shared/verdict/brief/fare.ts'
import type { PreparedAlternative, PreparedBrief } from '#shared/verdict/brief/prepared.ts'
import { capacityOf } from '../analysis/loads/capacity.ts'
import { mostNeeded } from './count.ts'
import { drawnLosses, type PaidAlternative } from './losses.ts'
import { mostLoad } from '../analysis/loads/mostLoad.ts'
import { prepareAlternative, type JudgedInput } from './preparedAlternative.ts'
import { keepsOf, type Keeps } from './promise.ts'
import type { SizedPool } from './sized.ts'
import type { TurnsAsked } from './turns.ts'

/** Draws in which a change is compared with what is: the first of the verdict's own, in both. */
const DRAWS = 1000
/** A promised time is moved by a tenth: so far the curves that are there already reach. */
const LONGER = 1.1

/** What would change the answer beside a figure, as far as losses have to be drawn anew: no curve is asked of the engine. */
export function changedBy(asked: TurnsAsked): Pick<PreparedBrief, 'timePrices' | 'withoutRisks' | 'risksAlone'> {
  return {
    timePrices: (eligible) => timePrices(asked, eligible),
    withoutRisks: riskless(asked),
    risksAlone: risksAlone(asked),
  }
}

/** Every alternative as it would be if no risk did anything; null: none does. */
function riskless({ brief, inputs, dealer, bridgeFor, prepared }: TurnsAsked): PreparedBrief['withoutRisks'] {
  if (inputs.every(({ paid }) => !isRisky(paid))) return null
  const calm = (input: JudgedInput): PaidAlternative => ({ ...input.paid, effects: {} })
  const rest = new Map(prepared.map(({ alternative }) => [alternative.id, alternative]))
  return (): readonly PreparedAlternative[] =>
    inputs.map((input) => {
      const { id } = input.paid
      const known = rest.get(id)
      if (!isRisky(input.paid) && known !== undefined) return known
      return prepareAlternative(brief, { ...input, paid: calm(input) }, dealer, bridgeFor(id)).alternative
    })
}

function isRisky({ effects }: PaidAlternative): boolean {
  return Object.values(effects).some(
    (each) =>
      each !== undefined &&
      (each.months > 0 || each.never > 0 || each.dollars > 0 || each.people > 0 || each.maintenance !== 1),
  )
}

/** The first draws of what can be chosen. */
function firstDraws({ prepared }: TurnsAsked): readonly Candidate[] {
  return prepared.flatMap(({ alternative: { id, drawn, limits, unpriced } }) =>
    drawn === null || limits.length > 0 || unpriced !== null
      ? []
      : [{ id, own: {}, loss: drawn.loss.subarray(0, DRAWS), states: drawn.states.subarray(0, DRAWS) }],
  )
}

/** Draws of one alternative as it would be paid. */
function redrawn({ brief, dealer, bridgeFor }: TurnsAsked, paid: PaidAlternative): Candidate {
  const draws = Math.min(DRAWS, dealer.draws)
  return { id: paid.id, own: {}, ...drawnLosses(brief, paid, dealer, bridgeFor(paid.id), draws) }
}

/**
 * What each risk adds on average to an alternative that has no other, its fallback where it never serves included: one that never
 * serves with nothing to fall back on has no cost to be added to.
 */
function risksAlone(asked: TurnsAsked): BriefVerdict['risksAlone'] {
  const base = firstDraws(asked)
  const inputs = asked.inputs.toSorted((one, two) => (one.paid.id < two.paid.id ? -1 : 1))
  return inputs.flatMap(({ paid }) => {
    const scored = Object.entries(paid.effects)
    if (scored.length === 0) return []
    const others = base.filter(({ id }) => id !== paid.id)
    const meanOf = (effects: PaidAlternative['effects']): number =>
      fares([redrawn(asked, { ...paid, effects }), ...others])[0]?.mean ?? NaN
    const none = meanOf({})
    const told = scored.filter(([, effect]) => others.length > 0 || !((effect?.never ?? 0) > 0))
    return told.map(([risk, effect]) => ({
      alternative: paid.id,
      risk: risk as RiskName,
      dollars: meanOf({ [risk]: effect }) - none,
    }))
  })
}

/** How much more a copy carries under other promises, at the central values; at least so much where its curve ends before. */
function carriesMore({ curve, capacity }: SizedPool, keeps: Keeps): number {
  const { rate } = capacityOf(curve, mostLoad(curve, keeps.limits), keeps.arrivals)
  return capacity.rate > 0 ? Math.max(1, rate / capacity.rate) : 1
}

/** An alternative whose copies carry so many times more: counts and fleets follow, what a request costs stays. */
function carrying({ paid, sized }: JudgedInput, times: number): PaidAlternative {
  if (sized === null || paid.main === null || times === 1) return paid
  const { count, needs, byQuarter, share } = sized.sizedAt(1 / times)
  const { main, kept } = paid
  return {
    ...paid,
    needs,
    systems: byQuarter[0] ?? 0,
    mostNeeded: mostNeeded({ withSpare: count.atCentral + count.spare }),
    main: { ...main, byQuarter, cost: { ...main.cost, share } },
    kept: kept && { ...kept, cost: { ...kept.cost, share: 1 - share } },
  }
}

/**
 * What a promised time costs: the least expected loss with it less that with a tenth more. Each machine keeps its configuration
 * and carries in every draw so many times more as at the central values, so that it saves at least as much. Only where money
 * decides.
 */
function timePrices(asked: TurnsAsked, eligible: readonly string[]): readonly BoundPrice[] {
  const { brief, inputs } = asked
  const { criterion, promise, demand } = brief
  if (criterion !== 'cost' && criterion !== 'riskWeightedCost') return []
  const now = firstDraws(asked).filter(({ id }) => eligible.includes(id))
  const least = (candidates: readonly Candidate[]): { readonly id: string; readonly score: number } | undefined =>
    fares(candidates)
      .map((fare) => ({ id: fare.candidate.id, score: scoreOf(criterion, fare) ?? Infinity }))
      .toSorted((one, two) => one.score - two.score || (one.id < two.id ? -1 : 1))[0]
  const today = least(now)
  if (today === undefined) return []
  return (['timeToFirstToken', 'timePerToken'] as const).flatMap((limit): readonly BoundPrice[] => {
    const from = promise[limit]
    if (from === null) return []
    const to = from * LONGER
    const keeps = keepsOf({ ...promise, [limit]: to }, demand)
    let moved = false
    const candidates = now.map((candidate) => {
      const input = inputs.find(({ paid }) => paid.id === candidate.id)
      if (input === undefined || input.sized === null) return candidate
      // What is kept beside it may carry no more: the lesser of the two holds for both.
      const pools = input.kept === null ? [input.sized] : [input.sized, input.kept]
      const times = Math.min(...pools.map((pool) => carriesMore(pool, keeps)))
      if (times === 1) return candidate
      moved = true
      return redrawn(asked, carrying(input, times))
    })
    const then = moved ? least(candidates) : undefined
    if (then === undefined) return []
    return [{ limit, from, to, leader: then.id, saves: Math.max(0, today.score - then.score) }]
  })
}
