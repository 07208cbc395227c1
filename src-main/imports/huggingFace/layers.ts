import type { FeedForward, Mixer } from '#shared/domain/model.ts'
import { fail, list, optional, own, required, synonyms, whole, type Json } from './fields.ts'
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
    },
  }
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

/** Window of a layer where the layers' kinds are not listed. A window is asked for only where it counts. */
function windowOf(config: Json, type: string, index: number): number | null {
  if (own(config, 'use_sliding_window') === false) {
    // Stated, and switched off: neither is passed over.
    own(config, 'sliding_window')
    own(config, 'max_window_layers')
    return null
  }
  if (type === 'gemma2') return index % 2 === 0 ? optional(config, 'sliding_window') : null
  if (SLIDING.has(type)) return optional(config, 'sliding_window')
  if (SLIDING_ABOVE.has(type) && own(config, 'use_sliding_window') === true) {
    return index >= required(config, 'max_window_layers') ? required(config, 'sliding_window') : null
  }
  return null
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
  if (types) return listed(config, types[index], index)
  return grouped(config, windowOf(config, type, index))
}

/** Dense layers of a mixture-of-experts model come first, are listed, or alternate. */
function isDense(config: Json, index: number): boolean {
  const first = optional(config, 'first_k_dense_replace')
  if (first !== null && index < first) return true
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
  const sharedSize = optional(config, 'shared_intermediate_size')
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
  }
}
