import type { Term } from './term.ts'

/** How a cell looks. `input`: meant to be changed. */
export type CellStyle = 'plain' | 'head' | 'note' | 'input' | 'money' | 'total'

/** A cell of a sheet. */
export interface SheetCell {
  readonly value: string | number | null
  /** Without the equals sign; null: the value stands by itself. */
  readonly formula: string | null
  readonly style: CellStyle
}

/** A sheet, cells by row and column from 0; what is not there is empty. */
export interface Sheet {
  readonly name: string
  /** Widths in letters. */
  readonly widths: readonly number[]
  /** Rows that stay when the rest is scrolled. */
  readonly frozen: number
  readonly rows: readonly (readonly (SheetCell | undefined)[])[]
}

/** A sheet that is being filled. */
export interface Grid {
  readonly rows: (SheetCell | undefined)[][]
  /** Writes a text or a number. @returns its place, for formulas */
  put(row: number, column: number, value: string | number | null, style?: CellStyle): Term
  /** Writes a formula. @returns its place */
  work(row: number, column: number, term: Term, style?: CellStyle): Term
}

/** An empty sheet. */
export function createGrid(): Grid {
  const rows: (SheetCell | undefined)[][] = []
  const set = (row: number, column: number, cell: SheetCell): void => {
    while (rows.length <= row) rows.push([])
    const cells = rows[row]
    if (cells !== undefined) cells[column] = cell
  }
  return {
    rows,
    put(row, column, value, style = 'plain') {
      set(row, column, { value, formula: null, style })
      return { text: addressOf(row, column), value: typeof value === 'number' ? value : 0 }
    },
    work(row, column, term, style = 'plain') {
      set(row, column, { value: term.value, formula: term.text, style })
      return { text: addressOf(row, column), value: term.value }
    },
  }
}

/** "B12" of row 11 and column 1. */
export function addressOf(row: number, column: number): string {
  let letters = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  }
  return `${letters}${row + 1}`
}
