import type { ChartColumn, ChartTable } from '#shared/charts/kit/types.ts'
import { formatText } from '#shared/units/format.ts'
import { UNITS, type Dimension } from '#shared/units/quantity.ts'

/** Dimension of each SI unit that explanations name. */
const DIMENSION_OF: Readonly<Record<string, Dimension>> = {
  s: 'seconds',
  B: 'bytes',
  'B/s': 'bytesPerSecond',
  FLOP: 'flops',
  'FLOP/s': 'flopsPerSecond',
  J: 'joules',
  W: 'watts',
  USD: 'dollars',
  'USD/h': 'dollarsPerHour',
  'tok/s': 'tokensPerSecond',
  '1': 'count',
}

/** A term of an explanation as people read it; unknown values say so. @param unit SI unit the value is in */
export function siText(value: number | null, unit: string): string {
  const dimension = DIMENSION_OF[unit]
  return dimension ? formatText(value, dimension) : `${formatText(value, 'count')} ${unit}`
}

/** A cell of a table twin as people read it. */
export function cellText(cell: string | number | null, column: ChartColumn): string {
  return typeof cell === 'string' ? cell : formatText(cell, column.dimension ?? 'count')
}

/** The unit in which a column's SI values are: what a spreadsheet needs to know. */
function siUnit(column: ChartColumn): string {
  if (column.dimension === null) return ''
  return UNITS[column.dimension].units.find((unit) => unit.factor === 1)?.symbol ?? ''
}

/**
 * The table as CSV with SI values: commas, quotes doubled, CRLF as RFC 4180 asks. A text that a spreadsheet would take for
 * a formula is made harmless, in heads as in cells: names of scenarios stand in both.
 */
export function tableCsv(table: ChartTable): string {
  const header = table.columns.map((column) => {
    const unit = siUnit(column)
    return csvText(unit ? `${column.label} (${unit})` : column.label)
  })
  const rows = table.rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? csvText(cell) : String(cell ?? ''))),
  )
  return [header, ...rows].map((cells) => cells.join(',')).join('\r\n') + '\r\n'
}

function csvText(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
