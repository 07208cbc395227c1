import { z } from 'zod'
import { DEVICE_KINDS } from '../domain/hardware.ts'
import { measurementReadingSchema } from '../domain/measurementReading.ts'
import type { OwnCalibration } from '../domain/ownCalibration.ts'
import { softwareSchema } from '../domain/software.ts'
import { stackErrorSchema, stackProfileSchema } from '../domain/stackProfile.ts'
import { workspaceSchema } from '../domain/workspace.ts'
import { method, nothing, trusted } from './define.ts'
import { fileId } from './fileId.ts'
import type { Wording } from '../domain/wording.ts'

const range = z.tuple([z.number(), z.number()]).readonly()

/** A calibration that is shipped: which device and stack, from how many runs, with what error on runs left out. */
export const shippedStackSchema = z.strictObject({
  hardware: z.string(),
  software: softwareSchema,
  style: z.enum(['static', 'aggregated', 'disaggregated']),
  /** Versions it was measured in, the last one first; empty: nobody said. */
  versions: z.array(z.string()),
  points: z.number(),
  medianError: z.number().nullable(),
  tpot: stackErrorSchema,
  ttft: stackErrorSchema,
  domain: z.strictObject({ requestsPerRank: range, inputTokens: range, contextTokens: range }),
})
/** That a stack was measured on a maker's devices of a kind. */
const stackFactSchema = z.strictObject({ vendor: z.string(), kind: z.enum(DEVICE_KINDS), software: softwareSchema })
/** A calibration that is shipped. */
export type ShippedStack = z.infer<typeof shippedStackSchema>

const measuredSchema = z.object({
  reading: measurementReadingSchema,
  calibration: trusted<OwnCalibration>().nullable(),
  /** Why the points cannot be fitted; null: they are. */
  reason: trusted<Wording>().nullable(),
})

export const stacksContract = {
  /** Every calibration there is, shipped and the user's own, and which stacks were measured on whose devices. */
  'stacks.list': method(
    nothing,
    z.strictObject({
      shipped: z.array(shippedStackSchema),
      own: z.array(stackProfileSchema),
      facts: z.array(stackFactSchema),
    }),
  ),
  /**
   * Reads measurements and fits the stack of a scenario to them; nothing is kept. `concurrency` is for files that do not
   * say how many requests were in flight. Errors: document-broken, document-foreign, document-too-large, not-found,
   * not-allowed, io-failed, engine-failed.
   */
  'stacks.measure': method(
    z.strictObject({
      workspace: workspaceSchema,
      scenario: z.string().max(40),
      file: z.union([
        z.strictObject({ granted: fileId }),
        z.strictObject({ name: z.string().min(1).max(255), text: z.string().max(40_000_000) }),
      ]),
      concurrency: z.number().positive().max(1e6).nullable(),
    }),
    measuredSchema,
  ),
  /** Keeps a calibration in the library. Errors: not-allowed, read-only, disk-full, library-failed. */
  'stacks.save': method(
    z.strictObject({ stack: stackProfileSchema, replace: z.boolean() }),
    z.strictObject({ id: z.string() }),
  ),
  /** Removes one of the user's; files that use it hold it themselves. Errors: not-found, and those of stacks.save. */
  'stacks.remove': method(z.strictObject({ id: z.string().max(64) }), z.strictObject({ id: z.string() })),
}
