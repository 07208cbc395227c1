import type { VerdictState } from '../../domain/brief/verdict.ts'
import type { Criterion, Thresholds } from '../../domain/brief/thresholds.ts'
import { isWithin, regretOf, scoreOf, withinShare, type Contender, type Contest } from './contest.ts'
import { crossedOut } from './dominance.ts'
import { shareError } from './statistics.ts'

/** Share of draws in which two that are tied differ little, and by how many margins at most. */
const ALIKE = 0.8
const ALIKE_MARGINS = 2
/** Expected regret that is borne where the leader is first often enough, over what is borne anyway. */
const BORNE_TIMES = 5
/** So many standard errors from a threshold nothing is known. */
const ERRORS = 2

/** Parts of the leader's central cost that choosing another changes little. Dollars. */
export interface CommonCosts {
  readonly people: number
  readonly migration: number
  readonly bridge: number
}

/** Where the eligible stand before it is asked whether that is enough. In the criterion's unit. */
export interface Standing {
  readonly contest: Contest
  readonly leader: Contender
  /** Least score of the others that are neither tied nor crossed out. */
  readonly rival: Contender | null
  /** B and M: what the choice can change, and the difference that is none. */
  readonly stake: number
  readonly margin: number
  /** Expected regret that is always borne: ρB. */
  readonly borne: number
  /** Leader and those that are as good, by the second criterion; the leader alone where none is. */
  readonly tied: readonly Contender[]
  /** Who is crossed out, and by whom. */
  readonly dominated: ReadonlyMap<string, string>
  readonly regret: number
  readonly within: number
}

/** What the rule makes of a standing. */
export interface Reached {
  readonly state: Extract<VerdictState, 'choose' | 'tied' | 'undecided'>
  /** Why it is undecided; null: it is not. */
  readonly open: 'regret' | 'measure' | 'chance' | null
  /** Four times the draws may settle it: the share of draws is within two standard errors of what is asked. */
  readonly moreDraws: boolean
}

/**
 * Where the eligible stand.
 * @param contest of one alternative at least
 * @param common by alternative; used where money decides
 */
export function standingOf(
  contest: Contest,
  thresholds: Thresholds,
  second: Criterion,
  common: (id: string) => CommonCosts,
): Standing {
  const leader = contest.contenders[0] as Contender
  const { stake, margin, borne } = scales(contest.criterion, leader, thresholds, common)
  const tied = contest.contenders.filter((other) => other === leader || isTied(other, leader, margin))
  const dominated = crossedOut(contest, margin)
  const rival = contest.contenders.find((other) => !tied.includes(other) && !dominated.has(other.id)) ?? null
  return {
    contest,
    leader,
    rival,
    stake,
    margin,
    borne,
    tied: bySecond(tied, second),
    dominated,
    regret: regretOf(leader, contest),
    within: withinShare(leader, contest, margin),
  }
}

/**
 * Whether the leader is chosen, tied or not supported yet.
 * @param bites whether a measurement is worth more than it costs; asked only where the answer depends on it
 */
export function reachState(standing: Standing, thresholds: Thresholds, bites: () => boolean): Reached {
  const { contest, leader, tied, regret, borne, within, margin } = standing
  if (tied.length > 1) return { state: 'tied', open: null, moreDraws: false }
  if (regret <= borne) return { state: 'choose', open: null, moreDraws: false }
  const undecided = (open: Reached['open'], moreDraws = false): Reached => ({ state: 'undecided', open, moreDraws })
  if (bites()) return undecided('measure')
  if (regret > BORNE_TIMES * borne) return undecided('regret')
  const error = shareError(contest.least.length, (draw) => isWithin(leader, contest, margin, draw))
  if (Math.abs(within - thresholds.first) < ERRORS * error) return undecided('chance', true)
  return within >= thresholds.first ? { state: 'choose', open: null, moreDraws: false } : undecided('regret')
}

function scales(
  criterion: Criterion,
  { id, fare, score }: Contender,
  { difference, amount, regret }: Thresholds,
  common: (id: string) => CommonCosts,
): Pick<Standing, 'stake' | 'margin' | 'borne'> {
  // An amount of money says nothing of seconds: there a share of the leader's own number is no difference.
  if (criterion === 'speed' || criterion === 'energy' || criterion === 'carbon') {
    return { stake: score, margin: difference * score, borne: regret * score }
  }
  // Capital may be nothing at all, and a share of nothing is no margin.
  if (criterion === 'capital') return { stake: score, margin: amount, borne: regret * score }
  const { people, migration, bridge } = common(id)
  const stake = fare.mean - people - migration - bridge
  if (stake <= 0) return { stake, margin: amount, borne: amount }
  return { stake, margin: Math.min(difference * stake, amount), borne: regret * stake }
}

function isTied(other: Contender, leader: Contender, margin: number): boolean {
  if (other.score - leader.score > margin) return false
  if (Math.abs(other.tail - leader.tail) > ALIKE_MARGINS * margin) return false
  let alike = 0
  for (let draw = 0; draw < leader.values.length; draw++) {
    if (Math.abs((other.values[draw] ?? NaN) - (leader.values[draw] ?? NaN)) <= ALIKE_MARGINS * margin) alike++
  }
  return alike >= ALIKE * leader.values.length
}

/** Unknown by the second criterion: last. */
function bySecond(tied: readonly Contender[], second: Criterion): readonly Contender[] {
  const scored = tied.map((contender) => ({ contender, score: scoreOf(second, contender.fare) ?? Infinity }))
  return scored
    .toSorted((one, two) => {
      if (one.score !== two.score) return one.score < two.score ? -1 : 1
      return one.contender.id < two.contender.id ? -1 : 1
    })
    .map(({ contender }) => contender)
}
