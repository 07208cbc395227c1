import type { Dimension } from '../units/quantity.ts'
import type { Metric } from './result.ts'
import type { Wording } from './wording.ts'

/** Headline numbers a sensitivity can be asked of, and whether less of each is better. */
export const SENSITIVE_METRICS = {
  tpot: 'less',
  ttft: 'less',
  systemThroughput: 'more',
  costPerMillionOutput: 'less',
  energyPerOutputToken: 'less',
} as const satisfies Partial<Record<Metric, 'less' | 'more'>>
/** A headline number a sensitivity can be asked of. */
export type SensitiveMetric = keyof typeof SENSITIVE_METRICS

/** What each of them measures. */
export const SENSITIVE_METRIC_DIMENSIONS: Readonly<Record<SensitiveMetric, Dimension>> = {
  tpot: 'seconds',
  ttft: 'seconds',
  systemThroughput: 'tokensPerSecond',
  costPerMillionOutput: 'dollars',
  energyPerOutputToken: 'joules',
}

/** What happens to a metric when one input goes to the ends of its range, all else equal. */
export interface SensitivityRow {
  /** Path of the input, as the inspector names it. */
  readonly input: string
  readonly label: Wording
  readonly dimension: Dimension
  readonly base: number
  readonly low: number
  readonly high: number
  /** Where the range comes from: "recorded range", "grade: vendor", "a quarter less or more". */
  readonly basis: Wording
  /** The metric at the low and the high end. Null: it does not run there. */
  readonly atLow: number | null
  readonly atHigh: number | null
  /** The rival's metric at the same ends: moved where the input is shared, such as the load or a tariff. */
  readonly rivalAtLow: number | null
  readonly rivalAtHigh: number | null
  /** d ln(metric) / d ln(input), over the range. Null: unknown at an end. */
  readonly elasticity: number | null
  /** Ends at which the better of the two changes. */
  readonly flips: readonly ('low' | 'high')[]
}

/** What moves a scenario's metric, the widest swing first; inputs that move nothing are left out. */
export interface Sensitivity {
  readonly metric: SensitiveMetric
  readonly scenario: string
  readonly rival: string | null
  readonly base: number | null
  readonly rivalBase: number | null
  readonly rows: readonly SensitivityRow[]
}
