import type { MatrixRow } from '#shared/charts/matrix/executiveMatrix.ts'

/** Every scenario shows the same in this row, to the last digit shown. One column alone has nothing to be equal to. */
export function rowEqual(row: MatrixRow): boolean {
  return row.cells.length > 1 && new Set(row.cells.map((cell) => `${cell.text} ${cell.unit} ${cell.reason}`)).size === 1
}
