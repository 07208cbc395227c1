import { z } from 'zod'
import { DEVICE_KINDS, hardwareProfileSchema } from '../domain/hardware.ts'
import { modelProfileSchema } from '../domain/model.ts'
import { method, nothing } from './define.ts'

/** A device as the list shows it. Null: unknown. */
export const hardwareListingSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  kind: z.enum(DEVICE_KINDS),
  generation: z.string(),
  status: z.string(),
  year: z.number().nullable(),
  /** Bytes of the largest level that holds a model. */
  capacity: z.number().nullable(),
  /** Bytes/s of that level. */
  bandwidth: z.number().nullable(),
  /** Kind of that level, e.g. "hbm". */
  memoryKind: z.string(),
  figures: z.number(),
  sourced: z.number(),
  unknown: z.number(),
  conflicts: z.number(),
})
/** A device as the list shows it. */
export type HardwareListing = z.infer<typeof hardwareListingSchema>

/** A model as the list shows it. Parameter counts from the dimensions. */
export const modelListingSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  organisation: z.string(),
  family: z.string(),
  year: z.number().nullable(),
  totalParameters: z.number(),
  activeParameters: z.number(),
  context: z.number().nullable(),
  /** "GQA", "MLA", "hybrid" …, for the list. */
  attention: z.string(),
  experts: z.boolean(),
})
/** A model as the list shows it. */
export type ModelListing = z.infer<typeof modelListingSchema>

const byId = z.strictObject({ id: z.string().max(64) })

export const libraryContract = {
  /** Revision and counts, for the status bar. */
  'library.summary': method(
    nothing,
    z.strictObject({
      revision: z.number(),
      devices: z.number(),
      models: z.number(),
      conflicts: z.number(),
      notice: z.string().nullable(),
    }),
  ),
  /** Every device, sorted by vendor and name. `query` filters by words in name, vendor, generation and figures' text. */
  'library.listHardware': method(z.strictObject({ query: z.string().max(200) }), z.array(hardwareListingSchema)),
  /** Every model, sorted by organisation and name. */
  'library.listModels': method(z.strictObject({ query: z.string().max(200) }), z.array(modelListingSchema)),
  /** One device with every figure and source. Errors: not-found. */
  'library.hardware': method(byId, z.strictObject({ hash: z.string(), profile: hardwareProfileSchema })),
  /** One model with its dimensions and sources. Errors: not-found. */
  'library.model': method(byId, z.strictObject({ hash: z.string(), profile: modelProfileSchema })),
}
