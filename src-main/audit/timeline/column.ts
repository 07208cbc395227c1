/** Cells of a column: one typed array a block. */
export type Cells = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array
/** A column: blocks of `ROWS_PER_BLOCK` cells, so that growing copies nothing and a budget can be kept by the block. */
export type Column<Kind extends Cells> = Kind[]

/** Rows of a block: a power of two, so that a row's place is two shifts away. */
export const ROWS_PER_BLOCK = 1 << 14
const SHIFT = 14
const MASK = ROWS_PER_BLOCK - 1

/** What makes the cells of each column of a table. */
export type Layout = Readonly<Record<string, new (rows: number) => Cells>>
/** The columns of a layout, by name, and how many rows they have. */
export type Table<Names extends Layout> = {
  length: number
} & { readonly [Name in keyof Names]: Column<InstanceType<Names[Name]>> }

/** Bytes that tables may still take together. */
export interface Budget {
  left: number
}

/** A table without rows. */
export function emptyTable<Names extends Layout>(layout: Names): Table<Names> {
  const columns = Object.fromEntries(Object.keys(layout).map((name) => [name, []]))
  return { length: 0, ...columns } as unknown as Table<Names>
}

/** Bytes of one row of a layout. */
export function bytesPerRow(layout: Layout): number {
  return Object.values(layout).reduce((sum, Kind) => sum + new Kind(1).byteLength, 0)
}

/**
 * Makes room for one row more, whose cells are 0 until `put` sets them.
 * @returns the row, or -1 where the budget is spent: the table stays as it is
 */
export function addRow<Names extends Layout>(table: Table<Names>, layout: Names, budget: Budget): number {
  const row = table.length
  if ((row & MASK) === 0 && row >= blocks(table, layout) * ROWS_PER_BLOCK && !addBlock(table, layout, budget)) return -1
  table.length = row + 1
  return row
}

function blocks<Names extends Layout>(table: Table<Names>, layout: Names): number {
  const [first = ''] = Object.keys(layout)
  return (table as unknown as Record<string, Cells[]>)[first]?.length ?? 0
}

function addBlock<Names extends Layout>(table: Table<Names>, layout: Names, budget: Budget): boolean {
  const bytes = bytesPerRow(layout) * ROWS_PER_BLOCK
  if (bytes > budget.left) return false
  budget.left -= bytes
  const columns = table as unknown as Record<string, Cells[]>
  for (const [name, Kind] of Object.entries(layout)) columns[name]?.push(new Kind(ROWS_PER_BLOCK))
  return true
}

/** Sets one cell of a row that is there. */
export function put(column: Column<Cells>, row: number, value: number): void {
  const block = column[row >> SHIFT]
  if (block !== undefined) block[row & MASK] = value
}

/** One cell; NaN where there is no such row. */
export function at(column: Column<Cells>, row: number): number {
  return column[row >> SHIFT]?.[row & MASK] ?? Number.NaN
}
