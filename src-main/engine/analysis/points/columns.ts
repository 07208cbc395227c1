import { CodedError } from '#shared/contract/errors.ts'
import { MOST_POINT_NUMBERS, type PointField } from '#shared/domain/analysis/points.ts'

/** Numbers of many points, a column a field, points in their order. */
export type Columns<Field extends PointField = PointField> = Readonly<Record<Field, Float64Array>>

/**
 * Room for the columns of some points, over memory that threads can share.
 * @throws CodedError invalid-input when there are more numbers than memory is meant for
 */
export function roomFor(total: number, fields: readonly PointField[]): SharedArrayBuffer {
  const numbers = total * fields.length
  if (numbers > MOST_POINT_NUMBERS) {
    const most = Math.floor(MOST_POINT_NUMBERS / Math.max(1, fields.length))
    const text = `${total.toLocaleString('en')} points are more than one analysis holds: ask for ${most.toLocaleString('en')} or fewer.`
    throw new CodedError('invalid-input', text)
  }
  return new SharedArrayBuffer(numbers * Float64Array.BYTES_PER_ELEMENT)
}

/** The columns in a piece of shared memory. */
export function columnsOf<Field extends PointField>(
  memory: SharedArrayBuffer,
  total: number,
  fields: readonly Field[],
): Columns<Field> {
  const columns = fields.map((field, index) => [
    field,
    new Float64Array(memory, index * total * Float64Array.BYTES_PER_ELEMENT, total),
  ])
  return Object.fromEntries(columns) as Columns<Field>
}
