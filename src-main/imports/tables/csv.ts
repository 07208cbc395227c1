import { broken, quoted, tooLarge } from '../failures.ts'

/** A table: its titles, and rows of as many cells. */
export interface Table {
  readonly titles: readonly string[]
  readonly rows: readonly TableRow[]
}

/** A row with the line it starts on, from 1. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

const MOST_ROWS = 5000
const MOST_COLUMNS = 200
const LONGEST_CELL = 4000

/**
 * Reads a table of values separated by commas, semicolons or tabs, whichever the first line has most of; cells may stand
 * in double quotes, where a quote is written twice (RFC 4180). Empty rows are passed over.
 * @param text the whole file; a byte order mark is tolerated @param name file name, for messages
 * @throws CodedError document-broken, document-too-large
 */
export function readTable(text: string, name: string): Table {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  const rows = splitRows(body, separatorOf(body), name).filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first, ...rest] = rows
  if (!first) throw broken(`${quoted(name)} is empty: a table has a line of titles and a line for each profile.`)
  const odd = rest.find(({ cells }) => cells.slice(first.cells.length).some((cell) => cell !== ''))
  if (odd) {
    throw broken(
      `Line ${odd.line} of ${quoted(name)} has more cells than there are titles: put cells with a separator in quotes.`,
    )
  }
  return { titles: first.cells, rows: rest }
}

function separatorOf(text: string): string {
  const end = text.search(/[\r\n]/)
  const first = end === -1 ? text.slice(0, 100_000) : text.slice(0, Math.min(end, 100_000))
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: first.split(separator).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator
}

function splitRows(text: string, separator: string, name: string): TableRow[] {
  const rows: TableRow[] = []
  let cells: string[] = []
  let line = 1
  let start = 1
  let index = 0
  const endRow = () => {
    rows.push({ line: start, cells })
    if (rows.length > MOST_ROWS) {
      throw tooLarge(`${quoted(name)} has more than ${MOST_ROWS} lines: split the table.`)
    }
    cells = []
  }
  while (index < text.length) {
    let cell: string
    if (text[index] === '"') {
      const parts: string[] = []
      index += 1
      for (;;) {
        const quote = text.indexOf('"', index)
        if (quote === -1) throw broken(`Line ${start} of ${quoted(name)} opens a quote that never closes: correct it.`)
        parts.push(text.slice(index, quote))
        index = quote + 1
        if (text[index] !== '"') break
        parts.push('"')
        index += 1
      }
      cell = parts.join('')
      line += cell.split('\n').length - 1
      while (text[index] === ' ') index += 1
    } else {
      const from = index
      while (index < text.length && text[index] !== separator && text[index] !== '\n' && text[index] !== '\r')
        index += 1
      cell = text.slice(from, index)
    }
    if (cell.length > LONGEST_CELL)
      throw tooLarge(`Line ${start} of ${quoted(name)} has a cell that is too long: shorten it.`)
    cells.push(cell.trim())
    if (cells.length > MOST_COLUMNS)
      throw tooLarge(`Line ${start} of ${quoted(name)} has more than ${MOST_COLUMNS} cells.`)
    const next = text[index]
    if (next === separator) {
      index += 1
      // A separator at the very end of the text is followed by an empty cell.
      if (index === text.length) cells.push('')
    } else if (next === '\r' || next === '\n') {
      index += next === '\r' && text[index + 1] === '\n' ? 2 : 1
      line += 1
      endRow()
      start = line
    } else if (next !== undefined) {
      throw broken(`Line ${start} of ${quoted(name)} goes on after a closing quote: write a quote inside a cell twice.`)
    }
  }
  if (cells.length > 0) endRow()
  return rows
}
