import { at, type Cells, type Column } from '../timeline/column.ts'
import type { Sliced } from '../timeline/watch.ts'

/** Rows of a table by a number in one of its columns: 12 bytes a place, for a Map of a million numbers takes five times that. */
export interface RowIndex {
  readonly keys: Float64Array
  /** Row + 1; 0: nothing. */
  readonly rows: Uint32Array
}

const SLICE = 1 << 15

/** Indexes a column; of rows with the same number the first is found, and NaN is none. */
export function* indexRows(column: Column<Cells>, length: number): Sliced<RowIndex> {
  const size = 1 << Math.max(4, Math.ceil(Math.log2(length * 2 + 1)))
  const index = { keys: new Float64Array(size), rows: new Uint32Array(size) }
  for (let row = 0; row < length; row++) {
    if (row % SLICE === SLICE - 1) yield
    const key = at(column, row)
    if (Number.isNaN(key)) continue
    const place = placeFor(index, key)
    if (place < 0 || index.rows[place] !== 0) continue
    index.keys[place] = key
    index.rows[place] = row + 1
  }
  return index
}

/** The first row with this number; -1: none. */
export function rowOf(index: RowIndex, key: number): number {
  if (Number.isNaN(key)) return -1
  const place = placeFor(index, key)
  return place < 0 ? -1 : (index.rows[place] as number) - 1
}

/** Places that are looked at for one number: more collide only where a file means them to, and are not found. */
const MOST_PROBES = 256

/** Where a number is or would be; -1: too many others are there. */
function placeFor({ keys, rows }: RowIndex, key: number): number {
  const mask = rows.length - 1
  let place = scattered(key) & mask
  for (let probe = 0; probe < MOST_PROBES; probe++) {
    if (rows[place] === 0 || keys[place] === key) return place
    place = (place + 1) & mask
  }
  return -1
}

/** Numbers that follow one another, or differ in high bits alone, are spread. */
function scattered(key: number): number {
  const high = Math.floor(key / 2 ** 32) | 0
  let value = Math.imul((key | 0) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1)
  value ^= value >>> 15
  return Math.imul(value, 0x2c1b3c6d) >>> 8
}
