import type { Brief } from '#shared/domain/brief/brief.ts'
import type { ResolvedAlternative } from '#shared/domain/brief/resolveBrief.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { CENTRAL, figureIn, type Dealer, type DrawnFigure } from './drawnFigures.ts'
import { sizePool, type DrawnPool } from './drawnPools.ts'
import { paidAlternative } from './paidAlternative.ts'
import type { JudgedInput } from './preparedAlternative.ts'
import type { SizedPool } from './sized.ts'

/** An alternative as far as it was sized: what judges it, or why nothing of it serves. */
export type Sized = { readonly input: JudgedInput } | { readonly limits: readonly Wording[] }

/** The pools of an alternative in one configuration each. */
interface Pools {
  readonly main: DrawnPool
  /** What is kept beside it; null: nothing. */
  readonly held: DrawnPool | null
}

/** An alternative of machines, sized and paid. @param peak requests per second in each draw of the dealer */
export function paidMachines(
  brief: Brief,
  { main, held }: Pools,
  peak: DrawnFigure,
  dealer: Dealer,
): {
  readonly sized: SizedPool
  readonly kept: SizedPool | null
  readonly paid: ReturnType<typeof paidAlternative>
} {
  const growth = figureIn(dealer.figure('demand/growth', brief.demand.growth), CENTRAL) || 0
  const asked = { peak, growth }
  const { draws } = dealer
  const kept = held === null ? null : { pool: held.pool, sized: sizePool(brief, held, asked, draws, null) }
  const beside = kept === null ? null : { sized: kept.sized, systems: main.pool.alternative.ownedSystems }
  const sized = sizePool(brief, main, asked, draws, beside)
  const share = kept === null ? 0 : 1 - sized.peakRate / peak.now
  const paid = paidAlternative(brief, { pool: main.pool, sized }, kept === null ? null : { ...kept, share }, dealer)
  return { sized, kept: kept?.sized ?? null, paid }
}

/** What judges an alternative of machines. @param pools those of it that something serves of */
export function sizeMachines(
  brief: Brief,
  { alternative, base }: ResolvedAlternative,
  pools: readonly DrawnPool[],
  peak: DrawnFigure,
  dealer: Dealer,
): Sized {
  const main = pools.find(({ pool }) => pool.role === 'main')
  const held = pools.find(({ pool }) => pool.role === 'kept') ?? null
  if (base === null) return { limits: [{ code: 'brief.limit.nothingServes' }] }
  if (main === undefined || (alternative.kind === 'add' && held === null))
    return { limits: [{ code: 'brief.limit.noConfiguration' }] }
  const { sized, kept, paid } = paidMachines(brief, { main, held }, peak, dealer)
  if (!Number.isFinite(sized.count.systems)) return { limits: [{ code: 'brief.limit.noConfiguration' }] }
  const limits: Wording[] = []
  const { ownedSystems } = alternative
  const most = Math.max(...sized.byQuarter)
  if (alternative.kind === 'owned' && most > ownedSystems) {
    limits.push({ code: 'brief.limit.owned', parameters: { needed: most, allowed: ownedSystems } })
  }
  return {
    input: {
      paid,
      pool: main.pool,
      sized,
      kept,
      boundary: paid.main.facts.boundary,
      unknown: paid.main.facts.reason ?? paid.kept?.facts.reason ?? null,
      limits,
    },
  }
}
