import {
  ACCURACY_QUANTITIES,
  type AccuracyKind,
  type AccuracyQuantity,
  type AccuracyRow,
} from '#shared/domain/accuracy.ts'
import { poolAccuracy, type PooledAccuracy } from '#shared/domain/accuracyPool.ts'
import type { Software } from '#shared/domain/software.ts'

/** What is shown. Null: all. */
export interface AccuracyFilter {
  readonly kind: AccuracyKind
  readonly device: string | null
  readonly software: Software | null
  readonly quantity: AccuracyQuantity | null
  readonly family: string | null
}

/** The parts of a filter that a person chooses from a list. */
export const FACETS = ['device', 'software', 'quantity', 'family'] as const
/** A part of a filter. */
export type Facet = (typeof FACETS)[number]

/** Rows that pass a filter, but for one part of it. */
export function filterRows(rows: readonly AccuracyRow[], filter: AccuracyFilter, without?: Facet): AccuracyRow[] {
  return rows.filter(
    (row) =>
      row.kind === filter.kind &&
      FACETS.every((facet) => facet === without || filter[facet] === null || row[facet] === filter[facet]),
  )
}

/** What a fit can have left out whole, against the groups of like rows that stay on the grid it was fitted to. */
export const OFF_GRID = [
  'modelLeftOut',
  'versionLeftOut',
  'deviceLeftOut',
  'siteLeftOut',
] as const satisfies AccuracyKind[]

/** Errors of one way of leaving rows out; null: no rows were left out so. */
export interface KindErrors {
  readonly kind: AccuracyKind
  readonly errors: PooledAccuracy | null
}

/**
 * Errors on the grid and off it, of the same quantities: operators belong to no model, version or site, and would make
 * what is left out look better or worse than it is.
 * @param filter whose kind does not count
 */
export function errorsByKind(rows: readonly AccuracyRow[], filter: AccuracyFilter): readonly KindErrors[] {
  const byKind = (['groupLeftOut', ...OFF_GRID] as const).map((kind) => ({
    kind,
    rows: filterRows(rows, { ...filter, kind }),
  }))
  const measured = byKind.filter((each) => each.rows.length > 0)
  const common = (row: AccuracyRow): boolean =>
    measured.every((each) => each.rows.some(({ quantity }) => quantity === row.quantity))
  return byKind.map(({ kind, rows: all }) => ({ kind, errors: poolAccuracy(all.filter(common)) }))
}

/** What rows are read beside: those on the grid; rows on the grid beside those of devices left out. */
export function besideOf(kind: AccuracyKind): AccuracyKind {
  return kind === 'groupLeftOut' ? 'deviceLeftOut' : 'groupLeftOut'
}

/** What two rows have in common that are of one thing but for what was left out. */
export function rowKey({ quantity, device, software, family }: AccuracyRow): string {
  return `${quantity} ${device} ${software} ${family}`
}

/** Values of one part of the filter that the others leave, with how many rows each has; in the order of the rows. */
export function facetValues(
  rows: readonly AccuracyRow[],
  filter: AccuracyFilter,
  facet: Facet,
): { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const row of filterRows(rows, filter, facet)) {
    const value = row[facet]
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + row.count)
  }
  return [...counts].map(([value, count]) => ({ value, count }))
}

/** Columns the table can be sorted by. */
export const SORT_KEYS = [
  'device',
  'software',
  'quantity',
  'family',
  'count',
  'median',
  'p90',
  'bias',
  'coverage',
] as const
/** A column of the table. */
export type SortKey = (typeof SORT_KEYS)[number]

/** Sorts rows by one column, quantities as they are listed; equal rows keep their order. @param textOf what a column of names shows */
export function sortRows(
  rows: readonly AccuracyRow[],
  key: SortKey,
  descending: boolean,
  textOf: (row: AccuracyRow, key: Facet) => string,
): AccuracyRow[] {
  const sign = descending ? -1 : 1
  const compare = (first: AccuracyRow, second: AccuracyRow): number => {
    switch (key) {
      case 'quantity':
        return ACCURACY_QUANTITIES.indexOf(first.quantity) - ACCURACY_QUANTITIES.indexOf(second.quantity)
      case 'device':
      case 'software':
      case 'family':
        return textOf(first, key).localeCompare(textOf(second, key), 'en')
      case 'count':
      case 'median':
      case 'p90':
      case 'bias':
      case 'coverage':
        return first[key] - second[key]
    }
  }
  return [...rows].sort((first, second) => sign * compare(first, second))
}

/** Rows joined by one part of the filter, largest median error last. */
export function pooledBy(
  rows: readonly AccuracyRow[],
  facet: Facet,
): { readonly value: string; readonly errors: PooledAccuracy }[] {
  const groups = new Map<string, AccuracyRow[]>()
  for (const row of rows) {
    const value = row[facet] ?? ''
    const group = groups.get(value)
    if (group) group.push(row)
    else groups.set(value, [row])
  }
  return [...groups]
    .flatMap(([value, group]) => {
      const errors = poolAccuracy(group)
      return errors === null ? [] : [{ value, errors }]
    })
    .sort((first, second) => first.errors.median - second.errors.median)
}

/** Far from 80 %, given how few rows there are: beyond two standard deviations of chance, and at least ten points. */
export function offTarget(coverage: number, count: number): boolean {
  return Math.abs(coverage - 0.8) > Math.max(0.1, 2 * Math.sqrt((0.8 * 0.2) / count))
}
