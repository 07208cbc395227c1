import { perMillionOf, timesOf } from '#shared/domain/brief/perMillion.ts'
import type { Grade } from '#shared/domain/provenance.ts'
import type { Chip } from '#shared/register/types.ts'
import { amount } from '#shared/units/amount.ts'
import { formatNumber, formatQuantity } from '#shared/units/format.ts'
import { say, wordingText } from '#shared/words/say.ts'
import { percentText, withinSentence, withoutStop } from '#shared/words/text.ts'
import { ofThousandText } from '#shared/words/ofThousand.ts'
import type { ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'
import { costAxis, type Axis, type PrintedAxis } from './axis.ts'
import { chipAt, NOTHING, type Decided } from './context.ts'

/** A time, with whether it is slower than promised. */
export interface PrintedTime {
  readonly text: string
  readonly unit: string
  readonly over: boolean
}

/** One alternative of the ranked table. Positions are shares of the common axis. */
export interface PrintedAlternative {
  readonly id: string
  readonly chip: Chip
  /** Its chip is hollow: it cannot be chosen. */
  readonly hollow: boolean
  readonly rank: string
  readonly name: string
  /** How it is offered. */
  readonly offer: string
  readonly chosen: boolean
  readonly systems: string
  readonly ttft: PrintedTime
  readonly tpot: PrintedTime
  readonly first: string
  readonly cost: string
  readonly grade: Grade | null
  readonly at: number | null
  readonly low: number | null
  readonly high: number | null
  /** Why it has no rank, or what weakens it; the first line of each is a failing that is marked. */
  readonly remarks: readonly PrintedRemark[]
}

/** Why one has no rank, or what weakens it. */
export interface PrintedRemark {
  readonly text: string
  /** It breaks a limit, or draws are never served. */
  readonly bad: boolean
}

/** The same of several. */
export interface SharedRemark extends PrintedRemark {
  readonly chips: readonly Chip[]
}

/** Share of draws no number serves from which on it is said. */
const NAMED = 0.02

/** One axis for the cost of all of them. Null: nothing is priced. */
export function costAxisOf({ shown }: Decided): Axis | null {
  const costs = shown.flatMap(({ judged }) => {
    const cost = judged && perMillionOf(judged)
    return cost ? [cost.value, cost.low ?? cost.value, cost.high ?? cost.value] : []
  })
  return costs.length === 0 ? null : costAxis(costs)
}

/** The alternatives in the order of the verdict; without a demand, as the brief lists them. */
export function alternativeRows(
  decided: Decided,
  promise: { readonly timeToFirstToken: number | null; readonly timePerToken: number | null },
): {
  readonly rows: readonly PrintedAlternative[]
  /** What is so of several: said once, with their letters. */
  readonly shared: readonly SharedRemark[]
  readonly axis: PrintedAxis | null
} {
  const axis = costAxisOf(decided)
  const rows = decided.shown.map((shown) => rowOf(shown, decided, promise, axis))
  const counts = new Map<string, Chip[]>()
  for (const { chip, remarks } of rows) {
    for (const { text } of remarks) counts.set(text, [...(counts.get(text) ?? []), chip])
  }
  const isShared = ({ text }: PrintedRemark): boolean => (counts.get(text)?.length ?? 0) > 1
  const shared = rows.flatMap(({ remarks }) => remarks.filter(isShared))
  return {
    rows: rows.map((row) => ({ ...row, remarks: row.remarks.filter((remark) => !isShared(remark)) })),
    shared: shared
      .filter(({ text }, index) => shared.findIndex((other) => other.text === text) === index)
      .map((remark) => ({ ...remark, chips: counts.get(remark.text) ?? [] })),
    axis: axis && axis.printed,
  }
}

function rowOf(
  shown: ShownAlternative,
  { verdict, said }: Decided,
  promise: { readonly timeToFirstToken: number | null; readonly timePerToken: number | null },
  axis: Axis | null,
): PrintedAlternative {
  const { id, slot, judged, alternative, offer } = shown
  const cost = judged && perMillionOf(judged)
  const times = judged && timesOf(judged, alternative.offer.hosted?.evidence)
  const rank = judged?.rank ?? null
  const first = rank === null ? null : (judged?.fared?.first ?? null)
  const at = (value: number | null | undefined): number | null =>
    value === null || value === undefined || axis === null ? null : axis.at(value)
  return {
    id,
    chip: chipAt(slot),
    hollow: rank === null,
    rank: rank === null ? NOTHING : formatNumber(rank, { trim: true }),
    name: said.names.get(id) ?? shown.name,
    offer,
    chosen: verdict.choice.includes(id),
    systems: judged?.sizing ? formatNumber(judged.sizing.systems, { trim: true }) : NOTHING,
    ttft: timeOf(times?.timeToFirstToken, promise.timeToFirstToken),
    tpot: timeOf(times?.timePerToken, promise.timePerToken),
    first: first === null ? NOTHING : ofThousandText(first),
    cost: cost ? formatNumber(cost.value) : judged?.unpriced ? say('pages.unpriced') : NOTHING,
    grade: cost ? (judged?.weakest ?? null) : null,
    at: at(cost?.value),
    low: at(cost?.low),
    high: at(cost?.high),
    remarks: judged === null ? [] : remarksOf(judged, said.names),
  }
}

function timeOf(seconds: number | undefined, limit: number | null): PrintedTime {
  if (seconds === undefined) return { text: NOTHING, unit: '', over: false }
  return { ...formatQuantity(seconds, 'seconds'), over: limit !== null && seconds > limit * 1.0001 }
}

function remarksOf(
  { limits, unpriced, dominatedBy, fared }: NonNullable<ShownAlternative['judged']>,
  names: ReadonlyMap<string, string>,
): PrintedAlternative['remarks'] {
  const never = fared?.never ?? 0
  return [
    ...limits.map((limit) => ({ text: wordingText(limit), bad: true })),
    ...(unpriced === null
      ? []
      : [
          {
            text: say('report.unpriced', {
              figure: withinSentence(withoutStop(wordingText(unpriced.figure))),
              floor: amount(unpriced.floor, 'dollars'),
            }),
            bad: false,
          },
        ]),
    ...(limits.length === 0 && never >= NAMED
      ? [{ text: say('pages.never', { share: percentText(never) }), bad: true }]
      : []),
    ...(dominatedBy === null || limits.length > 0
      ? []
      : [{ text: say('report.dominated', { other: names.get(dominatedBy) ?? dominatedBy }), bad: false }]),
  ]
}
