import type { FigureEdit } from '#shared/domain/figureEdit.ts'
import type { NamedFigure } from '#shared/domain/figures.ts'
import type { SourceTable } from '#shared/domain/provenance.ts'
import { formatQuantity } from '#shared/units/format.ts'
import { parseQuantity } from '#shared/units/parse.ts'
import type { Dimension } from '#shared/units/quantity.ts'

/** Digits that survive a value's way into a text and back. */
const DIGITS = 12

/**
 * A value as a field shows it to be edited: in the unit it is printed in, but not rounded as prints are.
 * @param value SI; null: unknown @returns "3.35 TB/s"; empty where unknown
 */
export function exactText(value: number | null, dimension: Dimension): string {
  if (value === null) return ''
  const { unit } = formatQuantity(value, dimension)
  const one = parseQuantity(`1 ${unit}`.trim(), dimension)
  if (!one.ok) return String(value)
  return `${Number((value / one.value).toPrecision(DIGITS))} ${unit}`.trim()
}

/**
 * A figure as the form that edits it begins: what the user typed the last time, else what stands there.
 * @param sources the profile's own
 */
export function beginEdit({ figure, dimension }: NamedFigure, sources: SourceTable): FigureEdit {
  const { override, value, low, high, grade, note } = figure
  const source = figure.source === null ? undefined : sources[figure.source]
  const bareTyped = override !== undefined && !/[a-z%$]/i.test(override.typed)
  return {
    typed:
      override && override.typed !== ''
        ? `${override.typed}${bareTyped && override.unit ? ` ${override.unit}` : ''}`
        : exactText(value, dimension),
    unit: '',
    low: low === undefined ? '' : exactText(low, dimension),
    high: high === undefined ? '' : exactText(high, dimension),
    grade,
    note: note ?? '',
    source: source ? { title: source.title, address: source.address } : null,
  }
}
