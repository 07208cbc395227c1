import { z } from 'zod'
import type { Dimension } from '../units/quantity.ts'
import type { Resource } from './result.ts'

/** What an analysis looks at. Seconds, tokens/s of the system, dollars per million output tokens, joules per output token. */
export const ANALYSIS_METRICS = [
  'timePerToken',
  'timeToFirstToken',
  'throughput',
  'costOutput',
  'energyPerToken',
] as const
export const analysisMetricSchema = z.enum(ANALYSIS_METRICS)
/** What an analysis looks at. */
export type AnalysisMetric = (typeof ANALYSIS_METRICS)[number]

/** Inputs that can be swept, drawn, nudged or solved for. All in SI units or dollars. */
export const ANALYSIS_INPUTS = [
  'memoryBandwidth',
  'memoryCapacity',
  'computePeak',
  'linkBandwidth',
  'networkBandwidth',
  'hostBandwidth',
  'concurrency',
  'inputTokens',
  'outputTokens',
  'cachedShare',
  'price',
  'utilisation',
  'electricityTariff',
  'lifetimeYears',
  'boardPower',
  'devices',
] as const
export const analysisInputSchema = z.enum(ANALYSIS_INPUTS)
/** An input that can be swept, drawn, nudged or solved for. */
export type AnalysisInput = (typeof ANALYSIS_INPUTS)[number]

/** An input as the analysis met it. */
export interface InputFacts {
  readonly input: AnalysisInput
  readonly label: string
  readonly dimension: Dimension
}

/** One metric over one input, per scenario. `values` is the common grid; null: unknown or does not fit, see `reasons`. */
export interface SweepResult {
  readonly input: InputFacts
  readonly metric: AnalysisMetric
  readonly values: readonly number[]
  readonly series: readonly {
    readonly scenario: string
    /** Value of the input in the scenario itself; null: unknown. */
    readonly current: number | null
    readonly metric: readonly (number | null)[]
    readonly low: readonly (number | null)[]
    readonly high: readonly (number | null)[]
    readonly binding: readonly (Resource | null)[]
    /** Distinct reasons for the nulls. */
    readonly reasons: readonly string[]
    /** First grid value from which another resource binds decoding. Null: the same binds throughout. */
    readonly knee: { readonly value: number; readonly from: Resource; readonly to: Resource } | null
  }[]
}

/** What binds decoding over batch × context, row by row: index = row of context × columns + column of batch. */
export interface BottleneckMap {
  readonly scenario: string
  /** Requests in flight, ascending. */
  readonly batches: readonly number[]
  /** Tokens of context per request, ascending. */
  readonly contexts: readonly number[]
  /** Index into RESOURCES; −1: unknown. */
  readonly binding: readonly number[]
  /** 1: fits, 0: does not. */
  readonly fits: readonly number[]
  /** Seconds per output token; null: does not fit. */
  readonly timePerToken: readonly (number | null)[]
  /** Where the scenario itself stands. */
  readonly current: { readonly batch: number; readonly context: number }
  /** Evaluations, and the seconds they took. */
  readonly evaluations: number
  readonly seconds: number
}

/** What throughput may be divided by in the Pareto chart; mm² is square millimetres of silicon. */
export const DENOMINATORS = ['device', 'kilowatt', 'rack', 'dollarHour', 'squareMillimetre'] as const
/** What throughput is divided by. */
export type Denominator = (typeof DENOMINATORS)[number]

/** A scenario at one concurrency (and perhaps another layout). */
export interface ParetoPoint {
  readonly scenario: string
  readonly concurrency: number
  /** The scenario's own concurrency. */
  readonly current: boolean
  /** Output tokens/s a user sees, 1/TPOT; null: does not run. */
  readonly perUser: number | null
  /** Output tokens/s of the system. */
  readonly throughput: number | null
  readonly timeToFirstToken: number | null
  /** System's amount of each denominator; null: unknown. */
  readonly amounts: Readonly<Record<Denominator, number | null>>
  /** Meets the objectives. */
  readonly meets: boolean
  /** Why it does not run; null: it runs. */
  readonly reason: string | null
}

/** The elasticity of a metric to one input of one scenario. */
export interface TornadoRow {
  readonly input: InputFacts
  readonly base: number
  readonly low: number
  readonly high: number
  /** The scenario's metric with the input at its low and high value. */
  readonly atLow: number | null
  readonly atHigh: number | null
  /** The rival's, when the input moves it too; else its base. */
  readonly rivalAtLow: number | null
  readonly rivalAtHigh: number | null
  /** d ln(metric) / d ln(input) at the base. */
  readonly elasticity: number | null
  /** Ends at which the ranking of the two turns. */
  readonly flips: readonly ('low' | 'high')[]
  /** Where the range comes from: a recorded range, the grade, or an assumption. */
  readonly basis: string
}

/** What moves the answer most, largest swing first. */
export interface Tornado {
  readonly metric: AnalysisMetric
  readonly scenario: string
  readonly rival: string | null
  readonly base: number | null
  readonly rivalBase: number | null
  readonly rows: readonly TornadoRow[]
}

/** Where two scenarios cost the same. */
export interface BreakEven {
  readonly input: InputFacts
  readonly metric: AnalysisMetric
  readonly scenario: string
  readonly rival: string
  /** Value of the scenario's input at which both metrics are equal. Null: none in the range searched. */
  readonly value: number | null
  readonly current: number | null
  readonly searched: readonly [number, number]
  /** Metric of both at `value`. */
  readonly metricAt: number | null
  /** One sentence. */
  readonly sentence: string
}

/** The smallest single change of one input that meets the objective. */
export interface Counterfactual {
  readonly input: InputFacts
  readonly from: number | null
  /** Null: no value in the range searched meets it. */
  readonly to: number | null
  readonly searched: readonly [number, number]
  readonly metricAt: number | null
  readonly sentence: string
}

/** A configuration found by the search: each machine at its best. */
export interface Configuration {
  readonly scenario: string
  readonly devices: number
  readonly tensorParallel: number
  readonly pipelineParallel: number
  readonly dataParallel: number
  readonly expertParallel: number
  readonly serving: 'aggregated' | 'disaggregated'
  readonly weightPrecision: string
  readonly concurrency: number
  readonly timePerToken: number
  readonly timeToFirstToken: number
  /** Output tokens/s of the system. */
  readonly throughput: number
  readonly dollarsPerHour: number | null
  readonly costOutput: number | null
}

/** Draws of the inputs and of the model's own error. Seeded: the same bytes on every run. */
export interface Uncertainty {
  readonly metric: AnalysisMetric
  readonly draws: number
  readonly scenarios: readonly {
    readonly scenario: string
    /** 5, 10, 25, 50, 75, 90 and 95 % quantiles; null: unknown. */
    readonly quantiles: readonly number[] | null
    /** Twenty quantiles (2.5 %, 7.5 %, …) for quantile dots. */
    readonly dots: readonly number[] | null
  }[]
  /** Share of draws in which the first is better than the second. */
  readonly better: readonly { readonly first: string; readonly second: string; readonly share: number }[]
}
