import { z } from 'zod'
import { SENSITIVE_METRICS, type SensitiveMetric, type Sensitivity } from '../domain/sensitivity.ts'
import { workspaceSchema } from '../domain/workspace.ts'
import { method, trusted } from './define.ts'

const metric = z.enum(Object.keys(SENSITIVE_METRICS) as [SensitiveMetric, ...SensitiveMetric[]])
const scenario = z.string().max(40)

export const analysisContract = {
  /**
   * What moves a scenario's metric most, one input at a time, and which of these turn its ranking against a rival.
   * Errors: invalid-input, not-found, deadline, engine-failed.
   */
  'analysis.sensitivity': method(
    z.strictObject({ workspace: workspaceSchema, metric, scenario, rival: scenario.nullable() }),
    trusted<Sensitivity>(),
  ),
}
