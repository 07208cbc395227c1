import type { Figure } from '#shared/domain/provenance.ts'

/** Where a figure's values stand on a bar from zero to a little above the largest of them; shares of its length. */
export interface RangeMarks {
  readonly low: number
  readonly high: number
  readonly value: number
  /** Values of other sources. */
  readonly others: readonly number[]
}

/** Room at the end of the bar, as a factor of the largest value. */
const HEADROOM = 1.1

/**
 * The spread of a figure on a linear scale from zero, so that a narrow band means a small disagreement.
 * @returns null when there is but one value: a bar would say nothing
 */
export function rangeMarks(figure: Figure): RangeMarks | null {
  const { value, low, high } = figure
  const others = (figure.alternatives ?? []).map((other) => other.value)
  if (value === null || (low === undefined && high === undefined && others.length === 0)) return null
  const ends = [value, ...others, ...(low === undefined ? [] : [low]), ...(high === undefined ? [] : [high])]
  const end = Math.max(...ends) * HEADROOM
  if (!(end > 0)) return null
  return {
    low: Math.min(...ends) / end,
    high: Math.max(...ends) / end,
    value: value / end,
    others: others.map((other) => other / end),
  }
}

/** Smallest and largest value on record, SI; null when there is but one. */
export function rangeEnds(figure: Figure): readonly [number, number] | null {
  if (figure.value === null || rangeMarks(figure) === null) return null
  const { value, low, high } = figure
  const values = [value, low ?? value, high ?? value, ...(figure.alternatives ?? []).map((other) => other.value)]
  return [Math.min(...values), Math.max(...values)]
}
