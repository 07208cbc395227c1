import type { Grade, Source } from '#shared/domain/provenance.ts'
import type { FormattedQuantity } from '#shared/units/format.ts'
import { shownValue, type FigureRow } from './figureRows.ts'

/** Sources that differ by less are rounding, not disagreement. */
const SAME = 0.005

/** One value on record for a figure. */
export interface RecordedValue {
  readonly shows: FormattedQuantity
  readonly grade: Grade
  readonly source: Source | null
  readonly note: string | null
  readonly inUse: boolean
}

/** Other values on record for a figure, and what is said of them. */
export interface Disagreement {
  /** Sources disagree; otherwise the values mean different things (kinds of price) or agree within rounding. */
  readonly disputed: boolean
  /** "3 sources disagree", for the badge. */
  readonly badge: string
  /** "3 sources disagree on HBM3e capacity." */
  readonly sentence: string
  /** The one in use first. */
  readonly values: readonly RecordedValue[]
}

/**
 * What else is on record for a figure.
 * @param sources the profile's table
 * @returns null when nothing is
 */
export function disagreement(row: FigureRow, sources: Readonly<Record<string, Source>>): Disagreement | null {
  const { value, grade } = row.figure
  const others = row.figure.alternatives ?? []
  if (value === null || grade === null || others.length === 0) return null
  const values = [
    { value, grade, source: row.figure.source, note: row.figure.note, inUse: true },
    ...others.map((other) => ({ ...other, inUse: false })),
  ]
  const disputed = !row.price && others.some((other) => Math.abs(other.value - value) > SAME * value)
  const from = new Set(values.map((each) => each.source)).size
  const label = withinSentence(row.label)
  const badge = disputed
    ? from > 1
      ? `${from} sources disagree`
      : `${values.length} values in one source`
    : row.price
      ? `${values.length} prices on record`
      : `${values.length} sources agree`
  const sentence = disputed
    ? from > 1
      ? `${from} sources disagree on ${label}.`
      : `One source gives ${values.length} values for ${label}.`
    : row.price
      ? `${values.length} prices are on record for ${label}.`
      : `The sources agree on ${label} within rounding.`
  return {
    disputed,
    badge,
    sentence,
    values: values.map((each) => ({
      shows: shownValue(row.key, each.value, row.dimension),
      grade: each.grade,
      source: each.source === null ? null : (sources[each.source] ?? null),
      note: each.note ?? null,
      inUse: each.inUse,
    })),
  }
}

/** "Purchase price" → "purchase price", while "HBM3e capacity" stays. */
function withinSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
