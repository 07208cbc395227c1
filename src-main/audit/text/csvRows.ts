/** Characters of one cell: names of kernels have thousands. */
const LONGEST_CELL = 1 << 16
/** Cells of one row: a wide table of counters has some thousand. */
const MOST_CELLS = 20_000

/** A reader of rows that is fed text in pieces. */
export interface CsvRows {
  /** @returns false: nothing more is wanted */
  readonly feed: (text: string) => boolean
  /** Ends the last row. */
  readonly end: () => void
  /** Rows that could not be read: with a quote that does not close, or more or longer cells than there are. */
  readonly lost: () => number
}

/**
 * Rows of cells separated by commas; a cell that begins with a quote ends with one, and holds one where it is written
 * twice. Lines that are no table, as programs print them before one, are rows too. A quote that does not close within a
 * cell's length loses its row, not the rest.
 * @param take the cells of a row; false: nothing more is wanted
 */
export function csvRows(take: (cells: readonly string[]) => boolean): CsvRows {
  let cells: string[] = []
  let cell = ''
  let [quoted, afterQuote, begun, wanted, skipping, lost] = [false, false, false, true, false, 0]
  const endRow = (): void => {
    if (!skipping && (begun || cell !== '')) {
      cells.push(cell)
      wanted &&= take(cells)
    }
    cells = []
    cell = ''
    begun = false
    quoted = false
    afterQuote = false
    skipping = false
  }
  const lose = (): void => {
    lost += 1
    skipping = true
    quoted = false
    cell = ''
    cells = []
  }
  const plain = (code: number, text: string, index: number): void => {
    if (code === COMMA) {
      if (cells.push(cell) > MOST_CELLS) lose()
      cell = ''
      afterQuote = false
      begun = true
    } else if (code === NEWLINE) {
      if (!afterQuote && cell.endsWith('\r')) cell = cell.slice(0, -1)
      endRow()
    } else if (!(afterQuote && code === RETURN)) cell += text[index]
  }
  const feed = (text: string): boolean => {
    let index = 0
    while (index < text.length && wanted) {
      const code = text.charCodeAt(index)
      if (skipping) {
        const end = text.indexOf('\n', index)
        if (end === -1) return wanted
        index = end + 1
        endRow()
        continue
      }
      if (quoted) {
        const quote = text.indexOf('"', index)
        const end = Math.min(quote === -1 ? text.length : quote, index + LONGEST_CELL - cell.length + 1)
        cell += text.slice(index, end)
        index = end
        if (cell.length > LONGEST_CELL) lose()
        else if (end === quote) {
          quoted = false
          afterQuote = true
          index += 1
        }
        continue
      }
      if (code === QUOTE && afterQuote && cell.length <= LONGEST_CELL) {
        cell += '"'
        quoted = true
        afterQuote = false
        index += 1
        continue
      }
      if (code === QUOTE && cell === '' && !afterQuote) {
        quoted = true
        begun = true
        index += 1
        continue
      }
      const end = endOfPlain(text, index)
      if (end > index) {
        cell += text.slice(index, end)
        if (cell.length > LONGEST_CELL) lose()
        index = end
        continue
      }
      plain(code, text, index)
      index += 1
    }
    return wanted
  }
  return {
    feed,
    end: () => {
      if (quoted) lose()
      if (wanted) endRow()
    },
    lost: () => lost,
  }
}

const [QUOTE, COMMA, NEWLINE, RETURN] = [34, 44, 10, 13]

/** Where plain text ends that needs no look at each character: at the first that means something. */
function endOfPlain(text: string, from: number): number {
  let index = from
  while (index < text.length) {
    const code = text.charCodeAt(index)
    if (code === QUOTE || code === COMMA || code === NEWLINE || code === RETURN) return index
    index += 1
  }
  return index
}
