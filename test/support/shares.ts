import type { SpendPoint } from '#shared/domain/market/spend.ts'

/** A share of inference that somebody told, for tests: the figures are made up. */
export function sharePoint(year: number, value: number, more: Partial<SpendPoint> = {}): SpendPoint {
  return { year, value, who: 'Somebody', date: '2026', source: 'page', grade: 'estimate', ...more }
}
