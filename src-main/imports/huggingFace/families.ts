import type { FeedForward, Mixer } from '#shared/domain/model.ts'
import { fail, isObject, list, optional, own, required, type Json } from './fields.ts'

/** What a family says of one layer in words of its own; what is absent is read as everywhere else. */
export interface FamilyLayer {
  readonly mixer?: Mixer
  readonly feedForward?: FeedForward
}

const NONE = { kind: 'none' } as const

/** MiniMax-M3: block-sparse attention in the layers that say so. */
function minimaxM3(config: Json, index: number): FamilyLayer {
  const sparse = own(config, 'sparse_attention_config')
  const sparseLayers = isObject(sparse) ? list(sparse, 'sparse_attention_freq') : null
  if (!isObject(sparse) || sparseLayers?.[index] !== 1) return {}
  return {
    mixer: {
      kind: 'attention',
      queryHeads: required(config, 'num_attention_heads'),
      keyValueHeads: required(config, 'num_key_value_heads'),
      headSize: required(config, 'head_dim'),
      window: null,
      blockSparse: {
        blockSize: required(sparse, 'sparse_block_size'),
        blocks: required(sparse, 'sparse_topk_blocks'),
        indexHeads: required(sparse, 'sparse_num_index_heads'),
        indexSize: required(sparse, 'sparse_index_dim'),
      },
    },
  }
}

/** MiMo-V2: sliding layers have heads of their own; value heads are smaller than key heads. */
function mimoV2(config: Json, index: number): FamilyLayer {
  const slides = list(config, 'hybrid_layer_pattern')?.[index] === 1
  const key = (name: string) => (slides ? `swa_${name}` : name)
  return {
    mixer: {
      kind: 'attention',
      queryHeads: required(config, key('num_attention_heads')),
      keyValueHeads: required(config, key('num_key_value_heads')),
      headSize: required(config, key('head_dim')),
      valueHeadSize: required(config, key('v_head_dim')),
      window: slides ? required(config, 'sliding_window') : null,
    },
  }
}

/**
 * DeepSeek-V4: one shared key/value head, compressed along the sequence. Lightly compressed layers choose their entries
 * with an indexer; heavily compressed ones (ratio from the window up) read all of theirs.
 */
function deepseekV4(config: Json, index: number): FamilyLayer {
  const ratios = list(config, 'compress_ratios')
  const ratio = ratios?.[index]
  if (typeof ratio !== 'number' || !Number.isInteger(ratio) || ratio < 0) {
    fail('The model configuration needs "compress_ratios", a whole number for each layer.')
  }
  const window = required(config, 'sliding_window')
  const topK = optional(config, 'index_topk')
  return {
    mixer: {
      kind: 'compressed',
      queryHeads: required(config, 'num_attention_heads'),
      headSize: required(config, 'head_dim'),
      ropeHeadSize: required(config, 'qk_rope_head_dim'),
      queryRank: required(config, 'q_lora_rank'),
      outputRank: required(config, 'o_lora_rank'),
      outputGroups: required(config, 'o_groups'),
      window,
      ratio,
      ...(ratio > 0 && ratio < window && topK !== null
        ? {
            sparse: {
              topK,
              indexHeads: required(config, 'index_n_heads'),
              indexHeadSize: required(config, 'index_head_dim'),
            },
          }
        : {}),
    },
  }
}

/** Gemma 4: global layers have wider, fewer key heads that are also the values; a dense block stands beside experts. */
function gemma4(config: Json, index: number): FamilyLayer {
  const global = list(config, 'layer_types')?.[index] === 'full_attention'
  const experts = own(config, 'enable_moe_block') === true ? optional(config, 'num_experts') : null
  return {
    mixer: {
      kind: 'attention',
      queryHeads: required(config, 'num_attention_heads'),
      keyValueHeads: global
        ? required(config, 'num_global_key_value_heads', 'num_key_value_heads')
        : required(config, 'num_key_value_heads'),
      headSize: global ? required(config, 'global_head_dim', 'head_dim') : required(config, 'head_dim'),
      window: global ? null : required(config, 'sliding_window'),
      ...(global && own(config, 'attention_k_eq_v') === true ? { sharedKeyValue: true } : {}),
    },
    feedForward:
      experts === null
        ? { kind: 'dense', intermediateSize: required(config, 'intermediate_size'), gated: true }
        : {
            kind: 'moe',
            experts,
            perToken: required(config, 'top_k_experts'),
            intermediateSize: required(config, 'moe_intermediate_size'),
            gated: true,
            sharedIntermediateSize: required(config, 'intermediate_size'),
          },
  }
}

/** Kimi Linear: delta-rule layers are listed, counted from one; the others are latent attention. */
function kimiLinear(config: Json, index: number): FamilyLayer {
  const linear = own(config, 'linear_attn_config')
  if (!isObject(linear)) fail('The model configuration needs "linear_attn_config".')
  const full = list(linear, 'full_attn_layers')
  if (list(linear, 'kda_layers')?.includes(index + 1) !== true) {
    if (full && !full.includes(index + 1))
      fail(`Layer ${index + 1} of the model configuration is in neither of its lists.`)
    return {}
  }
  const heads = required(linear, 'num_heads')
  const size = required(linear, 'head_dim')
  return {
    mixer: {
      kind: 'linear',
      variant: 'kimi-delta',
      keyHeads: heads,
      valueHeads: heads,
      keySize: size,
      valueSize: size,
      convolution: optional(linear, 'short_conv_kernel_size') ?? 0,
    },
  }
}

const NEMOTRON_BLOCKS: Readonly<Record<string, string>> = { M: 'mamba', E: 'moe', '*': 'attention', '-': 'mlp' }

/** Nemotron-H: a layer is one block, not a pair; feed-forward blocks are squared ReLU with two matrices. */
function nemotronH(config: Json, index: number): FamilyLayer {
  const pattern = own(config, 'hybrid_override_pattern')
  if (typeof pattern === 'string' && pattern.length !== optional(config, 'num_hidden_layers')) {
    fail('The model configuration needs a "hybrid_override_pattern" of as many letters as it has layers.')
  }
  const block =
    typeof pattern === 'string' ? NEMOTRON_BLOCKS[pattern[index] ?? ''] : list(config, 'layers_block_type')?.[index]
  switch (block) {
    case 'mamba': {
      const heads = required(config, 'mamba_num_heads')
      return {
        mixer: {
          kind: 'ssm',
          variant: 'mamba2',
          innerSize: heads * required(config, 'mamba_head_dim'),
          stateSize: required(config, 'ssm_state_size'),
          heads,
          groups: required(config, 'n_groups'),
          convolution: optional(config, 'conv_kernel') ?? 0,
        },
        feedForward: NONE,
      }
    }
    case 'attention':
      return {
        mixer: {
          kind: 'attention',
          queryHeads: required(config, 'num_attention_heads'),
          keyValueHeads: required(config, 'num_key_value_heads'),
          headSize: required(config, 'head_dim', 'attention_head_dim'),
          window: null,
        },
        feedForward: NONE,
      }
    case 'moe': {
      const latentSize = optional(config, 'moe_latent_size')
      return {
        mixer: NONE,
        feedForward: {
          kind: 'moe',
          experts: required(config, 'n_routed_experts'),
          perToken: required(config, 'num_experts_per_tok'),
          intermediateSize: required(config, 'moe_intermediate_size'),
          gated: false,
          sharedIntermediateSize: optional(config, 'moe_shared_expert_intermediate_size') ?? 0,
          ...(latentSize === null ? {} : { latentSize }),
        },
      }
    }
    case 'mlp':
      return {
        mixer: NONE,
        feedForward: { kind: 'dense', intermediateSize: required(config, 'intermediate_size'), gated: false },
      }
    default:
      return fail(`Block ${index + 1} of the model configuration is of no known kind: mamba, moe, attention or mlp.`)
  }
}

/** Widths of searched feed-forwards are rounded up to this many channels. Source: DeciLM's configuration code. */
const SEARCHED_MULTIPLE = 256

/** Searched architectures (Nemotron-NAS, DeciLM): each block has its own heads and width, or leaves a part out. */
function nemotronSearched(config: Json, index: number): FamilyLayer {
  const block = list(config, 'block_configs')?.[index]
  const attention = isObject(block) ? own(block, 'attention') : undefined
  const feedForward = isObject(block) ? own(block, 'ffn') : undefined
  if (!isObject(attention) || !isObject(feedForward)) {
    fail(`The model configuration needs "block_configs" with attention and ffn for layer ${index + 1}.`)
  }
  if (own(attention, 'replace_with_linear') === true || own(feedForward, 'replace_with_linear') === true) {
    fail(`Layer ${index + 1} is replaced by one matrix, which is not read from a configuration.`)
  }
  const hidden = required(config, 'hidden_size')
  const heads = required(config, 'num_attention_heads')
  const skipsAttention = own(attention, 'no_op') === true
  const skipsFeedForward = own(feedForward, 'no_op') === true
  const width = skipsFeedForward ? 0 : Math.trunc((2 * (optional(feedForward, 'ffn_mult') ?? NaN) * hidden) / 3)
  if (!skipsFeedForward && !(width > 0)) fail(`Layer ${index + 1} of the model configuration needs "ffn_mult".`)
  return {
    mixer: skipsAttention
      ? NONE
      : {
          kind: 'attention',
          queryHeads: heads,
          keyValueHeads: Math.max(1, Math.round(heads / required(attention, 'n_heads_in_group'))),
          headSize: Math.floor(hidden / heads),
          window: optional(attention, 'window_length'),
        },
    feedForward: skipsFeedForward
      ? NONE
      : {
          kind: 'dense',
          intermediateSize: Math.ceil(width / SEARCHED_MULTIPLE) * SEARCHED_MULTIPLE,
          gated: true,
        },
  }
}

/** Gemma 3: five local layers, then a global one, where the layers are not listed. */
function gemma3(config: Json, index: number): FamilyLayer {
  const types = list(config, 'layer_types')
  const pattern = types ? null : (optional(config, 'sliding_window_pattern') ?? 6)
  const global = types ? types[index] === 'full_attention' : (index + 1) % (pattern ?? 1) === 0
  return {
    mixer: {
      kind: 'attention',
      queryHeads: required(config, 'num_attention_heads'),
      keyValueHeads: required(config, 'num_key_value_heads'),
      headSize: required(config, 'head_dim'),
      window: global ? null : required(config, 'sliding_window'),
    },
  }
}

const FAMILIES: ReadonlyMap<string, (config: Json, index: number) => FamilyLayer> = new Map([
  ['minimax_m3', minimaxM3],
  ['minimax_m3_vl', minimaxM3],
  ['mimo_v2_flash', mimoV2],
  ['deepseek_v4', deepseekV4],
  ['deepseek_ref', deepseekV4],
  ['gemma3_text', gemma3],
  ['gemma4_text', gemma4],
  ['kimi_linear', kimiLinear],
  ['nemotron_h', nemotronH],
  ['nemotron-nas', nemotronSearched],
])

/**
 * What a family with words of its own says of a layer. Source: the configurations of the models themselves.
 * @param type `model_type` @param index layer, from 0
 * @throws CodedError invalid-input: a field the family needs is missing or of the wrong kind
 */
export function familyLayer(config: Json, type: string, index: number): FamilyLayer {
  return FAMILIES.get(type)?.(config, index) ?? {}
}
