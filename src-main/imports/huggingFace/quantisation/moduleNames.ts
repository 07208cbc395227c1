import type { LayerPart } from '#shared/domain/checkpoint.ts'
import type { FeedForward, LayerGroup, Mixer } from '#shared/domain/model.ts'

const GATED = ['gate_proj', 'up_proj', 'down_proj']
const NUMBERED = ['w1', 'w2', 'w3']
const UNGATED = ['up_proj', 'down_proj']

/** Matrices of one module. */
const within = (module: string, matrices: readonly string[]): string[] => matrices.map((name) => `${module}.${name}`)

/**
 * Names under which checkpoints have the large matrices of a part, one list for each way of naming that is known. Small ones
 * (gates of linear attention, weights of index heads) are left out: they are a thousandth of the part.
 */
type Namings = readonly (readonly string[])[]

function attentionNames(mixer: Mixer): Namings {
  const plain = ['q_proj', 'k_proj', 'v_proj', 'o_proj']
  switch (mixer.kind) {
    case 'attention':
      return [...['self_attn', 'attn', 'mixer'].map((module) => within(module, plain)), ['self_attn.qkv_proj']]
    case 'mla': {
      const query = mixer.queryRank === null ? ['q_proj'] : ['q_a_proj', 'q_b_proj']
      return [within('self_attn', [...query, 'kv_a_proj_with_mqa', 'kv_b_proj', 'o_proj'])]
    }
    case 'compressed': {
      const matrices = ['wq_a', 'wq_b', 'wkv', 'wo_a', 'wo_b']
      return [within('attn', matrices), within('self_attn', matrices)]
    }
    case 'linear':
      return [
        within('linear_attn', ['in_proj_qkv', 'in_proj_z', 'out_proj']),
        within('linear_attn', ['in_proj_qkvz', 'out_proj']),
        within('self_attn', plain),
      ]
    case 'ssm':
      return ['mixer', 'mamba'].map((module) => within(module, ['in_proj', 'out_proj']))
    case 'none':
      return []
  }
}

function indexerNames(mixer: Mixer): Namings {
  if (mixer.kind === 'attention' && mixer.blockSparse) return [['self_attn.index_q_proj', 'self_attn.index_k_proj']]
  if ((mixer.kind !== 'mla' && mixer.kind !== 'compressed') || !mixer.sparse) return []
  return [['self_attn.indexer.wq_b'], ['attn.indexer.wq_b']]
}

function denseNames(): Namings {
  return [
    within('mlp', GATED),
    within('ffn', NUMBERED),
    within('feed_forward', GATED),
    within('mixer', UNGATED),
    ['mlp.gate_up_proj', 'mlp.down_proj'],
  ]
}

/** @param besides the family has a dense feed-forward beside its experts, as Gemma does: it is what all tokens share */
function sharedNames(besides: boolean): Namings {
  if (besides) return [within('mlp', GATED)]
  return [
    within('mlp.shared_experts', GATED),
    within('mlp.shared_expert', GATED),
    within('ffn.shared_experts', NUMBERED),
    within('block_sparse_moe.shared_experts', GATED),
    within('feed_forward.shared_expert', GATED),
    within('mixer.shared_experts', UNGATED),
    within('share_expert', GATED),
  ]
}

/** One expert stands for all of a layer: schemes do not tell them apart. @param besides as above */
function routedNames(besides: boolean): Namings {
  const own = [within('experts.0', GATED), within('moe.experts.0', GATED)]
  if (besides) return own
  return [
    ...own,
    within('mlp.experts.0', GATED),
    within('ffn.experts.0', NUMBERED),
    within('block_sparse_moe.experts.0', NUMBERED),
    within('feed_forward.experts.0', GATED),
    within('mixer.experts.0', UNGATED),
  ]
}

function routerNames(): Namings {
  return ['mlp.gate', 'mlp.router', 'ffn.gate', 'block_sparse_moe.gate', 'feed_forward.router', 'mixer.gate']
    .concat('router', 'moe.gate')
    .map((name) => [name])
}

function feedForwardNames(part: LayerPart, feedForward: FeedForward, besides: boolean): Namings {
  if (feedForward.kind === 'none') return []
  if (feedForward.kind === 'dense') return part === 'denseFeedForward' ? denseNames() : []
  if (part === 'router') return routerNames()
  if (part === 'routedExperts') return routedNames(besides)
  return part === 'sharedExperts' && feedForward.sharedIntermediateSize > 0 ? sharedNames(besides) : []
}

/**
 * Ways in which checkpoints name the matrices of a part in one layer; none: the layer lacks it.
 * @param family `model_type`
 */
export function namesOf(part: LayerPart, { mixer, feedForward }: LayerGroup, family: string): Namings {
  if (part === 'attention') return attentionNames(mixer)
  if (part === 'indexer') return indexerNames(mixer)
  return feedForwardNames(part, feedForward, family.startsWith('gemma'))
}

/** Names of the two ends of the network. */
export const END_NAMES = {
  embedding: ['embed_tokens', 'embed', 'embeddings', 'tok_embeddings'],
  head: ['lm_head', 'head', 'output'],
} as const
