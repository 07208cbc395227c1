import type { FeedForward, LayerGroup, Mixer } from '#shared/domain/model.ts'
import { broken } from '../failures.ts'
import { expertGroups } from '../expertGroups.ts'
import type { Metadata } from './metadata.ts'

/** Architectures whose metadata is read in full. Source of the names: ggml-org/llama.cpp, gguf-py/gguf/constants.py. */
const KNOWN: ReadonlySet<string> = new Set([
  'llama',
  'llama4',
  'deci',
  'qwen2',
  'qwen2moe',
  'qwen3',
  'qwen3moe',
  'gemma',
  'gemma2',
  'gemma3',
  'phi3',
  'deepseek2',
  'glm4moe',
  'gpt-oss',
  'minimax-m2',
  'mistral3',
])

/** Whether the metadata of an architecture is read in full. */
export function isKnownArchitecture(architecture: string): boolean {
  return KNOWN.has(architecture)
}

/** Every how manyth layer attends to everything, where the metadata gives a window alone; 0: none does. Source: llama.cpp. */
const GLOBAL_EVERY: Readonly<Record<string, number>> = {
  gemma2: 2,
  gemma3: 6,
  'gpt-oss': 2,
  llama: 0,
  mistral3: 0,
  phi3: 0,
}

/** Tokens of the sliding window of a layer; null: it attends to everything. */
function windows(metadata: Metadata): (index: number) => number | null {
  const pattern = metadata.list('attention.sliding_window_pattern')
  const every = pattern ? null : metadata.number('attention.sliding_window_pattern')
  const known = Object.hasOwn(GLOBAL_EVERY, metadata.architecture) ? GLOBAL_EVERY[metadata.architecture] : undefined
  const period = every ?? known
  // Where nothing says which layers slide the window is not asked for, and so told as unread.
  if (!pattern && period === undefined) return () => null
  const window = metadata.number('attention.sliding_window')
  return (index) => {
    if (pattern) return pattern.items?.[index] === true || pattern.items?.[index] === 1 ? window : null
    return period !== undefined && period > 0 && (index + 1) % period === 0 ? null : window
  }
}

function latentOf(metadata: Metadata, keyValueRank: number): Mixer {
  const ropeHeadSize = metadata.required('rope.dimension_count')
  const absorbed = metadata.number('attention.key_length_mla')
  const keyLength = absorbed ?? metadata.required('attention.key_length')
  if (absorbed !== null) metadata.number('attention.key_length')
  const valueHeadSize = metadata.number('attention.value_length_mla') ?? metadata.required('attention.value_length')
  metadata.number('attention.value_length')
  metadata.perLayer('attention.head_count_kv')
  const topK = metadata.number('attention.indexer.top_k')
  return {
    kind: 'mla',
    queryHeads: metadata.required('attention.head_count'),
    queryRank: metadata.number('attention.q_lora_rank'),
    keyValueRank,
    nopeHeadSize: keyLength - ropeHeadSize,
    ropeHeadSize,
    valueHeadSize,
    ...(topK === null
      ? {}
      : {
          sparse: {
            topK,
            indexHeads: metadata.required('attention.indexer.head_count'),
            indexHeadSize: metadata.required('attention.indexer.key_length'),
          },
        }),
  }
}

function mixers(metadata: Metadata): (index: number) => Mixer {
  const rank = metadata.number('attention.kv_lora_rank')
  if (rank !== null) {
    const latent = latentOf(metadata, rank)
    return () => latent
  }
  const heads = metadata.perLayer('attention.head_count')
  const keyValueHeads = metadata.perLayer('attention.head_count_kv')
  const keyLength = metadata.number('attention.key_length')
  const valueLength = metadata.number('attention.value_length')
  const window = windows(metadata)
  const hiddenSize = metadata.required('embedding_length')
  return (index) => {
    const queryHeads = heads(index)
    const shared = keyValueHeads(index)
    if (queryHeads === 0 || shared === 0) {
      if (metadata.architecture === 'deci') return { kind: 'none' }
      throw broken(
        `Layer ${index + 1} of this GGUF file has no attention heads, and what it has instead is not read: import the config.json of the model.`,
      )
    }
    if (queryHeads === null)
      throw broken('This GGUF file does not give its attention heads: import the config.json of the model.')
    const headSize = keyLength ?? hiddenSize / queryHeads
    return {
      kind: 'attention',
      queryHeads,
      keyValueHeads: shared ?? queryHeads,
      headSize,
      ...(valueLength === null || valueLength === headSize ? {} : { valueHeadSize: valueLength }),
      window: window(index),
    }
  }
}

function feedForwards(metadata: Metadata, gated: boolean): (index: number) => FeedForward {
  const dense = metadata.perLayer('feed_forward_length')
  const experts = metadata.number('expert_count')
  const firstDense = metadata.number('leading_dense_block_count') ?? 0
  const every = metadata.number('interleave_moe_layer_step') ?? 1
  const expertSize = metadata.number('expert_feed_forward_length')
  const sharedCount = metadata.number('expert_shared_count') ?? 0
  const sharedSize = metadata.number('expert_shared_feed_forward_length')
  return (index) => {
    const denseSize = dense(index)
    if (experts !== null && index >= firstDense && (index + 1) % every === 0) {
      const intermediateSize = expertSize ?? denseSize ?? 0
      return {
        kind: 'moe',
        experts,
        perToken: metadata.required('expert_used_count'),
        intermediateSize,
        gated,
        // Llama 4 has one shared expert and does not say so.
        sharedIntermediateSize: sharedSize ?? (metadata.architecture === 'llama4' ? 1 : sharedCount) * intermediateSize,
        ...expertGroups(metadata.number('expert_group_count'), metadata.number('expert_group_used_count')),
      }
    }
    if (denseSize === 0) return { kind: 'none' }
    if (denseSize === null)
      throw broken('This GGUF file does not give “feed_forward_length”: import the config.json of the model.')
    return { kind: 'dense', intermediateSize: denseSize, gated }
  }
}

/**
 * The layers a GGUF file describes, equal ones together.
 * @param layers how many, prediction layers not counted @param gated whether feed-forward layers have three matrices
 * @throws CodedError document-broken: a value is missing or of the wrong kind, or a layer is of a kind that is not read
 */
export function layerGroupsOf(metadata: Metadata, layers: number, gated: boolean): LayerGroup[] {
  const mixer = mixers(metadata)
  const feedForward = feedForwards(metadata, gated)
  const groups = new Map<string, LayerGroup>()
  for (let index = 0; index < layers; index += 1) {
    const layer = { mixer: mixer(index), feedForward: feedForward(index) }
    const key = JSON.stringify(layer)
    groups.set(key, { count: (groups.get(key)?.count ?? 0) + 1, ...layer })
  }
  return [...groups.values()]
}
