import type { AccuracyRow } from '#shared/domain/accuracy.ts'
import { QUANTITIES, type Quantity } from '#shared/domain/comparedQuantity.ts'
import type { Reason } from '#shared/domain/omissionReason.ts'
import { poolAccuracy, type PooledAccuracy } from '#shared/domain/accuracyPool.ts'
import { quantile } from '../fitting/fit.ts'
import type { Comparison, Omission } from './compare.ts'

/** What comparisons can be grouped by. */
export const DIMENSIONS = ['quantity', 'file', 'device', 'stack', 'family', 'model', 'precision'] as const
/** What comparisons can be grouped by. */
export type Dimension = (typeof DIMENSIONS)[number]
/** One or more dimensions: a group for every combination that occurs. */
export type Grouping = readonly Dimension[]

/** The errors of one group. Shares: 0.1 = 10 %. */
export interface GroupSummary {
  /** One value a dimension of the grouping. */
  readonly key: readonly string[]
  /** Values whose errors follow. */
  readonly count: number
  /** Median and mean of |predicted / measured − 1|. */
  readonly median: number
  readonly mean: number
  /** Median of predicted / measured − 1: below 0, predictions are too short. */
  readonly bias: number
  readonly p90: number
  /** Share of measurements inside the 80 % interval. */
  readonly coverage: number
  /** Predictions faster than physics allows: faults of the engine. */
  readonly predictedBelowFloor: number
  /** Measurements faster than one pass over the bytes allows: counted here and nowhere else. */
  readonly measuredBelowFloor: number
  /** Errors on rows of the same devices, stacks and families that were left out of their fit; null: none recorded. */
  readonly crossValidated: PooledAccuracy | null
  /** The same with all rows of their device left out; null: none recorded. */
  readonly deviceLeftOut: PooledAccuracy | null
}

interface Tally {
  readonly key: readonly string[]
  readonly errors: number[]
  inside: number
  predictedBelowFloor: number
  measuredBelowFloor: number
  readonly leftOut: Set<AccuracyRow>
  readonly offGrid: Set<AccuracyRow>
}

/** A comparison with the file it comes from. */
export type Placed = Comparison & { readonly file: string }

/** How often something was left out, and what. */
export interface OmissionSummary {
  readonly reason: Reason
  readonly count: number
  /** What exactly, most frequent first. */
  readonly details: readonly { readonly detail: string; readonly count: number }[]
}

/** Gathers comparisons as they come; keeps numbers only, and the worst few whole. */
export interface Collector {
  add(comparison: Placed): void
  omit(omission: Omission): void
  /** Values compared so far. */
  readonly compared: () => number
  /** Groups of a grouping that was asked for, in the order of their keys: quantities as listed, the rest by text. */
  readonly groups: (grouping: Grouping) => readonly GroupSummary[]
  readonly everything: () => GroupSummary | null
  /** Largest |ln(predicted / measured)| first. */
  readonly worst: () => readonly Placed[]
  readonly omissions: () => readonly OmissionSummary[]
}

/** Most details kept of one reason. */
const MOST_DETAILS = 500

const byText = (first: string, second: string): number => (first < second ? -1 : first > second ? 1 : 0)

/** Quantities in their own order, the rest by text. */
function byKey(grouping: Grouping, first: readonly string[], second: readonly string[]): number {
  for (const [index, dimension] of grouping.entries()) {
    const [left = '', right = ''] = [first[index], second[index]]
    const order =
      dimension === 'quantity'
        ? QUANTITIES.indexOf(left as Quantity) - QUANTITIES.indexOf(right as Quantity)
        : byText(left, right)
    if (order !== 0) return order
  }
  return 0
}

function summarise(tally: Tally): GroupSummary {
  const signed = [...tally.errors].sort((first, second) => first - second)
  const absolute = signed.map(Math.abs).sort((first, second) => first - second)
  const count = signed.length
  return {
    key: tally.key,
    count,
    median: quantile(absolute, 0.5),
    mean: absolute.reduce((sum, error) => sum + error, 0) / count,
    bias: quantile(signed, 0.5),
    p90: quantile(absolute, 0.9),
    coverage: tally.inside / count,
    predictedBelowFloor: tally.predictedBelowFloor,
    measuredBelowFloor: tally.measuredBelowFloor,
    crossValidated: poolAccuracy([...tally.leftOut]),
    deviceLeftOut: poolAccuracy([...tally.offGrid]),
  }
}

function farness({ predicted, measured }: Placed): number {
  const far = Math.abs(Math.log(predicted / measured))
  return Number.isNaN(far) ? Number.POSITIVE_INFINITY : far
}

/**
 * @param groupings what is asked for @param worstCount how many of the worst comparisons are kept
 */
export function createCollector(groupings: readonly Grouping[], worstCount: number): Collector {
  const keyOf = (grouping: Grouping): string => grouping.join('+')
  const asked = [...new Map([...groupings, []].map((grouping) => [keyOf(grouping), grouping])).values()]
  const tallies = new Map(asked.map((grouping) => [keyOf(grouping), new Map<string, Tally>()]))
  const reasons = new Map<Reason, { count: number; details: Map<string, number> }>()
  let worst: { readonly far: number; readonly comparison: Placed }[] = []
  let compared = 0

  const trim = (): void => {
    worst.sort((first, second) => second.far - first.far)
    worst = worst.slice(0, worstCount)
  }

  return {
    add(comparison) {
      compared += 1
      for (const grouping of asked) {
        const key = grouping.map((dimension) => comparison[dimension])
        const group = tallies.get(keyOf(grouping))
        const name = key.join('\n')
        let tally = group?.get(name)
        if (!tally) {
          tally = {
            key,
            errors: [],
            inside: 0,
            predictedBelowFloor: 0,
            measuredBelowFloor: 0,
            leftOut: new Set(),
            offGrid: new Set(),
          }
          group?.set(name, tally)
        }
        if (comparison.predictedBelowFloor) tally.predictedBelowFloor += 1
        if (comparison.measuredBelowFloor) {
          tally.measuredBelowFloor += 1
          continue
        }
        tally.errors.push(comparison.error)
        if (comparison.inside) tally.inside += 1
        if (comparison.crossValidated !== null) tally.leftOut.add(comparison.crossValidated)
        if (comparison.deviceLeftOut !== null) tally.offGrid.add(comparison.deviceLeftOut)
      }
      if (worstCount > 0 && !comparison.measuredBelowFloor) {
        worst.push({ far: farness(comparison), comparison })
        if (worst.length > 2 * worstCount + 64) trim()
      }
    },
    omit({ reason, detail }) {
      const known = reasons.get(reason) ?? { count: 0, details: new Map<string, number>() }
      reasons.set(reason, known)
      known.count += 1
      if (known.details.has(detail) || known.details.size < MOST_DETAILS) {
        known.details.set(detail, (known.details.get(detail) ?? 0) + 1)
      }
    },
    compared: () => compared,
    groups: (grouping) =>
      [...(tallies.get(keyOf(grouping))?.values() ?? [])]
        .map(summarise)
        .sort((first, second) => byKey(grouping, first.key, second.key)),
    everything: () => {
      const [tally] = tallies.get('')?.values() ?? []
      return tally ? summarise(tally) : null
    },
    worst: () => {
      trim()
      return worst.map(({ comparison }) => comparison)
    },
    omissions: () =>
      [...reasons]
        .map(([reason, { count, details }]) => ({
          reason,
          count,
          details: [...details]
            .map(([detail, times]) => ({ detail, count: times }))
            .sort((first, second) => second.count - first.count || byText(first.detail, second.detail)),
        }))
        .sort((first, second) => second.count - first.count || byText(first.reason, second.reason)),
  }
}
