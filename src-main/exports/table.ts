import { UNITS, type Dimension } from '#shared/units/quantity.ts'

/** One cell: a text, a number in the unit of its column or row, or null for what is unknown or not there. */
export type Cell = string | number | null

/** One column of a table. */
export interface Column {
  /** Its name for programs: "perMillionOutput". */
  readonly key: string
  readonly label: string
  /** Unit of its numbers: "s"; '' for texts and bare numbers. */
  readonly unit: string
}

/** Figures as rows, as every format writes them. */
export interface Table {
  readonly title: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A table in the words of people, as the report prints it. */
export interface PrintedTable {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The unit SI values of a dimension are in: "s", "USD"; '' for shares and bare numbers. */
export function siUnit(dimension: Dimension): string {
  return UNITS[dimension].units.find(({ factor }) => factor === 1)?.symbol ?? ''
}

/** A column's name with its unit behind it: "Time to first token (s)". */
export function headOf({ label, unit }: Column): string {
  return unit === '' ? label : `${label} (${unit})`
}
