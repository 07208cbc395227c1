import { headOf, type Cell, type Table } from './table.ts'

/** Without it a spreadsheet takes UTF-8 for the alphabet of its country. */
const MARK = '\uFEFF'
/** What a spreadsheet may run: a formula, or what is one once spaces before it are dropped. */
const FORMULA = /^\s*[=+\-@]|^[\t\r\n]/

/** A table as CSV: RFC 4180 with a mark of UTF-8, numbers as numbers, what is unknown empty. */
export function csvText({ columns, rows }: Table): string {
  const lines = [columns.map((column) => textCell(headOf(column))), ...rows.map((row) => row.map(cell))]
  return MARK + lines.map((cells) => `${cells.join(',')}\r\n`).join('')
}

function cell(value: Cell): string {
  if (value === null) return ''
  return typeof value === 'number' ? String(value) : textCell(value)
}

/** A text that a spreadsheet would run has an apostrophe before it. */
function textCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
