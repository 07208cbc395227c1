import type { AlternativeKind } from '../../domain/brief/offer.ts'
import type { Measurement, Sizing } from '../../domain/brief/verdict.ts'
import { criterionAmount } from '../../domain/brief/criterionAmount.ts'
import type { Wording } from '../../domain/wording.ts'
import { contestOf, type Contender } from './contest.ts'
import type { Candidate } from './draws.ts'
import type { Entry } from './entries.ts'
import type { PreparedBrief } from './prepared.ts'
import type { Reached, Standing } from './reachState.ts'

/** Shares of never draws from here on are named. */
const NAMED = 0.02
/** Share of draws below which a tenth of a per cent is said as none: what happens in none of them is no reason. */
const SAID = 0.0005

/** What reasons are found in. */
export interface Grounds {
  readonly standing: Standing
  readonly reached: Reached
  /** The alternative whose count at the edge decides; null: none. */
  readonly edge: string | null
  readonly measurements: readonly Measurement[]
  readonly entries: readonly Entry[]
  readonly brief: PreparedBrief
}

/** Why the state is what it is, the most telling first. */
export function reasonsFor(grounds: Grounds): readonly Wording[] {
  const { standing, reached, edge } = grounds
  const { leader, rival } = standing
  const named = reached.state === 'tied' ? standing.tied : [leader]
  return [
    ...(edge === null
      ? openReasons(grounds)
      : [{ code: 'brief.reason.edge', parameters: { alternative: edge } } as const]),
    ...(reached.state === 'tied'
      ? withinReasons(standing)
      : rival
        ? againstRival(standing, rival)
        : onlyReason(standing)),
    ...moreOften(standing),
    ...named.flatMap((contender) => ofAlternative(contender, grounds)),
    ...crossedOutReasons(standing),
  ]
}

/** How much the unknown price of what was set aside may add before it has more than the leader on average. */
export function roomReason(standing: Standing, aside: Candidate, eligible: readonly Candidate[]): Wording {
  const { contenders, criterion } = contestOf(standing.contest.criterion, [...eligible, aside])
  const score = contenders.find(({ id }) => id === aside.id)?.score ?? NaN
  const room = criterionAmount(standing.leader.score - score, criterion)
  return { code: 'brief.reason.setAside', parameters: { alternative: aside.id, room } }
}

function openReasons({ standing, reached, measurements, brief }: Grounds): readonly Wording[] {
  const { leader, regret, borne, within, contest } = standing
  const { criterion } = contest
  const asked = brief.thresholds.first
  const much: Wording = {
    code: 'brief.reason.regret',
    parameters: {
      alternative: leader.id,
      regret: criterionAmount(regret, criterion),
      borne: criterionAmount(borne, criterion),
    },
  }
  const single: readonly Wording[] =
    brief.studies.length > 0 && measurements.length === 0 ? [{ code: 'brief.reason.nothingSingle' }] : []
  switch (reached.open) {
    case null:
      return []
    case 'measure':
      return [much]
    case 'chance':
      return [{ code: 'brief.reason.chance', parameters: { alternative: leader.id, asked } }, ...single]
    case 'regret':
      return within < asked
        ? [
            much,
            { code: 'brief.reason.notOften', parameters: { alternative: leader.id, share: within, asked } },
            ...single,
          ]
        : [much, ...single]
  }
}

function withinReasons({ leader, margin, contest: { criterion } }: Standing): readonly Wording[] {
  return [
    { code: 'brief.reason.within', parameters: { alternative: leader.id, margin: criterionAmount(margin, criterion) } },
  ]
}

function againstRival({ leader, contest: { criterion } }: Standing, rival: Contender): readonly Wording[] {
  const difference = rival.score - leader.score
  return [
    {
      code: 'brief.reason.less',
      parameters: {
        alternative: leader.id,
        other: rival.id,
        criterion,
        difference: criterionAmount(difference, criterion),
        share: difference / Math.abs(rival.score),
      },
    },
  ]
}

function onlyReason({ leader, contest }: Standing): readonly Wording[] {
  return contest.contenders.length === 1 ? [{ code: 'brief.reason.only', parameters: { alternative: leader.id } }] : []
}

/** Another that is first more often than the leader, and dearer on average all the same. */
function moreOften({ leader, contest: { contenders, criterion }, tied }: Standing): readonly Wording[] {
  const [most] = contenders
    .filter((other) => !tied.includes(other) && other.first > leader.first)
    .toSorted((one, two) => two.first - one.first)
  if (!most) return []
  const difference = criterionAmount(most.score - leader.score, criterion)
  const failing = 1 - most.fare.shares.meets
  return [
    {
      code: 'brief.reason.moreOften',
      parameters: { alternative: leader.id, other: most.id, criterion, difference, failing },
    },
  ]
}

/** How many of it and why, where it fails, and what serves then. */
function ofAlternative({ id, fare: { shares, fallback } }: Contender, { entries }: Grounds): readonly Wording[] {
  const prepared = entries.find(({ alternative }) => alternative.id === id)?.alternative
  const sizing = prepared?.sizing ?? null
  const found: Wording[] = []
  if (prepared && sizing) {
    const { systems, atCentral: central, atConfidence: confidence, spare } = sizing
    found.push({
      code: 'brief.reason.count',
      parameters: { alternative: id, systems, central, confidence, spare, doubled: doubledBy(sizing, prepared.kind) },
    })
  }
  if (shares.never >= NAMED && !fallback) {
    found.push({ code: 'brief.reason.never', parameters: { alternative: id, share: shares.never } })
  }
  if (shares.never >= SAID && fallback) {
    found.push({
      code: 'brief.reason.fallback',
      parameters: { alternative: id, other: fallback.id, share: shares.never },
    })
  }
  if (shares.late >= SAID)
    found.push({ code: 'brief.reason.late', parameters: { alternative: id, share: shares.late } })
  return found
}

/** What a spare doubles where half as many systems carry the load as surely as is asked. */
function doubledBy(
  { systems, atCentral, atConfidence, spare }: Sizing,
  kind: AlternativeKind,
): 'capital' | 'rent' | 'none' {
  const isDoubled = systems === atCentral + spare && systems === 2 * Math.max(atCentral, atConfidence)
  if (!isDoubled) return 'none'
  return kind === 'buy' ? 'capital' : kind === 'rent' || kind === 'lease' ? 'rent' : 'none'
}

function crossedOutReasons({ dominated }: Standing): readonly Wording[] {
  return [...dominated]
    .toSorted(([one], [two]) => (one < two ? -1 : 1))
    .map(([alternative, other]) => ({ code: 'brief.reason.crossedOut', parameters: { alternative, other } }) as const)
}
