import type { BriefVerdict, Measurement } from '../../domain/brief/verdict.ts'
import { changesOf, NO_CHANGES } from './changes.ts'
import { contestOf, type Contest } from './contest.ts'
import { dissentOf } from './dissent.ts'
import { couldWin, drawnLimits } from './eligible.ts'
import { entryOf, isEligible, isUnpriced, relaxationsOf, rowOf, type EligibleEntry, type Entry } from './entries.ts'
import { freeItems, type FreeItem } from './freeItems.ts'
import type { Judgement, PreparedBrief } from './prepared.ts'
import { reachState, standingOf, type CommonCosts, type Reached, type Standing } from './reachState.ts'
import { reasonsFor, roomReason } from './reasonsFor.ts'
import { worthOfStudies } from './worth.ts'

/**
 * The verdict of a brief: who may be chosen, who has the least on average, and whether that is enough to choose. It depends on
 * what is given alone; the order of the alternatives orders the table and nothing else.
 */
export function judge(brief: PreparedBrief): Judgement {
  const entries = brief.alternatives.map((alternative) => entryOf(alternative, brief))
  const eligible = entries.filter(isEligible)
  const candidates = eligible.map(({ candidate }) => candidate)
  const winners = entries
    .filter(isUnpriced)
    .filter(({ candidate }) => couldWin(candidate, candidates, brief.criterion, brief.thresholds.first))
  const asked = winners.filter(({ alternative: { id } }) => !brief.setAside.includes(id))
  const free = freeItems(brief.alternatives.flatMap(({ id, item }) => (item ? [{ id, ...item }] : [])))
  const empty = { ...nothingSaid(brief), free }
  if (!brief.demandKnown) return settled({ ...empty, state: 'needsDemand' })
  if (candidates.length === 0) {
    const table = entries.map((entry) => rowOf(entry, null))
    return asked.length > 0
      ? settled({ ...empty, state: 'cannotSay', table })
      : settled({ ...empty, state: 'noneFeasible', table, ...unmet(brief, entries) })
  }
  const contest = contestOf(brief.criterion, candidates)
  const standing = standingOf(contest, brief.thresholds, brief.second, commonCosts(brief))
  const known = { ...empty, none: contest.none, table: entries.map((entry) => rowOf(entry, standing)) }
  const unpaid = unpaidWithLeader(standing, free)
  if (asked.length > 0 || unpaid.length > 0) {
    const reasons = unpaid.map((parameters) => ({ code: 'brief.reason.free', parameters }) as const)
    return settled({ ...known, state: 'cannotSay', reasons })
  }
  const measurements = measured(brief, standing)
  const reached = reachState(standing, brief.thresholds, () => measurements.some(({ bites }) => bites))
  const edge = reached.state === 'tied' ? null : deciding(brief, { eligible, standing, reached })
  const verdict = decided(brief, { standing, reached: edge === null ? reached : { ...reached, state: 'undecided' } })
  const aside = winners.map(({ candidate }) => roomReason(standing, candidate, candidates))
  return {
    verdict: {
      ...known,
      ...verdict,
      measurements,
      changes: changesOf(brief, entries, standing, judge),
      waiting: verdict.leaning === null ? null : brief.waiting(verdict.leaning),
      reasons: [...aside, ...reasonsFor({ standing, reached, edge, measurements, entries, brief })],
    },
    moreDraws: reached.moreDraws && edge === null,
  }
}

/** What would let one be chosen where none can be. */
function unmet(brief: PreparedBrief, entries: readonly Entry[]): Pick<BriefVerdict, 'relaxations' | 'changes'> {
  return { relaxations: relaxationsOf(entries, brief), changes: changesOf(brief, entries, null, judge) }
}

function settled(verdict: BriefVerdict): Judgement {
  return { verdict, moreDraws: false }
}

function nothingSaid({ basis, criterion, second, risksAlone }: PreparedBrief): Omit<BriefVerdict, 'state' | 'free'> {
  return {
    basis,
    criterion,
    second,
    choice: [],
    leaning: null,
    rival: null,
    confidence: 0,
    regret: null,
    ifWrong: null,
    stake: null,
    margin: null,
    none: 0,
    reasons: [],
    flips: [],
    measurements: [],
    waiting: null,
    relaxations: [],
    dissent: null,
    changes: NO_CHANGES,
    risksAlone,
    table: [],
  }
}

/** People, migration and bridge of an alternative at central values; what its provider carries is nothing. */
function commonCosts({ alternatives }: PreparedBrief): (id: string) => CommonCosts {
  return (wanted) => {
    const parts = alternatives.find(({ id }) => id === wanted)?.costing?.parts
    return { people: parts?.people ?? 0, migration: parts?.migration ?? 0, bridge: parts?.bridge ?? 0 }
  }
}

/** Figures without a price by which the leader and another that can be chosen differ: by money nothing can be said of them. */
function unpaidWithLeader({ contest, leader }: Standing, free: readonly FreeItem[]): readonly FreeItem[] {
  if (contest.criterion !== 'cost' && contest.criterion !== 'riskWeightedCost') return []
  const ids = contest.contenders.map(({ id }) => id)
  return free.filter(
    ({ alternatives }) =>
      alternatives.includes(leader.id) && alternatives.some((id) => id !== leader.id && ids.includes(id)),
  )
}

function measured({ studies, inputs, basis: { seed } }: PreparedBrief, standing: Standing): readonly Measurement[] {
  const { contest, borne } = standing
  return worthOfStudies(contest, studies, inputs, { borne, seed })
}

/** The alternative whose other count would lead to another state or leader; null: there is none. */
function deciding(
  brief: PreparedBrief,
  found: { readonly eligible: readonly EligibleEntry[]; readonly standing: Standing; readonly reached: Reached },
): string | null {
  const { eligible, standing, reached } = found
  for (const { alternative } of eligible.toSorted(byId)) {
    if (alternative.edge === null) continue
    const other = { id: alternative.id, ...alternative.edge }
    const serves = drawnLimits(other, brief.promise, brief.criterion, true).length === 0
    const candidates = eligible.flatMap(({ candidate }) =>
      candidate.id === other.id ? (serves ? [other] : []) : [candidate],
    )
    if (candidates.length === 0) return other.id
    const there = standingOf(contestOf(brief.criterion, candidates), brief.thresholds, brief.second, commonCosts(brief))
    const state = reachState(there, brief.thresholds, () => measured(brief, there).some(({ bites }) => bites)).state
    if (state !== reached.state || there.leader.id !== standing.leader.id) return other.id
  }
  return null
}

function byId(one: Entry, two: Entry): number {
  return one.alternative.id < two.alternative.id ? -1 : 1
}

function decided(
  brief: PreparedBrief,
  { standing, reached: { state } }: { readonly standing: Standing; readonly reached: Reached },
): Pick<
  BriefVerdict,
  | 'state'
  | 'choice'
  | 'leaning'
  | 'rival'
  | 'confidence'
  | 'regret'
  | 'ifWrong'
  | 'stake'
  | 'margin'
  | 'flips'
  | 'dissent'
> {
  const { contest, leader, rival, tied } = standing
  const weak = brief.alternatives.find(({ id }) => id === leader.id)?.weak ?? []
  const objections = brief.dissent.map((parameters) => ({ code: 'brief.objection', parameters }) as const)
  return {
    state,
    choice: state === 'choose' ? [leader.id] : state === 'tied' ? tied.map(({ id }) => id) : [],
    leaning: state === 'undecided' ? leader.id : null,
    rival: rival?.id ?? null,
    confidence: state === 'tied' ? tied.reduce((sum, { first }) => sum + first, 0) : leader.first,
    regret: standing.regret,
    ifWrong: ifWrong(leader.values, contest),
    stake: standing.stake,
    margin: standing.margin,
    flips: rival ? brief.flips(leader.id, rival.id) : [],
    dissent: rival ? dissentOf(contest, leader, rival, brief.inputs, [...weak, ...objections]) : null,
  }
}

/** Mean regret over the draws in which another has less; 0: none has. */
function ifWrong(values: Float64Array, { least }: Contest): number {
  let sum = 0
  let count = 0
  for (const [draw, value] of values.entries()) {
    const regret = value - (least[draw] ?? NaN)
    if (regret > 0) {
      sum += regret
      count++
    }
  }
  return count === 0 ? 0 : sum / count
}
