import Database from 'better-sqlite3'

/** An export of Nsight Systems, open for reading alone. */
export interface ExportDatabase {
  readonly database: Database.Database
  /** Columns by table: of plain tables alone, and without columns that are worked out when read. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Opens a file of somebody else's: nothing is written, nothing its schema names is trusted, and views and virtual tables,
 * whose reading may do anything, are not there.
 * @param nativeBinding the build of SQLite for another runtime than Node; null: the usual one
 * @throws what SQLite throws of a file that is none
 */
export function openExport(path: string, nativeBinding: string | null): ExportDatabase {
  const options = { readonly: true, fileMustExist: true, ...(nativeBinding === null ? {} : { nativeBinding }) }
  const database = new Database(path, options)
  try {
    database.pragma('trusted_schema = OFF')
    database.pragma('query_only = ON')
    database.pragma('cell_size_check = ON')
    database.pragma('mmap_size = 0')
    const tables = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
      .pluck()
      .all()
    const columnsOf = database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck()
    return { database, columns: new Map(tables.map((table) => [table, new Set(columnsOf.all(table))])) }
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

/** A row as it is asked for: each column a value. */
export type Row = readonly unknown[]

/**
 * Rows of a table, one by one. A column that the table lacks is null in each.
 * @param wanted columns, or expressions of this room as [column it needs, expression]; never text of the file
 * @param where a condition of this room, and the columns it needs; rows are all there are where one of them lacks
 */
export function* rowsOf(
  { database, columns }: ExportDatabase,
  table: string,
  wanted: readonly (string | readonly [needs: string, expression: string])[],
  where: { readonly needs: readonly string[]; readonly condition: string } | null = null,
): Generator<Row> {
  const has = columns.get(table)
  if (has === undefined) return
  const terms = wanted.map((one) => {
    const [needs, expression] = typeof one === 'string' ? [one, `"${one}"`] : one
    return has.has(needs) ? expression : 'NULL'
  })
  const condition = where?.needs.every((column) => has.has(column)) ? `WHERE ${where.condition}` : ''
  const statement = database.prepare<[], Row>(`SELECT ${terms.join(', ')} FROM "${table}" ${condition}`).raw()
  yield* statement.iterate()
}
