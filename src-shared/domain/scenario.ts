import { z } from 'zod'
import { deploymentSchema, type Deployment } from './deployment.ts'
import { economicsSchema, type Economics } from './economics.ts'
import type { HardwareProfile } from './hardware.ts'
import { hardwareOverridesSchema } from './hardwareOverrides.ts'
import type { ModelProfile } from './model.ts'
import { outsideLimit } from './outsideLimit.ts'
import { prefillPlaceSchema, type ResolvedPrefill } from './prefillPlace.ts'
import { workloadSchema, type Workload } from './workload.ts'

/** Lowest and highest value an input may have. SI. */
export const rangeSchema = z
  .strictObject({ low: z.number().nonnegative().finite(), high: z.number().nonnegative().finite() })
  .refine(({ low, high }) => low <= high, { error: 'The low end of a range cannot be above its high end.' })
/** Lowest and highest value an input may have. */
export type InputRange = z.infer<typeof rangeSchema>

/**
 * One column of a comparison. Profiles are named by id and live once in the workspace; what the user changed is held
 * apart, so that "2 overridden" can be counted and undone.
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
  hardwareOverrides: hardwareOverridesSchema,
  workloadOverrides: workloadSchema.partial(),
  ranges: z.record(z.string().max(80), rangeSchema).superRefine((ranges, { issues }) => {
    for (const [path, { low, high }] of Object.entries(ranges)) {
      issues.push(
        ...outsideLimit(path, low, [path, 'low'], ranges),
        ...outsideLimit(path, high, [path, 'high'], ranges),
      )
    }
  }),
  deployment: deploymentSchema,
  /** Where the prefill pool runs when it is not on `hardware`; null: on the same devices. */
  prefill: prefillPlaceSchema.nullable(),
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
  /** The prefill pool's own device, formats and stack; null: those of the deployment. */
  readonly prefill: ResolvedPrefill | null
  readonly economics: Economics
  /** Ranges of the user's own, by input path; they go before what sources and grades say. */
  readonly ranges: Readonly<Record<string, InputRange>>
}
