import { z } from 'zod'
import { numberWithin } from './limits.ts'
import { AIMS } from './analysis/configurations.ts'
import { SENSITIVE_METRICS, type SensitiveMetric } from './sensitivity.ts'

/** What Compare asks of its columns, and under which bounds: a colleague who opens the file sees the same answers. How much is served is the brief's. */
export const decisionSchema = z.strictObject({
  /** The number the scenarios are ranked by. */
  criterion: z.enum(Object.keys(SENSITIVE_METRICS) as [SensitiveMetric, ...SensitiveMetric[]]),
  /** What each machine's best configuration is chosen by. */
  aim: z.enum(AIMS),
  /** Devices of one copy of a configuration, at most. */
  mostDevices: numberWithin('decision.mostDevices'),
  /** Dollars per hour of one copy of a configuration, at most; null: any. */
  mostPerHour: numberWithin('decision.mostPerHour').nullable(),
  /** Configurations keep each scenario's own precisions. */
  keepPrecision: z.boolean(),
})
/** What is to be decided. */
export type Decision = z.infer<typeof decisionSchema>

/** What a new workspace decides. */
export const DEFAULT_DECISION: Decision = {
  criterion: 'costPerMillionOutput',
  aim: 'cost',
  mostDevices: 16,
  mostPerHour: null,
  keepPrecision: false,
}
