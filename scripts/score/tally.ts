import { quantile } from '../../src-main/engine/fitting/fit.ts'

/** A predicted value beside a measured one, in whatever unit both have. */
export interface Pair {
  readonly predicted: number
  readonly measured: number
  /** Whether the measurement lies inside the 80 % interval. */
  readonly inside: boolean
}

/** Errors of some rows. Shares: 0.1 = 10 %. */
export interface Tally {
  readonly count: number
  /** Median of |predicted / measured − 1|. */
  readonly median: number
  /** Median of predicted / measured − 1: below 0, predictions are too small. */
  readonly bias: number
  /** Share of measurements inside the 80 % interval. */
  readonly coverage: number
}

/** @returns null: there are no rows */
export function tallyOf(pairs: readonly Pair[]): Tally | null {
  if (pairs.length === 0) return null
  const signed = pairs
    .map(({ predicted, measured }) => predicted / measured - 1)
    .sort((first, second) => first - second)
  const absolute = signed.map(Math.abs).sort((first, second) => first - second)
  return {
    count: pairs.length,
    median: quantile(absolute, 0.5),
    bias: quantile(signed, 0.5),
    coverage: pairs.filter(({ inside }) => inside).length / pairs.length,
  }
}
