import { z } from 'zod'
import type { BottleneckMap } from '../domain/analysis/bottleneckMap.ts'
import type { BreakEven } from '../domain/analysis/breakEven.ts'
import { AIMS, type Configurations } from '../domain/analysis/configurations.ts'
import type { Counterfactual } from '../domain/analysis/counterfactual.ts'
import type { Frontier } from '../domain/analysis/frontier.ts'
import type { Levers } from '../domain/analysis/levers.ts'
import { SWEPT_INPUTS, type CapacityCliff, type Sweep } from '../domain/analysis/sweep.ts'
import { SENSITIVE_METRICS, type SensitiveMetric, type Sensitivity } from '../domain/sensitivity.ts'
import { numberWithin } from '../domain/limits.ts'
import { workspaceSchema } from '../domain/workspace.ts'
import { method, trusted, type OutputOf } from './define.ts'

const metric = z.enum(Object.keys(SENSITIVE_METRICS) as [SensitiveMetric, ...SensitiveMetric[]])
const scenario = z.string().max(40)

const latencies = z.strictObject({
  tpot: numberWithin('objective.timePerToken').nullable(),
  ttft: numberWithin('objective.timeToFirstToken').nullable(),
})
const target = latencies.extend({ costPerMillionOutput: numberWithin('analysis.costPerMillionOutput').nullable() })

/** The caller's name for a long analysis: progress comes under it, and it can be cancelled by it. */
export const job = z.string().regex(/^[\w-]{1,60}$/)

const limits = z.strictObject({
  target: latencies,
  mostDevices: numberWithin('decision.mostDevices'),
  mostPerHour: numberWithin('decision.mostPerHour').nullable(),
  keepPrecision: z.boolean(),
})

/**
 * Every analysis of a workspace: what is asked and what is answered. Its name with “analysis.” before it is the name of
 * its method; how it is worked out stands under the same name in `engine/analysis/analyses.ts`.
 */
export const analyses = {
  /**
   * What moves a scenario's metric most, one input at a time, and which of these turn its ranking against a rival.
   * Errors: invalid-input, not-found, deadline, engine-failed.
   */
  sensitivity: method(
    z.strictObject({ workspace: workspaceSchema, metric, scenario, rival: scenario.nullable() }),
    trusted<Sensitivity>(),
  ),
  /**
   * Where the ranking of two scenarios turns by a metric, one input at a time, the smallest change first.
   * Errors: invalid-input, not-found, deadline, engine-failed.
   */
  breakEven: method(
    z.strictObject({ workspace: workspaceSchema, metric, scenario, rival: scenario }),
    trusted<BreakEven>(),
  ),
  /**
   * The smallest single change with which a scenario meets a target.
   * Errors: invalid-input, not-found, deadline, engine-failed.
   */
  counterfactual: method(z.strictObject({ workspace: workspaceSchema, scenario, target }), trusted<Counterfactual>()),
  /**
   * Speed for one user against throughput for all, of every scenario, from one request in flight to many.
   * Errors: invalid-input, not-found, cancelled, deadline, engine-failed; so for all that follow.
   */
  frontier: method(z.strictObject({ workspace: workspaceSchema, job }), trusted<Frontier>()),
  /** What binds a scenario's decode over requests in flight × input tokens, at most `columns` × `rows` loads. */
  map: method(
    z.strictObject({
      workspace: workspaceSchema,
      scenario,
      columns: z.number().int().min(2).max(2000),
      rows: z.number().int().min(2).max(2000),
      job,
    }),
    trusted<BottleneckMap>(),
  ),
  /** Each scenario's machine at its best: the configuration that serves an aim best within bounds. */
  configurations: method(
    z.strictObject({
      workspace: workspaceSchema,
      aim: z.enum(AIMS),
      limits,
      requestsPerSecond: numberWithin('decision.requestsPerSecond').nullable(),
      job,
    }),
    trusted<Configurations>(),
  ),
  /** A metric of every scenario over one input, and where what binds changes. */
  sweep: method(
    z.strictObject({ workspace: workspaceSchema, input: z.enum(SWEPT_INPUTS), metric, job }),
    trusted<Sweep>(),
  ),
  /** How many requests fit by number of devices. */
  capacityCliff: method(z.strictObject({ workspace: workspaceSchema }), trusted<CapacityCliff>()),
  /** What an architect might try with a scenario, one lever at a time, and what each does. */
  levers: method(z.strictObject({ workspace: workspaceSchema, scenario }), trusted<Levers>()),
} as const

/** An analysis. */
export type AnalysisName = keyof typeof analyses
/** What a caller asks of one. */
export type AnalysisInput<Name extends AnalysisName> = z.output<(typeof analyses)[Name]['input']>
/** What it is worked out from: the question without the name of its job. */
export type AnalysisQuestion<Name extends AnalysisName> = Omit<AnalysisInput<Name>, 'job'>
/** What one answers. */
export type AnalysisAnswer<Name extends AnalysisName> = OutputOf<(typeof analyses)[Name]>

/** The names of all analyses. */
export const analysisNames = (): readonly AnalysisName[] => Object.keys(analyses) as AnalysisName[]
/** An analysis that takes long: it has the name of a job. */
export const isLong = (name: AnalysisName): boolean => 'job' in analyses[name].input.shape
