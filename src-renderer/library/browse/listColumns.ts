import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { formatText } from '#shared/units/format.ts'

/** A column of a list. */
export interface ListColumn<Line> {
  readonly id: string
  /** Above the column: short. */
  readonly label: string
  /** In the menu and read out. */
  readonly name: string
  /** SI; null: unknown, last whichever way the list is sorted. */
  readonly valueOf: (line: Line) => number | null
  readonly textOf: (value: number) => string
}

/** What a list is sorted by. Null: owner and name, under headings. */
export type ListSort = { readonly by: string; readonly descending: boolean } | null

const quantity = (dimension: Dimension) => (value: number) => formatText(value, dimension, { trim: true })

/** Columns a list of devices can have. */
export const DEVICE_COLUMNS: readonly ListColumn<HardwareListing>[] = [
  {
    id: 'capacity',
    label: 'Capacity',
    name: 'Memory capacity, per device',
    valueOf: ({ capacity }) => capacity,
    textOf: quantity('bytes'),
  },
  {
    id: 'bandwidth',
    label: 'Bandwidth',
    name: 'Memory bandwidth, per device',
    valueOf: ({ bandwidth }) => bandwidth,
    textOf: quantity('bytesPerSecond'),
  },
  {
    id: 'peak8',
    label: 'FP8',
    name: 'Dense FP8 compute, per device',
    valueOf: ({ peak8 }) => peak8,
    textOf: (value) => quantity('flopsPerSecond')(value).replace('FLOP/s', 'F/s'),
  },
  {
    id: 'peak16',
    label: 'BF16',
    name: 'Dense BF16 or FP16 compute, per device',
    valueOf: ({ peak16 }) => peak16,
    textOf: (value) => quantity('flopsPerSecond')(value).replace('FLOP/s', 'F/s'),
  },
  { id: 'year', label: 'Year', name: 'Year of launch', valueOf: ({ year }) => year, textOf: String },
  {
    id: 'sourced',
    label: 'Sourced',
    name: 'Share of figures with a source',
    valueOf: ({ figures, sourced }) => (figures === 0 ? null : sourced / figures),
    textOf: (value) => formatText(value, 'share'),
  },
]

/** Columns a list of models can have. */
export const MODEL_COLUMNS: readonly ListColumn<ModelListing>[] = [
  {
    id: 'total',
    label: 'Total',
    name: 'Parameters in total',
    valueOf: ({ totalParameters }) => totalParameters,
    textOf: (value) => formatText(value, 'parameters'),
  },
  {
    id: 'active',
    label: 'Active',
    name: 'Parameters active per token',
    valueOf: ({ activeParameters }) => activeParameters,
    textOf: (value) => formatText(value, 'parameters'),
  },
  {
    id: 'context',
    label: 'Context',
    name: 'Longest context, tokens',
    valueOf: ({ context }) => context,
    textOf: (value) => formatText(value, 'count', { trim: true }),
  },
  { id: 'year', label: 'Year', name: 'Year of release', valueOf: ({ year }) => year, textOf: String },
]

/** The lines in the order of a column; equal ones and unknowns, which are last, keep their order. */
export function sortLines<Line>(
  lines: readonly Line[],
  columns: readonly ListColumn<Line>[],
  sort: ListSort,
): readonly Line[] {
  const column = sort && columns.find(({ id }) => id === sort.by)
  if (!column) return lines
  const sign = sort.descending ? -1 : 1
  const known: { readonly line: Line; readonly value: number }[] = []
  const unknown: Line[] = []
  for (const line of lines) {
    const value = column.valueOf(line)
    if (value === null) unknown.push(line)
    else known.push({ line, value })
  }
  known.sort((left, right) => sign * (left.value - right.value))
  return [...known.map(({ line }) => line), ...unknown]
}

/** A press on a column's head: most first, then least first, then by owner again. @param by '': back to the owners */
export function nextSort(sort: ListSort, by: string): ListSort {
  if (by === '') return null
  if (sort?.by !== by) return { by, descending: true }
  return sort.descending ? { by, descending: false } : null
}

/** What a cell shows. */
export function columnText<Line>(column: ListColumn<Line>, line: Line): string {
  const value = column.valueOf(line)
  return value === null ? 'unknown' : column.textOf(value)
}
