import type { Confidence } from '../domain/analysis/confidence.ts'
import { contestant, type Race } from './race.ts'
import type { Certainty, Level } from './verdict.ts'

/** Least shares of the draws. */
const LEVELS: readonly (readonly [least: number, level: Level])[] = [
  [0.99, 'certain'],
  [0.9, 'veryLikely'],
  [0.75, 'likely'],
  [0.6, 'moreLikely'],
]

/** How sure the draws make the leaders of a race; null: nobody leads. */
export function certaintyOf({ contenders, leaders, outside }: Race, confidence: Confidence): Certainty | null {
  const [best] = leaders
  if (!best) return null
  const { draws, scenarios, pairs } = confidence
  const drawn = (id: string) => scenarios.find(({ scenario }) => scenario === id)
  const meets = leaders.length === 1 ? (drawn(best.id)?.meets ?? null) : null
  const others = contenders.filter((each) => !leaders.includes(each))
  const sure = (kind: Certainty['kind'], count: number, rival: Certainty['rival'] = null): Certainty => {
    const level = LEVELS.find(([least]) => count / draws >= least)?.[1] ?? 'open'
    return { kind, rival, count, draws, level, meets }
  }
  if (contenders.length + outside.length === 1) return { ...sure('alone', draws), meets: null }
  const beaten = others
    .map((rival) => ({
      rival,
      ahead: pairs.find((pair) => pair.scenario === best.id && pair.rival === rival.id)?.ahead ?? 0,
    }))
    .toSorted((one, two) => one.ahead - two.ahead)
  const [closest] = beaten
  if (!closest) return sure('only', draws)
  // A draw in which one that does not qualify is first says nothing of the others.
  if (outside.some(({ scenario }) => (drawn(scenario.id)?.first ?? 0) > 0)) {
    return sure('ahead', closest.ahead, contestant(closest.rival))
  }
  return sure(
    'first',
    leaders.reduce((sum, { id }) => sum + (drawn(id)?.first ?? 0), 0),
  )
}
