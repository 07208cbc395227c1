import type { FeedForward, LayerGroup, Mixer, ModelProfile } from '#shared/domain/model.ts'
import { unknownFigure } from '#shared/domain/provenance.ts'
import { fail, isObject, list, optional, own, required, type Json } from './configFields.ts'
import { familyLayer } from './configFamilies.ts'

/** Most layers a configuration may describe; more is a broken file. */
const MOST_LAYERS = 2000

function headSize(config: Json): number {
  const explicit = optional(config, 'head_dim')
  return explicit ?? Math.floor(required(config, 'hidden_size') / required(config, 'num_attention_heads'))
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

function latent(config: Json): Mixer {
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

/** What mixes tokens in layer `index`. */
function mixerOf(config: Json, type: string, index: number): Mixer {
  if (optional(config, 'kv_lora_rank') !== null) return latent(config)
  const types = list(config, 'layer_types')
  const interval = optional(config, 'full_attention_interval')
  if (optional(config, 'linear_num_key_heads') !== null) {
    const full = types ? types[index] === 'full_attention' : interval !== null && (index + 1) % interval === 0
    if (!full) return gatedDelta(config)
    return { ...grouped(config, null), ...(type === 'qwen3_next' ? { gated: true } : {}) } as Mixer
  }
  const window = optional(config, 'sliding_window')
  if (types) return grouped(config, types[index] === 'sliding_attention' ? window : null)
  if (type === 'gemma2') return grouped(config, index % 2 === 0 ? window : null)
  const slides =
    (type === 'mistral' || type === 'mixtral' || type === 'phi3') && own(config, 'use_sliding_window') !== false
  return grouped(config, slides ? window : null)
}

/** Dense layers of a mixture-of-experts model come first, are listed, or alternate. */
function isDense(config: Json, index: number): boolean {
  const first = optional(config, 'first_k_dense_replace')
  if (first !== null && index < first) return true
  const only = list(config, 'mlp_only_layers')
  if (only?.includes(index)) return true
  const sparse = optional(config, 'decoder_sparse_step')
  if (sparse !== null && (index + 1) % sparse !== 0) return true
  const interleave = optional(config, 'interleave_moe_layer_step')
  if (interleave !== null && (index + 1) % interleave !== 0) return true
  const frequency = list(config, 'moe_layer_freq')
  return frequency !== null && frequency[index] === 0
}

function feedForwardOf(config: Json, index: number): FeedForward {
  const experts = optional(config, 'n_routed_experts', 'num_experts', 'num_local_experts')
  if (experts === null || experts === 1 || isDense(config, index)) {
    const intermediateSize =
      optional(config, 'intermediate_size_mlp', 'dense_intermediate_size') ?? required(config, 'intermediate_size')
    return { kind: 'dense', intermediateSize, gated: true }
  }
  const intermediateSize = optional(config, 'moe_intermediate_size') ?? required(config, 'intermediate_size')
  const shared = optional(config, 'n_shared_experts', 'num_shared_experts')
  const latentSize = optional(config, 'moe_latent_size', 'routed_expert_hidden_size')
  const sharedIntermediateSize =
    optional(config, 'shared_expert_intermediate_size', 'share_expert_dim') ??
    (shared === null ? 0 : shared * (optional(config, 'shared_intermediate_size') ?? intermediateSize))
  return {
    kind: 'moe',
    experts,
    perToken: required(config, 'num_experts_per_tok', 'num_experts_per_token', 'experts_per_token', 'top_k_experts'),
    intermediateSize,
    gated: true,
    sharedIntermediateSize: own(config, 'model_type') === 'llama4_text' ? intermediateSize : sharedIntermediateSize,
    ...(latentSize === null ? {} : { latentSize }),
  }
}

/** Architectures whose configuration this parser reads in full. */
const KNOWN_TYPES: ReadonlySet<string> = new Set([
  'llama',
  'llama4_text',
  'mistral',
  'mixtral',
  'qwen2',
  'qwen3',
  'qwen3_moe',
  'qwen3_vl_text',
  'qwen3_vl_moe_text',
  'qwen3_next',
  'qwen3_5_text',
  'qwen3_5_moe_text',
  'gemma2',
  'phi3',
  'mimo',
  'gpt_oss',
  'minimax_m2',
  'deepseek_v2',
  'deepseek_v3',
  'deepseek_v32',
  'kimi_k2',
  'glm_moe_dsa',
  'glm4_moe',
  'step3p7',
  'minimax_m3',
  'minimax_m3_vl',
  'mimo_v2_flash',
  'deepseek_v4',
  'deepseek_ref',
  'gemma4_text',
  'kimi_linear',
  'nemotron_h',
  'nemotron-nas',
])

/** Experts published in 4 bits with one scale per 32 elements, whatever the rest is held in. */
function hasNarrowExperts(config: Json, whole: Json, type: string): boolean {
  if (type === 'gpt_oss' || own(config, 'expert_dtype') === 'fp4') return true
  const quantisation = own(config, 'quantization_config') ?? own(whole, 'quantization_config')
  const format = isObject(quantisation) ? own(quantisation, 'format') : undefined
  return typeof format === 'string' && format.startsWith('mxfp4')
}

/**
 * Reads a Hugging Face `config.json` into a model.
 * @param value the parsed JSON @throws CodedError invalid-input: not a configuration, or an architecture this version does not read
 */
export function modelFromHuggingFaceConfig(value: unknown): ModelProfile {
  if (!isObject(value)) fail('The model configuration must be an object: pass the contents of a config.json.')
  const nested = own(value, 'text_config')
  const config: Json = isObject(nested) ? nested : value
  const type = own(config, 'model_type') ?? own(value, 'model_type')
  if (typeof type !== 'string') fail('The model configuration has no "model_type".')
  if (!KNOWN_TYPES.has(type)) {
    fail(
      `The architecture "${type.slice(0, 60)}" is not read from a configuration: name a model of the library instead.`,
    )
  }
  const layers = list(config, 'layers_block_type')?.length ?? required(config, 'num_hidden_layers')
  if (layers > MOST_LAYERS) fail(`The model configuration has ${layers} layers; at most ${MOST_LAYERS} are read.`)
  const groups = new Map<string, LayerGroup>()
  for (let index = 0; index < layers; index++) {
    const own = familyLayer(config, type, index)
    const mixer = own.mixer ?? mixerOf(config, type, index)
    const feedForward = own.feedForward ?? feedForwardOf(config, index)
    const key = JSON.stringify([mixer, feedForward])
    const group = groups.get(key)
    groups.set(key, { count: (group?.count ?? 0) + 1, mixer, feedForward })
  }
  const tied = own(value, 'tie_word_embeddings') ?? own(config, 'tie_word_embeddings')
  return {
    id: 'configuration',
    name: 'the given model',
    organisation: 'Given',
    family: type,
    year: null,
    hiddenSize: required(config, 'hidden_size'),
    vocabularySize: required(config, 'vocab_size'),
    tiedEmbeddings: typeof tied === 'boolean' ? tied : null,
    layerGroups: [...groups.values()],
    predictionLayers: 0,
    dimensions: { grade: 'vendor', source: null },
    published: { totalParameters: unknownFigure(), activeParameters: unknownFigure(), context: unknownFigure() },
    nativeFormat: null,
    ...(hasNarrowExperts(config, value, type) ? { expertPrecision: 'mxfp4' as const } : {}),
    notes: [],
    sources: {},
  }
}
