import { z } from 'zod'
import { checkpointSchema } from './checkpoint.ts'
import { numberWithin } from './limits.ts'
import { figureWithin, gradeSchema, sourceTableSchema } from './provenance.ts'
import { precisionSchema } from './precision.ts'

const count = numberWithin('model.dimension')

/** Softmax attention with grouped key/value heads (MHA: equal heads, MQA: one). */
export const softmaxAttentionSchema = z.strictObject({
  kind: z.literal('attention'),
  queryHeads: count,
  keyValueHeads: count,
  headSize: count,
  /** Size of a value head where it differs from `headSize`. */
  valueHeadSize: count.optional(),
  /** Tokens of the sliding or chunked window; null: full attention. */
  window: count.nullable(),
  /** Query output gate (Qwen3-Next and later): doubles the query projection. */
  gated: z.boolean().optional(),
  /** Keys and values are one matrix (Gemma 4 global layers). */
  sharedKeyValue: z.boolean().optional(),
  /** Block-sparse attention: each query reads at most `blocks` × `blockSize` KV tokens chosen by an indexer. */
  blockSparse: z.strictObject({ blockSize: count, blocks: count, indexHeads: count, indexSize: count }).optional(),
})
/**
 * Sparse attention over a latent: each query reads `topK` cached entries chosen by an indexer with its own small key cache.
 * `shared`: the layers read the entries an earlier layer has chosen, and have no indexer of their own (GLM-5.2); absent:
 * every layer chooses for itself.
 */
const chosenEntriesSchema = z.strictObject({
  topK: count,
  indexHeads: count,
  indexHeadSize: count,
  shared: z.literal(true).optional(),
})
/** How the layers of a group choose what they read of a latent. */
export type ChosenEntries = z.infer<typeof chosenEntriesSchema>

/** Multi-head latent attention: keys and values compressed to one latent per token (DeepSeek). */
export const latentAttentionSchema = z.strictObject({
  kind: z.literal('mla'),
  queryHeads: count,
  queryRank: count.nullable(),
  keyValueRank: count,
  nopeHeadSize: count,
  ropeHeadSize: count,
  valueHeadSize: count,
  sparse: chosenEntriesSchema.optional(),
})
/** Shared key/value latent compressed along the sequence (DeepSeek V4). */
export const compressedAttentionSchema = z.strictObject({
  kind: z.literal('compressed'),
  queryHeads: count,
  headSize: count,
  ropeHeadSize: count,
  queryRank: count,
  outputRank: count,
  outputGroups: count,
  /** Uncompressed recent tokens. */
  window: count,
  /** Tokens per compressed entry; 0: window only. */
  ratio: z.number().int().nonnegative().max(1_000_000),
  sparse: chosenEntriesSchema.optional(),
})
/** Linear attention: a state of keyHeads × keySize × (value heads per key head × valueSize) instead of a KV cache. */
export const linearAttentionSchema = z.strictObject({
  kind: z.literal('linear'),
  variant: z.enum(['gated-delta-net', 'kimi-delta', 'lightning']),
  keyHeads: count,
  valueHeads: count,
  keySize: count,
  valueSize: count,
  convolution: z.number().int().nonnegative().max(64),
})
/** State-space mixer. */
export const stateSpaceSchema = z.strictObject({
  kind: z.literal('ssm'),
  variant: z.enum(['mamba1', 'mamba2']),
  innerSize: count,
  stateSize: count,
  heads: count,
  groups: count,
  convolution: z.number().int().nonnegative().max(64),
  /** Rank of the time-step projection (Mamba-1). */
  timeStepRank: count.optional(),
})
export const mixerSchema = z.discriminatedUnion('kind', [
  softmaxAttentionSchema,
  latentAttentionSchema,
  compressedAttentionSchema,
  linearAttentionSchema,
  stateSpaceSchema,
  z.strictObject({ kind: z.literal('none') }),
])
/** What mixes tokens in a layer. */
export type Mixer = z.infer<typeof mixerSchema>

export const denseFeedForwardSchema = z.strictObject({
  kind: z.literal('dense'),
  intermediateSize: count,
  /** Gated (SwiGLU): three matrices; otherwise two. */
  gated: z.boolean(),
})
export const expertFeedForwardSchema = z.strictObject({
  kind: z.literal('moe'),
  experts: count,
  perToken: count,
  /** Intermediate size of one routed expert. */
  intermediateSize: count,
  gated: z.boolean(),
  /** Intermediate size of all shared experts together; 0: none. */
  sharedIntermediateSize: z.number().int().nonnegative().max(10_000_000),
  /** Experts stand in groups, and a token's experts come from so many of them at the most (DeepSeek-V3: 4 of 8). */
  groups: z.strictObject({ count, perToken: count }).optional(),
  /** Routed experts read and write a latent of this width instead of the hidden size (latent MoE). */
  latentSize: count.optional(),
})
export const feedForwardSchema = z.discriminatedUnion('kind', [
  denseFeedForwardSchema,
  expertFeedForwardSchema,
  z.strictObject({ kind: z.literal('none') }),
])
/** What follows the mixer in a layer. */
export type FeedForward = z.infer<typeof feedForwardSchema>

/** `count` equal layers. A model is a list of these; the order within the network does not change time or bytes. */
export const layerGroupSchema = z.strictObject({
  count: z.number().int().positive().max(2000),
  mixer: mixerSchema,
  feedForward: feedForwardSchema,
})
/** Equal layers of a model. */
export type LayerGroup = z.infer<typeof layerGroupSchema>

/** A model: its dimensions, where they come from, and its published totals. */
export const modelProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/),
  name: z.string().min(1).max(120),
  organisation: z.string().min(1).max(80),
  /** Families share their architecture: "llama", "deepseek", "qwen-moe". Used in accuracy summaries. */
  family: z.string().max(60),
  year: z.number().int().min(2017).max(2100).nullable(),
  hiddenSize: count,
  vocabularySize: count,
  /** Input embedding and LM head share one matrix. Null: the source is silent; counted as separate. */
  tiedEmbeddings: z.boolean().nullable(),
  layerGroups: z.array(layerGroupSchema).min(1).max(64),
  /** Layers of multi-token prediction shipped with the model; their weights are not in the totals. */
  predictionLayers: z.number().int().nonnegative().max(64),
  /** Grade and source of the dimensions above. */
  dimensions: z.strictObject({
    grade: gradeSchema,
    source: z.string().nullable(),
    note: z.string().max(2000).optional(),
  }),
  published: z
    .strictObject({
      totalParameters: figureWithin('model.published.totalParameters'),
      activeParameters: figureWithin('model.published.activeParameters'),
      /** Longest supported context in tokens. */
      context: figureWithin('model.published.context'),
    })
    .refine(
      ({ totalParameters: total, activeParameters: active }) =>
        total.value === null || active.value === null || active.value <= total.value,
      {
        error: 'More parameters are active than there are.',
        params: { limit: 'limit.active' },
        path: ['activeParameters'],
      },
    ),
  /** Precision the weights are published in, as text. */
  nativeFormat: z.string().max(120).nullable(),
  /** Precision of the experts where it differs from the rest (gpt-oss: mxfp4). */
  expertPrecision: precisionSchema.optional(),
  /**
   * Published forms of the weights, the publisher's own first. Who asks for a precision gets the first that goes by it;
   * without one the rule of the named precision holds.
   */
  checkpoints: z.array(checkpointSchema).max(8).optional(),
  notes: z.array(z.string().max(2000)).max(40),
  sources: sourceTableSchema,
})
/** A model with its sources. */
export type ModelProfile = z.infer<typeof modelProfileSchema>
