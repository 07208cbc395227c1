import { formatNumber } from '#shared/units/format.ts'

/** Shares of requests that may have to keep the times: half of them, and what contracts promise. */
export const QUANTILES = [0.5, 0.9, 0.95, 0.99, 0.999] as const

/** "p95", "p99.9". */
export function quantileText(quantile: number): string {
  return `p${formatNumber(quantile * 100, { digits: 3, trim: true })}`
}

/** What a percentile can be chosen from; one that a file brings beside them stands among them. */
export function quantileOptions(chosen: number): readonly { readonly value: string; readonly label: string }[] {
  const all = new Set<number>([...QUANTILES, chosen])
  return [...all]
    .toSorted((one, two) => one - two)
    .map((value) => ({ value: String(value), label: quantileText(value) }))
}
