import { hash } from 'node:crypto'
import { DamagedLibrary } from './damage.ts'

/** What can stand in a column. */
export type Stored = string | number | null

/**
 * The columns that the seal of a row is made of, in this order. What is as long as a profile has a hash of its own, so that
 * a list is checked without reading it.
 */
export const SEALED_COLUMNS = {
  hardware: ['id', 'origin', 'listing', 'words'],
  models: ['id', 'origin', 'listing', 'words'],
  revisions: ['kind', 'id', 'revision', 'hash'],
  audit: ['sequence', 'kind', 'id', 'revision', 'action', 'detail', 'path', 'before', 'after', 'person', 'moment'],
  stacks: ['id', 'name', 'hardware', 'text'],
  facts: ['name', 'value'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** A table whose rows are sealed: all that the library has. */
export type SealedTable = keyof typeof SEALED_COLUMNS

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function textHash(text: string): string {
  return hash('sha256', text)
}

/** The seal of values in their order. */
export function sealOf(...values: readonly Stored[]): string {
  return textHash(JSON.stringify(values))
}

/** The seal that a row of a table must have. */
export function rowSeal(table: SealedTable, row: Readonly<Record<string, unknown>>): string {
  return sealOf(...SEALED_COLUMNS[table].map((column) => row[column] as Stored))
}

/** Whether a row is what was written. @param row as it was read, with `seal` and every sealed column */
export function isSealed(table: SealedTable, row: Readonly<Record<string, unknown>>): boolean {
  return row['seal'] === rowSeal(table, row)
}

/** A row that is what was written. @throws DamagedLibrary */
export function sealed<Row extends object>(table: SealedTable, row: Row): Row {
  if (!isSealed(table, row as Readonly<Record<string, unknown>>)) throw new DamagedLibrary()
  return row
}
