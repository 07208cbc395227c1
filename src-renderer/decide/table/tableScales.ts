import { perMillionOf, timesOf } from '#shared/domain/brief/perMillion.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import type { ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'

/** Ends of the scales the rows share: seconds, and dollars per million output tokens. */
export interface TableScales {
  readonly timeToFirstToken: number
  readonly timePerToken: number
  readonly cost: number
}

/** Room right of a limit, so that it is seen that a bar ends before it. */
const BEYOND = 1.25
/** One that is far dearer would leave the others no bar to be compared by: from here on its own runs out of its track. */
const MOST_TIMES = 4

/** Every row is drawn on one scale a column. */
export function tableScales(brief: Brief, alternatives: readonly ShownAlternative[]): TableScales {
  const times = alternatives.flatMap(({ judged, alternative }) => {
    const known = judged && timesOf(judged, alternative.offer.hosted?.evidence)
    return known ? [known] : []
  })
  const costs = alternatives.flatMap(({ judged }) => {
    const cost = judged && perMillionOf(judged)
    return cost ? [{ value: cost.value, end: Math.max(cost.value, cost.high ?? 0) }] : []
  })
  const least = Math.min(...costs.map(({ value }) => value))
  const endOf = (key: 'timeToFirstToken' | 'timePerToken'): number => {
    const limit = brief.promise[key]
    return Math.max(
      (limit ?? 0) * BEYOND,
      ...times.map((each) => Math.min(each[key], (limit ?? Infinity) * MOST_TIMES)),
      1e-9,
    )
  }
  return {
    timeToFirstToken: endOf('timeToFirstToken'),
    timePerToken: endOf('timePerToken'),
    cost: Math.max(1e-9, ...costs.map(({ end }) => Math.min(end, least * MOST_TIMES))) * 1.05,
  }
}
