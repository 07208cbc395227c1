import { perMillionOf, timesOf } from '#shared/domain/brief/perMillion.ts'
import type { Chip } from '#shared/register/types.ts'
import { formatText } from '#shared/units/format.ts'
import { quantileText } from '#shared/words/decision/basisTerms.ts'
import { say } from '#shared/words/say.ts'
import { costAxisOf } from './alternativeRow.ts'
import { linearAxis, type PrintedAxis } from './axis.ts'
import { chipAt, type ReportContext } from './context.ts'
import { basisParts } from './decision.ts'

/** Cost against speed, each candidate at the size that carries the demand. Positions are shares, from below and left. */
export interface FrontierSection {
  readonly title: string
  readonly basis: readonly string[]
  readonly lead: string
  readonly x: PrintedAxis
  readonly y: PrintedAxis
  readonly xTitle: string
  readonly yTitle: string
  readonly limit: { readonly at: number; readonly text: string } | null
  readonly points: readonly {
    readonly chip: Chip
    readonly hollow: boolean
    readonly x: number
    readonly y: number
    readonly low: number | null
    readonly high: number | null
  }[]
  readonly unpriced: string
}

/** Cost against speed; null: nothing is priced and sized. */
export function frontierSection({ workspace, decided }: ReportContext): FrontierSection | null {
  if (decided === null) return null
  const { quantile, timePerToken } = workspace.brief.promise
  const points = decided.shown.flatMap(({ slot, judged, alternative }) => {
    const cost = judged && perMillionOf(judged)
    const times = judged && timesOf(judged, alternative.offer.hosted?.evidence)
    return cost && times ? [{ slot, hollow: judged.rank === null, cost, seconds: times.timePerToken }] : []
  })
  const y = costAxisOf(decided)
  if (points.length === 0 || y === null) return null
  const longest = Math.max(...points.map(({ seconds }) => seconds))
  const limit = timePerToken !== null && timePerToken <= longest * 4 ? timePerToken : null
  const x = linearAxis([longest * 1000, ...(limit === null ? [] : [limit * 1000 * 1.02])])
  const unpriced = decided.shown.filter(({ judged }) => judged?.unpriced).map(({ letter }) => letter)
  return {
    title: say('pages.section', { section: 'frontier' }),
    basis: basisParts(decided),
    lead: say('pages.frontier.lead', { limit: limit === null ? 'none' : 'some' }),
    x: x.printed,
    y: y.printed,
    xTitle: say('pages.frontier.x', { quantile: quantileText(quantile) }),
    yTitle: say('pages.frontier.y', { log: y.printed.log ? 'yes' : 'no' }),
    limit:
      limit === null
        ? null
        : { at: x.at(limit * 1000), text: say('pages.limit', { limit: formatText(limit, 'seconds', { trim: true }) }) },
    points: points.map(({ slot, hollow, cost, seconds }) => ({
      chip: chipAt(slot),
      hollow,
      x: x.at(seconds * 1000),
      y: y.at(cost.value),
      low: cost.low === null ? null : y.at(cost.low),
      high: cost.high === null ? null : y.at(cost.high),
    })),
    unpriced: unpriced.length === 0 ? '' : say('pages.costs.unpriced', { letters: unpriced }),
  }
}
