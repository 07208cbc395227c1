import type { AccuracyRow } from './accuracy.ts'

/** Errors of several groups of rows taken together. Errors are relative, 0.1 = 10 %. */
export interface PooledAccuracy {
  readonly count: number
  readonly median: number
  readonly mean: number
  readonly p90: number
  readonly bias: number
  readonly coverage: number
}

/** Points laid between two stored quantiles. */
const BETWEEN = 5

interface Weighted {
  readonly error: number
  readonly weight: number
}

/** Errors of a group as evenly weighted points between its stored quantiles. */
function spread(row: AccuracyRow): Weighted[] {
  const gaps = row.quantiles.length - 1
  const weight = row.count / (gaps * BETWEEN)
  return Array.from({ length: gaps * BETWEEN }, (_, index) => {
    const gap = Math.floor(index / BETWEEN)
    const low = row.quantiles[gap] ?? 0
    const high = row.quantiles[gap + 1] ?? low
    const log = low + ((high - low) * ((index % BETWEEN) + 0.5)) / BETWEEN
    return { error: Math.exp(-log) - 1, weight }
  })
}

function weightedQuantile(points: readonly Weighted[], share: number): number {
  const sorted = [...points].sort((first, second) => first.error - second.error)
  const total = sorted.reduce((sum, point) => sum + point.weight, 0)
  let passed = 0
  for (const point of sorted) {
    passed += point.weight
    if (passed >= share * total) return point.error
  }
  return sorted.at(-1)?.error ?? 0
}

/**
 * Joins groups of rows, each row weighing alike. Count, mean and coverage are exact; median, p90 and bias of more than one
 * group come from the groups' stored quantiles and are as fine as these.
 * @returns null when there are no groups
 */
export function poolAccuracy(rows: readonly AccuracyRow[]): PooledAccuracy | null {
  const [only] = rows
  if (only === undefined) return null
  if (rows.length === 1) {
    const { count, median, mean, p90, bias, coverage } = only
    return { count, median, mean, p90, bias, coverage }
  }
  const count = rows.reduce((sum, row) => sum + row.count, 0)
  const signed = rows.flatMap(spread)
  const absolute = signed.map(({ error, weight }) => ({ error: Math.abs(error), weight }))
  const weighted = (of: (row: AccuracyRow) => number): number =>
    rows.reduce((sum, row) => sum + row.count * of(row), 0) / count
  return {
    count,
    median: weightedQuantile(absolute, 0.5),
    mean: weighted((row) => row.mean),
    p90: weightedQuantile(absolute, 0.9),
    bias: weightedQuantile(signed, 0.5),
    coverage: weighted((row) => row.coverage),
  }
}
