import { z } from 'zod'
import { numberWithin } from './limits.ts'
import { precisionSchema } from './precision.ts'

/** Parts of a layer whose matrices a checkpoint may hold in a format of their own. A mixer of any kind is `attention`. */
export const LAYER_PARTS = [
  'router',
  'attention',
  'indexer',
  'denseFeedForward',
  'sharedExperts',
  'routedExperts',
] as const
/** A part of a layer with a format of its own. */
export type LayerPart = (typeof LAYER_PARTS)[number]

/** Parts of a model with a format of their own, in the order of the network. */
export const WEIGHT_PARTS = ['embedding', ...LAYER_PARTS, 'head'] as const
/** A part of a model with a format of its own. */
export type WeightPart = (typeof WEIGHT_PARTS)[number]

/** How the elements of a matrix are stored. */
export const heldSchema = z.strictObject({
  precision: precisionSchema,
  /** Bits an element takes, its share of scales and zero points included. */
  bits: numberWithin('model.checkpoints.bits'),
})
/** How the elements of a matrix are stored. */
export type Held = z.infer<typeof heldSchema>

const layerPartsSchema = z.strictObject({
  router: heldSchema.optional(),
  attention: heldSchema.optional(),
  indexer: heldSchema.optional(),
  denseFeedForward: heldSchema.optional(),
  sharedExperts: heldSchema.optional(),
  routedExperts: heldSchema.optional(),
}) satisfies z.ZodType<Partial<Record<LayerPart, Held>>>

/**
 * A published form of a model's weights, by part. What is not named is held in bf16, as are layers that no entry speaks of:
 * schemes leave out first and last layers.
 */
export const checkpointSchema = z.strictObject({
  /** What it is called where it was published: "deepseek-ai/DeepSeek-V3". */
  name: z.string().min(1).max(120),
  /** Precisions under which it is asked for: its narrowest, and what it calls itself where some parts are narrower still. */
  asked: z.array(precisionSchema).min(1).max(4),
  embedding: heldSchema.optional(),
  head: heldSchema.optional(),
  layers: z
    .array(
      z.strictObject({
        /** Some layers of one of the model's layer groups; absent: every layer that no other entry counts. */
        only: z
          .strictObject({ group: z.number().int().nonnegative().max(63), count: z.number().int().positive().max(2000) })
          .optional(),
        parts: layerPartsSchema,
      }),
    )
    .max(256),
  /** Key among the profile's sources; null: none. */
  source: z.string().nullable(),
  note: z.string().max(2000).optional(),
})
/** A published form of a model's weights, by part. */
export type Checkpoint = z.infer<typeof checkpointSchema>
