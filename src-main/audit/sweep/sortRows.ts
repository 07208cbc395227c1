import type { Sliced } from '../timeline/watch.ts'

/** Steps between two breaths. */
const SLICE = 1 << 16

/**
 * Numbers of rows in order: a merge sort of the runs that are there already, for profilers write almost in order. Stable.
 * @param count rows @param before whether one row has to stand before another
 */
export function* sortRows(count: number, before: (one: number, other: number) => boolean): Sliced<Uint32Array> {
  let rows = Uint32Array.from({ length: count }, (_, row) => row)
  let ends = runEnds(rows, before)
  let other = new Uint32Array(ends.length > 1 ? count : 0)
  let steps = 0
  while (ends.length > 1) {
    const merged: number[] = []
    let from = 0
    for (let run = 0; run < ends.length; run += 2) {
      const middle = ends[run] as number
      const to = ends[run + 1] ?? middle
      let left = from
      let right = middle
      for (let at = from; at < to; at++) {
        const takeRight = left >= middle || (right < to && before(rows[right] as number, rows[left] as number))
        other[at] = rows[takeRight ? right++ : left++] as number
        if (++steps % SLICE === 0) yield
      }
      merged.push(to)
      from = to
    }
    ;[rows, other] = [other, rows]
    ends = merged
  }
  return rows
}

function runEnds(rows: Uint32Array, before: (one: number, other: number) => boolean): number[] {
  const ends: number[] = []
  for (let row = 1; row <= rows.length; row++) {
    if (row === rows.length || before(rows[row] as number, rows[row - 1] as number)) ends.push(row)
  }
  return ends
}
