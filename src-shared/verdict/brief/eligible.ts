import type { Wording } from '../../domain/wording.ts'
import type { Promised } from '../../domain/brief/promise.ts'
import type { Criterion } from '../../domain/brief/thresholds.ts'
import { contestOf, isKnown } from './contest.ts'
import { stateShares, type Candidate } from './draws.ts'

/** Shares of draws are counts: rounding must not refuse what is exactly enough. */
const ROUNDING = 1e-9

/** What of a promise bounds the draws. */
export type Asked = Pick<Promised, 'confidence' | 'never'>

/**
 * Why the draws of an alternative do not let it be chosen; empty: they do.
 * @param atEdge the count is examined beside another one: the confidence it is a hair below of is not asked
 */
export function drawnLimits(
  candidate: Candidate,
  asked: Asked,
  criterion: Criterion,
  atEdge = false,
): readonly Wording[] {
  const { short, late, never } = stateShares(candidate.states)
  const enough = never < 1 ? 1 - short / (1 - never) : 0
  const found: Wording[] = []
  if (!atEdge && never < 1 && enough < asked.confidence - ROUNDING) {
    found.push({ code: 'brief.limit.confidence', parameters: { share: enough, asked: asked.confidence } })
  }
  if (never > asked.never + ROUNDING) {
    found.push({ code: 'brief.limit.never', parameters: { share: never, asked: asked.never } })
  }
  if (late > 1 - asked.confidence + ROUNDING) {
    found.push({ code: 'brief.limit.late', parameters: { share: late, asked: 1 - asked.confidence } })
  }
  // Whatever decides, who has no known cost is not priced.
  const unknown = (['cost', criterion] as const).find((each) => !isKnown(each, candidate))
  if (unknown !== undefined) found.push({ code: 'brief.limit.criterion', parameters: { criterion: unknown } })
  return found
}

/**
 * Whether an alternative whose price is not known could win: at its floor it would be first in as many draws as a choice may
 * lose. Each draw is compared by itself.
 * @param unpriced eligible but for its price, with losses at the floor
 * @param first share of draws a choice has to be first in
 */
export function couldWin(
  unpriced: Candidate,
  eligible: readonly Candidate[],
  criterion: Criterion,
  first: number,
): boolean {
  const { contenders } = contestOf(criterion, [...eligible, unpriced])
  const own = contenders.find(({ id }) => id === unpriced.id)?.first ?? 0
  return own >= 1 - first - ROUNDING
}
