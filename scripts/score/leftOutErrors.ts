import { readFileSync } from 'node:fs'
import type { AccuracyKind, AccuracyQuantity, AccuracyRow } from '../../src-shared/domain/accuracy.ts'
import { poolAccuracy } from '../../src-shared/domain/accuracyPool.ts'

const ACCURACY = new URL('../../resources/calibration/accuracy.json', import.meta.url)

/** Every stored error of rows that their fit had not seen. */
export function storedErrors(): readonly AccuracyRow[] {
  const sections = JSON.parse(readFileSync(ACCURACY, 'utf8')) as Record<
    string,
    { readonly rows: readonly AccuracyRow[] }
  >
  return Object.values(sections).flatMap(({ rows }) => rows)
}

/**
 * Median error and share inside of rows that their fit had not seen, as text: "13.1 · 80".
 * @param rows from `storedErrors` @param kind what the fit had not seen @returns an empty text: none is stored
 */
export function leftOutText(
  rows: readonly AccuracyRow[],
  quantities: readonly AccuracyQuantity[],
  kind: AccuracyKind,
): string {
  const pooled = poolAccuracy(rows.filter((row) => row.kind === kind && quantities.includes(row.quantity)))
  return pooled === null ? '' : `${(100 * pooled.median).toFixed(1)} · ${(100 * pooled.coverage).toFixed(0)}`
}
