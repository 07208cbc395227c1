import type { FeedForward, Mixer } from '#shared/domain/model.ts'
import { say } from '#shared/words/say.ts'
import { expertGroups } from '../expertGroups.ts'
import { fail, list, optional, own, peek, required, synonyms, whole, type Json } from './fields.ts'
import { isGated } from './gating.ts'
import { EXPERT_COUNTS } from './needs.ts'

function headSize(config: Json): number {
  const explicit = optional(config, 'head_dim')
  if (explicit !== null) return whole(explicit, 'head_dim')
  return whole(required(config, 'hidden_size') / required(config, 'num_attention_heads'), 'head_dim')
}

function grouped(config: Json, window: number | null): Mixer {
  const queryHeads = required(config, 'num_attention_heads')
  return {
    kind: 'attention',
    queryHeads,
    keyValueHeads: optional(config, 'num_key_value_heads') ?? queryHeads,
    headSize: headSize(config),
    window,
    ...(own(config, 'attn_output_gate') === true ? { gated: true } : {}),
  }
}

function latent(config: Json, index: number): Mixer {
  const type = list(config, 'layer_types')?.[index]
  if (type !== undefined && type !== 'full_attention' && type !== 'deepseek_sparse_attention') fail(unknownLayer(index))
  const topK = optional(config, 'index_topk')
  const mixer: Mixer = {
    kind: 'mla',
    queryHeads: required(config, 'num_attention_heads'),
    queryRank: optional(config, 'q_lora_rank'),
    keyValueRank: required(config, 'kv_lora_rank'),
    nopeHeadSize: required(config, 'qk_nope_head_dim'),
    ropeHeadSize: required(config, 'qk_rope_head_dim'),
    valueHeadSize: required(config, 'v_head_dim'),
  }
  if (topK === null) return mixer
  return {
    ...mixer,
    sparse: {
      topK,
      indexHeads: required(config, 'index_n_heads'),
      indexHeadSize: required(config, 'index_head_dim'),
      ...(choosesForItself(config, index) ? {} : { shared: true as const }),
    },
  }
}

/**
 * Whether a layer has an indexer: as the layers' kinds are listed (GLM-5.2: 21 of 78 are `full`), else every so many from
 * a layer on, as vLLM and SGLang read it; where neither is said, every layer has one.
 */
function choosesForItself(config: Json, index: number): boolean {
  const every = optional(config, 'index_topk_freq') ?? 1
  const from = optional(config, 'index_skip_topk_offset') ?? 1
  const kinds = list(config, 'indexer_types')
  if (kinds === null) return Math.max(0, index + 1 - from) % every === 0
  const kind = kinds[index]
  if (kind !== 'full' && kind !== 'shared') fail(unknownLayer(index))
  return kind === 'full'
}

function gatedDelta(config: Json): Mixer {
  return {
    kind: 'linear',
    variant: 'gated-delta-net',
    keyHeads: required(config, 'linear_num_key_heads'),
    valueHeads: required(config, 'linear_num_value_heads'),
    keySize: required(config, 'linear_key_head_dim'),
    valueSize: required(config, 'linear_value_head_dim'),
    convolution: optional(config, 'linear_conv_kernel_dim') ?? 0,
  }
}

function unknownLayer(index: number): string {
  return `Layer ${index + 1} of the model configuration mixes tokens in a way that is not read: name a model of the library instead.`
}

/** Softmax attention of one layer where the layers' kinds are listed. */
function listed(config: Json, type: unknown, index: number): Mixer {
  switch (type) {
    case 'full_attention':
    case 'attention':
      return grouped(config, null)
    case 'sliding_attention':
      return grouped(config, required(config, 'sliding_window'))
    case 'chunked_attention':
      return grouped(config, required(config, 'attention_chunk_size'))
    default:
      return fail(unknownLayer(index))
  }
}

/** Architectures whose layers all slide when a window is given, unless it is switched off. */
const SLIDING: ReadonlySet<string> = new Set(['mistral', 'mixtral', 'phi3'])
/** Architectures that slide from a layer on, and only where it is switched on. */
const SLIDING_ABOVE: ReadonlySet<string> = new Set(['qwen2', 'qwen2_moe', 'qwen3', 'qwen3_moe'])

/** Keys that say nothing where no layer slides. */
const OF_WINDOWS = ['sliding_window', 'max_window_layers', 'sliding_window_pattern'] as const

/** Whether no layer slides, whatever else is said of windows: there is none, it is switched off, or it holds the whole context. */
function slidesNowhere(config: Json): boolean {
  const window = peek(config, 'sliding_window')
  if (own(config, 'use_sliding_window') === false || (window ?? null) === null) return true
  const context = peek(config, 'max_position_embeddings')
  return typeof window === 'number' && typeof context === 'number' && window >= context
}

/**
 * Whether a layer is one of the global ones among sliding ones: as the letters of a word say over and over ("LLLG"), or every
 * so many (Gemma 3, Cohere 2); null: the configuration has no such pattern.
 */
function isGlobal(config: Json, index: number): boolean | null {
  const pattern = own(config, 'sliding_window_pattern')
  if (typeof pattern === 'string' && /^[LG]+$/.test(pattern)) return pattern[index % pattern.length] === 'G'
  const every = typeof pattern === 'string' ? null : optional(config, 'sliding_window_pattern')
  return every === null ? null : (index + 1) % every === 0
}

/** Window of a layer where the layers' kinds are not listed. A window is asked for only where it counts. */
function windowOf(config: Json, type: string, index: number): number | null {
  if (slidesNowhere(config)) {
    // Stated, and switched off or empty: none is passed over.
    for (const key of OF_WINDOWS) own(config, key)
    return null
  }
  if (type === 'gemma2') return index % 2 === 0 ? optional(config, 'sliding_window') : null
  if (SLIDING.has(type)) return optional(config, 'sliding_window')
  if (SLIDING_ABOVE.has(type) && own(config, 'use_sliding_window') === true) {
    return index >= required(config, 'max_window_layers') ? required(config, 'sliding_window') : null
  }
  const global = isGlobal(config, index)
  if (global === null) return null
  return global ? null : required(config, 'sliding_window')
}

/**
 * What mixes tokens in a layer, by the words most families share.
 * @param type `model_type` @param index layer, from 0
 * @throws CodedError invalid-input: a field is missing or of the wrong kind, or the layer is of a kind that is not read
 */
export function mixerOf(config: Json, type: string, index: number): Mixer {
  if (optional(config, 'kv_lora_rank') !== null) return latent(config, index)
  const types = list(config, 'layer_types')
  const interval = optional(config, 'full_attention_interval')
  if (optional(config, 'linear_num_key_heads') !== null) {
    const full = types ? types[index] === 'full_attention' : interval !== null && (index + 1) % interval === 0
    if (!full && types && types[index] !== 'linear_attention') fail(unknownLayer(index))
    if (!full) return gatedDelta(config)
    return { ...grouped(config, null), ...(type === 'qwen3_next' ? { gated: true } : {}) } as Mixer
  }
  const kinds = list(config, 'attn_type_list')
  if (kinds && kinds[index] !== 1) fail(unknownLayer(index))
  if (types) {
    checkPattern(config, types, index)
    return listed(config, types[index], index)
  }
  return grouped(config, windowOf(config, type, index))
}

/** What a pattern says beside a list of kinds: the same, or one of them is wrong. */
function checkPattern(config: Json, types: readonly unknown[], index: number): void {
  const global = isGlobal(config, index)
  if (global === null || global === (types[index] !== 'sliding_attention') || index === types.length - 1) return
  fail(say('import.patternDiffers', { layer: index + 1 }))
}

/** Dense layers of a mixture-of-experts model come first, are listed, or alternate. */
function isDense(config: Json, index: number): boolean {
  const first = optional(config, 'first_k_dense_replace')
  if (first !== null && index < first) return true
  if (isOutsideExpertLayers(config, index)) return true
  const kinds = list(config, 'mlp_layer_types')
  if (kinds) return kinds[index] === 'dense'
  const only = list(config, 'mlp_only_layers')
  if (only?.includes(index)) return true
  const sparse = optional(config, 'decoder_sparse_step')
  if (sparse !== null && (index + 1) % sparse !== 0) return true
  const interleave = optional(config, 'interleave_moe_layer_step')
  if (interleave !== null && (index + 1) % interleave !== 0) return true
  const frequency = list(config, 'moe_layer_freq')
  if (frequency !== null) return frequency[index] === 0
  const every = optional(config, 'moe_layer_freq')
  return every !== null && index % every !== 0
}

/** ERNIE names the first and the last layer with experts, and how far apart they stand. */
function isOutsideExpertLayers(config: Json, index: number): boolean {
  const start = optional(config, 'moe_layer_start_index') ?? 0
  const end = own(config, 'moe_layer_end_index')
  const interval = optional(config, 'moe_layer_interval') ?? 1
  const isPast = typeof end === 'number' && end >= 0 && index > end
  return index < start || isPast || (index + 1) % interval !== 0
}

/**
 * What follows the mixer in a layer, by the words most families share.
 * @param index layer, from 0 @throws CodedError invalid-input: a field is missing or of the wrong kind
 */
export function feedForwardOf(config: Json, index: number): FeedForward {
  const experts = synonyms(config, ...EXPERT_COUNTS)
  if (experts === null || experts === 1 || isDense(config, index)) {
    const intermediateSize =
      optional(config, 'intermediate_size_mlp', 'dense_intermediate_size') ?? required(config, 'intermediate_size')
    return { kind: 'dense', intermediateSize, gated: isGated(config) }
  }
  const intermediateSize = optional(config, 'moe_intermediate_size') ?? required(config, 'intermediate_size')
  const shared = synonyms(config, 'n_shared_experts', 'num_shared_experts')
  const latentSize = synonyms(config, 'moe_latent_size', 'routed_expert_hidden_size')
  const sharedSize = synonyms(config, 'shared_intermediate_size', 'moe_shared_expert_intermediate_size')
  const sharedIntermediateSize =
    synonyms(config, 'shared_expert_intermediate_size', 'share_expert_dim') ??
    (shared === null ? 0 : shared * (sharedSize ?? intermediateSize))
  const perToken = synonyms(
    config,
    'num_experts_per_tok',
    'num_experts_per_token',
    'experts_per_token',
    'top_k_experts',
    'moe_topk',
  )
  return {
    kind: 'moe',
    experts: whole(experts, 'num_experts'),
    perToken: whole(perToken, 'num_experts_per_tok'),
    intermediateSize,
    gated: isGated(config),
    sharedIntermediateSize: own(config, 'model_type') === 'llama4_text' ? intermediateSize : sharedIntermediateSize,
    ...(latentSize === null ? {} : { latentSize }),
    ...expertGroups(optional(config, 'n_group'), optional(config, 'topk_group')),
  }
}
