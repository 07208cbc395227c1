import { z } from 'zod'
import { deploymentSchema, type Deployment } from './deployment.ts'
import { economicsSchema, type Economics } from './economics.ts'
import type { HardwareProfile } from './hardware.ts'
import { limitOf } from './limits.ts'
import type { ModelProfile } from './model.ts'
import { workloadSchema, type Workload } from './workload.ts'

/** Lowest and highest value an input may have. SI. */
export const rangeSchema = z
  .strictObject({ low: z.number().nonnegative().finite(), high: z.number().nonnegative().finite() })
  .refine(({ low, high }) => low <= high, { error: 'The low end of a range cannot be above its high end.' })
/** Lowest and highest value an input may have. */
export type InputRange = z.infer<typeof rangeSchema>

/** What is wrong with the value of an input, as a schema tells it; paths of no input are passed over. */
function outside(input: string, value: number, path: string[], among: object): z.core.$ZodRawIssue[] {
  const limit = limitOf(input)
  // What is negative is refused already.
  if (limit === null || value < 0 || (value >= limit.least && value <= limit.most)) return []
  return value > limit.most
    ? [{ code: 'too_big', origin: 'number', maximum: limit.most, inclusive: true, input: among, path }]
    : [{ code: 'too_small', origin: 'number', minimum: limit.least, inclusive: true, input: among, path }]
}

/**
 * One column of a comparison. Profiles are named by id and live once in the workspace; what the user changed is held
 * apart, so that "2 overridden" can be counted and undone. `hardwareOverrides` maps a figure's path in the profile
 * ("memory.hbm.bandwidth", "peaks.fp8", "scaleUp.bandwidth", "power.board", "price.purchase") to its SI value.
 * `workloadOverrides` replaces fields of the workspace's shared workload. `ranges` says how far an input is uncertain in
 * the user's eyes, by its path ("hardware.memory.hbm.bandwidth", "workload.inputTokens", "economics.utilisation").
 */
export const scenarioSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** Null: named from devices and hardware ("8 × B200"). */
  name: z.string().max(120).nullable(),
  /** Colour and letter slot, 0 = A; kept when columns move. */
  slot: z.number().int().min(0).max(7),
  hardware: z.string().max(64),
  model: z.string().max(64),
  hardwareOverrides: z.record(z.string().max(80), z.number().nonnegative()).superRefine((overrides, { issues }) => {
    for (const [path, value] of Object.entries(overrides)) {
      issues.push(...outside(`hardware.${path}`, value, [path], overrides))
    }
  }),
  workloadOverrides: workloadSchema.partial(),
  ranges: z.record(z.string().max(80), rangeSchema).superRefine((ranges, { issues }) => {
    for (const [path, { low, high }] of Object.entries(ranges)) {
      issues.push(...outside(path, low, [path, 'low'], ranges), ...outside(path, high, [path, 'high'], ranges))
    }
  }),
  deployment: deploymentSchema,
  economics: economicsSchema,
  note: z.string().max(4000),
})
/** One column of a comparison, as stored. */
export type Scenario = z.infer<typeof scenarioSchema>

/** A scenario with its profiles resolved and overrides applied: all the engine reads, plain data in SI units. */
export interface ResolvedScenario {
  readonly id: string
  readonly hardware: HardwareProfile
  readonly model: ModelProfile
  readonly workload: Workload
  readonly deployment: Deployment
  readonly economics: Economics
  /** Ranges of the user's own, by input path; they go before what sources and grades say. */
  readonly ranges: Readonly<Record<string, InputRange>>
}
