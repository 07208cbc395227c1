import type { BoundPrice, BriefVerdict, Changes, Passing, WithoutRisks } from '../../domain/brief/verdict.ts'
import type { Wording } from '../../domain/wording.ts'
import { contestOf, type Contender } from './contest.ts'
import { entryOf, isEligible, type EligibleEntry, type Entry } from './entries.ts'
import type { Judgement, PreparedBrief } from './prepared.ts'
import type { Standing } from './reachState.ts'

/** Nothing is known to change the answer. */
export const NO_CHANGES: Changes = { bounds: [], passes: [], withoutRisks: null }

/** Bounds of the brief by the limit that names them. */
const BOUNDS = ['power', 'powerPerRack', 'racks', 'capital', 'perMonth', 'delivery', 'ownPremises'] as const

/** What is missing where only evidence is. */
const NO_EVIDENCE: Wording['code'] = 'brief.limit.noEvidence'

/**
 * What would change the answer beside a figure: each bound that is broken without it, each alternative that lacks evidence alone
 * with it, and everything without risks. The draws are those of the verdict: nothing is sized or drawn again for bounds and
 * evidence.
 * @param standing null: nothing can be chosen @param judge reaches the verdict of the brief without risks
 */
export function changesOf(
  brief: PreparedBrief,
  entries: readonly Entry[],
  standing: Standing | null,
  judge: (brief: PreparedBrief) => Judgement,
): Changes {
  const times = standing === null ? [] : brief.timePrices(standing.contest.contenders.map(({ id }) => id))
  return {
    bounds: [...boundPrices(brief, entries, standing), ...times].toSorted(
      (one, two) => (two.saves ?? Infinity) - (one.saves ?? Infinity) || (one.limit < two.limit ? -1 : 1),
    ),
    passes: passings(brief, entries, standing),
    withoutRisks: brief.withoutRisks === null ? null : riskless(brief, brief.withoutRisks(), standing, judge),
  }
}

/** Who can be chosen once limits of a code are dropped. */
function freed(entries: readonly Entry[], code: Wording['code']): readonly EligibleEntry[] {
  return entries.filter(
    (entry): entry is EligibleEntry =>
      entry.candidate !== null &&
      entry.alternative.unpriced === null &&
      entry.limits.every((limit) => limit.code === code),
  )
}

/** Who leads among those that could be chosen; undefined: nobody could. */
function leaderAmong({ criterion }: PreparedBrief, entries: readonly EligibleEntry[]): Contender | undefined {
  return entries.length === 0
    ? undefined
    : contestOf(
        criterion,
        entries.map(({ candidate }) => candidate),
      ).contenders[0]
}

function savedBy(leader: Contender, standing: Standing | null): number | null {
  return standing === null ? null : Math.max(0, standing.leader.score - leader.score)
}

/** Bounds that somebody breaks. Dropping one alone may save nothing; where nobody can be chosen then either, it is left out. */
function boundPrices(
  brief: PreparedBrief,
  entries: readonly Entry[],
  standing: Standing | null,
): readonly BoundPrice[] {
  return BOUNDS.flatMap((limit): readonly BoundPrice[] => {
    const code = `brief.limit.${limit}` as const
    if (!entries.some(({ candidate, limits }) => candidate !== null && limits.some((each) => each.code === code)))
      return []
    const leader = leaderAmong(brief, freed(entries, code))
    if (leader === undefined) return []
    const from = limit === 'ownPremises' ? null : brief.constraints[limit]
    return [{ limit, from, to: null, leader: leader.id, saves: savedBy(leader, standing) }]
  })
}

function passings(brief: PreparedBrief, entries: readonly Entry[], standing: Standing | null): readonly Passing[] {
  const eligible = entries.filter(isEligible)
  return freed(entries, NO_EVIDENCE)
    .filter(({ limits }) => limits.length > 0)
    .map((entry) => {
      const { id } = entry.alternative
      const leader = leaderAmong(brief, [...eligible, entry])
      if (leader === undefined || leader.id !== id) return { alternative: id, saves: standing === null ? null : 0 }
      return { alternative: id, saves: savedBy(leader, standing) }
    })
    .toSorted((one, two) => (two.saves ?? 0) - (one.saves ?? 0) || (one.alternative < two.alternative ? -1 : 1))
}

function riskless(
  brief: PreparedBrief,
  alternatives: PreparedBrief['alternatives'],
  standing: Standing | null,
  judge: (brief: PreparedBrief) => Judgement,
): WithoutRisks {
  const plain: PreparedBrief = {
    ...brief,
    alternatives,
    withoutRisks: null,
    flips: () => [],
    timePrices: () => [],
  }
  const { verdict } = judge(plain)
  const leader = leaderAmong(plain, alternatives.map((each) => entryOf(each, plain)).filter(isEligible))
  return {
    state: verdict.state,
    leaders: leadersOf(verdict),
    cost: standing === null || leader === undefined ? null : standing.leader.score - leader.score,
    first: verdict.table
      .flatMap(({ id, fared }) => (fared === null ? [] : [{ alternative: id, share: fared.first }]))
      .toSorted((one, two) => (one.alternative < two.alternative ? -1 : 1)),
  }
}

function leadersOf({ choice, leaning }: Pick<BriefVerdict, 'choice' | 'leaning'>): readonly string[] {
  return choice.length > 0 ? choice : leaning === null ? [] : [leaning]
}
