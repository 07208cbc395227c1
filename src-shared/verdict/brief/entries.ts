import type { Fared, JudgedAlternative, Relaxation } from '../../domain/brief/verdict.ts'
import type { Wording } from '../../domain/wording.ts'
import { regretOf, withinShare } from './contest.ts'
import { stateShares, type Candidate } from './draws.ts'
import { drawnLimits } from './eligible.ts'
import type { PreparedAlternative, PreparedBrief } from './prepared.ts'
import type { Standing } from './reachState.ts'

/** An alternative with its draws under its name, and why it cannot be chosen. */
export interface Entry {
  readonly alternative: PreparedAlternative
  readonly candidate: Candidate | null
  /** Empty: bounds and promise hold; it may still be unpriced. */
  readonly limits: readonly Wording[]
}

/** An alternative that can be chosen. */
export type EligibleEntry = Entry & { readonly candidate: Candidate }

/** What an alternative is refused for: what was found before, and what its draws say. */
export function entryOf(alternative: PreparedAlternative, { promise, criterion }: PreparedBrief): Entry {
  const { id, drawn, limits } = alternative
  if (drawn === null) {
    const why: readonly Wording[] = limits.length > 0 ? limits : [{ code: 'brief.limit.nothingServes' }]
    return { alternative, candidate: null, limits: why }
  }
  const candidate = { id, ...drawn }
  return { alternative, candidate, limits: [...limits, ...drawnLimits(candidate, promise, criterion)] }
}

/** Bounds and promise hold, and it is priced. */
export function isEligible(entry: Entry): entry is EligibleEntry {
  return entry.candidate !== null && entry.limits.length === 0 && entry.alternative.unpriced === null
}

/** Bounds and promise hold with the unknown price at its floor. */
export function isUnpriced(entry: Entry): entry is EligibleEntry {
  return entry.candidate !== null && entry.limits.length === 0 && entry.alternative.unpriced !== null
}

/** The row of an alternative. @param standing null: nothing is compared */
export function rowOf({ alternative, limits }: Entry, standing: Standing | null): JudgedAlternative {
  const { id, kind, unpriced, sizing, costing, accrued, energy, carbon, weakest } = alternative
  const place = standing?.contest.contenders.findIndex((contender) => contender.id === id) ?? -1
  const contender = standing?.contest.contenders[place]
  return {
    id,
    kind,
    rank: contender ? place + 1 : null,
    limits,
    unpriced,
    sizing,
    costing,
    accrued,
    fared: contender && standing ? faredOf(contender, standing) : null,
    energy,
    carbon,
    fallback: contender?.fare.fallback?.id ?? null,
    dominatedBy: standing?.dominated.get(id) ?? null,
    weakest,
  }
}

function faredOf(contender: Standing['leader'], { contest, margin }: Standing): Fared {
  const { fare, first } = contender
  return {
    expectedLoss: fare.mean,
    tenth: fare.tenth,
    ninetieth: fare.ninetieth,
    worstTenth: fare.worstTenth,
    first,
    within: withinShare(contender, contest, margin),
    expectedRegret: regretOf(contender, contest),
    ...fare.shares,
  }
}

/** What would let an alternative be chosen where none can be: who breaks fewest bounds first, then the smallest change. */
export function relaxationsOf(entries: readonly Entry[], brief: PreparedBrief): readonly Relaxation[] {
  const { promise, relaxations } = brief
  const own = entries.flatMap(({ alternative: { id }, candidate, limits }): readonly Relaxation[] => {
    if (candidate === null) return []
    const { short, never } = stateShares(candidate.states)
    return limits.flatMap(({ code }): readonly Relaxation[] => {
      if (code === 'brief.limit.confidence') {
        return [{ alternative: id, limit: 'confidence', from: promise.confidence, to: 1 - short / (1 - never) }]
      }
      return code === 'brief.limit.never' ? [{ alternative: id, limit: 'never', from: promise.never, to: never }] : []
    })
  })
  const broken = (id: string) => entries.find(({ alternative }) => alternative.id === id)?.limits.length ?? Infinity
  const change = ({ from, to }: Relaxation) => (from === 0 ? Infinity : Math.abs(to / from - 1))
  return [...own, ...relaxations].toSorted((one, two) => {
    const [fewer, smaller] = [broken(one.alternative) - broken(two.alternative), change(one) - change(two)]
    if (fewer !== 0) return fewer
    return smaller !== 0 && !Number.isNaN(smaller) ? smaller : one.alternative < two.alternative ? -1 : 1
  })
}
