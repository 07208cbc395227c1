import { z } from 'zod'
import type { BreakEven } from '../domain/analysis/breakEven.ts'
import type { Counterfactual } from '../domain/analysis/counterfactual.ts'
import { SENSITIVE_METRICS, type SensitiveMetric, type Sensitivity } from '../domain/sensitivity.ts'
import { workspaceSchema } from '../domain/workspace.ts'
import { method, trusted } from './define.ts'

const metric = z.enum(Object.keys(SENSITIVE_METRICS) as [SensitiveMetric, ...SensitiveMetric[]])
const scenario = z.string().max(40)

const target = z.strictObject({
  tpot: z.number().positive().max(1e4).nullable(),
  ttft: z.number().positive().max(1e6).nullable(),
  costPerMillionOutput: z.number().positive().max(1e9).nullable(),
})

export const analysisContract = {
  /**
   * What moves a scenario's metric most, one input at a time, and which of these turn its ranking against a rival.
   * Errors: invalid-input, not-found, deadline, engine-failed.
   */
  'analysis.sensitivity': method(
    z.strictObject({ workspace: workspaceSchema, metric, scenario, rival: scenario.nullable() }),
    trusted<Sensitivity>(),
  ),
  /**
   * Where the ranking of two scenarios turns by a metric, one input at a time, the smallest change first.
   * Errors: invalid-input, not-found, deadline, engine-failed.
   */
  'analysis.breakEven': method(
    z.strictObject({ workspace: workspaceSchema, metric, scenario, rival: scenario }),
    trusted<BreakEven>(),
  ),
  /**
   * The smallest single change with which a scenario meets a target.
   * Errors: invalid-input, not-found, deadline, engine-failed.
   */
  'analysis.counterfactual': method(
    z.strictObject({ workspace: workspaceSchema, scenario, target }),
    trusted<Counterfactual>(),
  ),
}
