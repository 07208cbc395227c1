import type { Brief } from '#shared/domain/brief/brief.ts'
import type { Columns } from '../analysis/points/columns.ts'
import type { CAPACITY_FIELDS } from '../analysis/points/drawnCapacities.ts'
import { createDealer, type Dealer, type DrawnFigure } from './drawnFigures.ts'
import type { DrawnPool } from './drawnPools.ts'
import { capacitiesOf, COMPARED_DRAWS } from './drawnSizing.ts'
import { drawnLosses } from './losses.ts'
import { paidMachines } from './sizeMachines.ts'
import { comparedQuestion, drawnPeak, type DecideQuestion, type NarrowedPool, type ScreenedPool } from './stages.ts'

/** Mean loss of a configuration; one beyond what may never serve comes after all others, one that cannot be counted last. */
function meanLoss(brief: Brief, main: DrawnPool, held: DrawnPool | null, peak: DrawnFigure, dealer: Dealer): number {
  const { sized, paid } = paidMachines(brief, { main, held }, peak, dealer)
  if (!Number.isFinite(sized.count.systems)) return Infinity
  if (sized.count.never > brief.promise.never) return Number.MAX_VALUE
  const { loss } = drawnLosses(brief, paid, dealer, null, dealer.draws)
  return loss.reduce((sum, each) => sum + each, 0) / loss.length
}

/**
 * Of two configurations of a machine the one that costs less over the first draws: the other is not drawn in full.
 * @param columns answers of the second question; null: nothing serves
 */
export function narrowPools(
  question: DecideQuestion,
  screened: readonly ScreenedPool[],
  columns: Columns<(typeof CAPACITY_FIELDS)[number]> | null,
): readonly NarrowedPool[] {
  const asked = comparedQuestion(question, screened)
  const { brief } = question.resolved
  const dealer = createDealer(question.seed, Math.min(COMPARED_DRAWS, question.draws))
  const peak = drawnPeak(brief, dealer)
  let which = -1
  const drawn = screened.map(({ pool, best }): readonly DrawnPool[] =>
    best.map((configuration) => {
      which++
      const capacities = asked === null || columns === null ? new Float64Array(1) : capacitiesOf(asked, columns, which)
      return { pool, configuration, capacities }
    }),
  )
  return screened.map(({ pool }, at): NarrowedPool => {
    const options = drawn[at] ?? []
    const [first, second] = options
    if (first === undefined) return { pool, configuration: null, capacities: new Float64Array(1) }
    if (second === undefined || peak === null) return first
    const held = drawn
      .flat()
      .find((each) => each.pool.alternative.id === pool.alternative.id && each.pool.role === 'kept')
    const losses = options.map((option) => meanLoss(brief, option, held ?? null, peak, dealer))
    return options[losses.indexOf(Math.min(...losses))] ?? first
  })
}
