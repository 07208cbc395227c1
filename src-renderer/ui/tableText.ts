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

/** The table as CSV with SI values: commas, quotes doubled, CRLF as RFC 4180 asks. Formulas are made harmless. */
export function tableCsv(table: ChartTable): string {
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const plain = (cell: string | number | null) => {
    if (cell === null) return ''
    if (typeof cell === 'number') return String(cell)
    return quote(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
  }
  const header = table.columns.map((column) => {
    const unit = siUnit(column)
    return quote(unit ? `${column.label} (${unit})` : column.label)
  })
  return [header, ...table.rows.map((row) => row.map(plain))].map((cells) => cells.join(',')).join('\r\n') + '\r\n'
}
