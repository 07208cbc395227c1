import type { Provenance } from './provenance.ts'
import type { Table } from './table.ts'

/** A table as JSON: a row is an object of its columns, numbers SI, what is unknown null. */
export function jsonTable({ title, columns, rows }: Table, provenance: Provenance): string {
  const units = Object.fromEntries(columns.flatMap(({ key, unit }) => (unit === '' ? [] : [[key, unit]])))
  const answer = {
    ...provenance,
    table: title,
    units,
    rows: rows.map((row) => Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null]))),
  }
  return `${JSON.stringify(answer, null, 2)}\n`
}
