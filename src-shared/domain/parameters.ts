import type { ChosenEntries, FeedForward, LayerGroup, Mixer, ModelProfile } from './model.ts'
import { cacheBytesPerToken } from './cacheFormat.ts'
import { type Precision } from './precision.ts'

/** Parameters of one layer of a group. */
export interface LayerParameters {
  readonly mixer: number
  /** All weights of the feed-forward block: router and every expert included. */
  readonly feedForward: number
  /** The part of `feedForward` one token passes through: router, chosen experts and shared experts. */
  readonly feedForwardActive: number
}

/** Parameters of a model, from its dimensions. */
export interface ParameterCount {
  /** Everything that is stored: layers, input embedding and head. */
  readonly total: number
  /** What one token passes through: all of `total` but idle experts and, where it is a table of its own, the embedding. */
  readonly active: number
  /** Input embedding. */
  readonly embedding: number
  /** Language-model head; 0 where it shares the embedding's matrix. */
  readonly head: number
  /** One entry per layer group: the parameters of one of its layers. */
  readonly perLayer: readonly LayerParameters[]
}

/**
 * Counts the parameters of a model from its dimensions. Matrices only: norms, biases, attention sinks, convolutions of
 * a few taps and multi-token prediction layers are left out, together well under 1 % of any model here.
 * A token reads one row of the input embedding, so a table that is not also the head is not counted as active; this is
 * how publishers arrive at their active counts (gpt-oss-120b 5.1 B, DeepSeek-V3 36.6 B).
 * @param model the profile; `tiedEmbeddings` null counts the head as a matrix of its own
 */
export function countParameters(model: ModelProfile): ParameterCount {
  const perLayer = model.layerGroups.map((group) => ({
    mixer: mixerParameters(group.mixer, model.hiddenSize),
    feedForward: feedForwardParameters(group.feedForward, model.hiddenSize, 'stored'),
    feedForwardActive: feedForwardParameters(group.feedForward, model.hiddenSize, 'active'),
  }))
  const embedding = model.vocabularySize * model.hiddenSize
  const head = model.tiedEmbeddings === true ? 0 : embedding
  let total = embedding + head
  let active = embedding
  for (const [index, layer] of perLayer.entries()) {
    const count = model.layerGroups[index]?.count ?? 0
    total += count * (layer.mixer + layer.feedForward)
    active += count * (layer.mixer + layer.feedForwardActive)
  }
  return { total, active, embedding, head, perLayer }
}

/**
 * Matrix parameters of one layer's mixer.
 * @param mixer its dimensions
 * @param hiddenSize width of the residual stream
 */
export function mixerParameters(mixer: Mixer, hiddenSize: number): number {
  switch (mixer.kind) {
    case 'attention': {
      const valueSize = mixer.valueHeadSize ?? mixer.headSize
      const query = mixer.queryHeads * mixer.headSize * (mixer.gated ? 2 : 1)
      const key = mixer.keyValueHeads * mixer.headSize
      const value = mixer.sharedKeyValue ? 0 : mixer.keyValueHeads * valueSize
      const index = mixer.blockSparse ? (mixer.blockSparse.indexHeads + 1) * mixer.blockSparse.indexSize : 0
      return hiddenSize * (query + key + value + index) + mixer.queryHeads * valueSize * hiddenSize
    }
    case 'mla': {
      const querySize = mixer.queryHeads * (mixer.nopeHeadSize + mixer.ropeHeadSize)
      const query =
        mixer.queryRank === null ? hiddenSize * querySize : hiddenSize * mixer.queryRank + mixer.queryRank * querySize
      const down = hiddenSize * (mixer.keyValueRank + mixer.ropeHeadSize)
      const up = mixer.keyValueRank * mixer.queryHeads * (mixer.nopeHeadSize + mixer.valueHeadSize)
      const output = mixer.queryHeads * mixer.valueHeadSize * hiddenSize
      return query + down + up + output + indexerParameters(mixer.sparse, mixer.queryRank ?? hiddenSize, hiddenSize)
    }
    case 'compressed': {
      const query = hiddenSize * mixer.queryRank + mixer.queryRank * mixer.queryHeads * mixer.headSize
      // Overlapping windows (ratio 4) compress from two blocks at once and so carry twice the weights.
      const blocks = mixer.ratio === 0 ? 0 : mixer.ratio <= 4 ? 2 : 1
      const compressor = (size: number) => hiddenSize * size * 2 * blocks
      const output =
        mixer.queryHeads * mixer.headSize * mixer.outputRank + mixer.outputGroups * mixer.outputRank * hiddenSize
      const indexer =
        mixer.sparse && !mixer.sparse.shared
          ? mixer.queryRank * mixer.sparse.indexHeads * mixer.sparse.indexHeadSize +
            hiddenSize * mixer.sparse.indexHeads +
            compressor(mixer.sparse.indexHeadSize)
          : 0
      return query + hiddenSize * mixer.headSize + compressor(mixer.headSize) + output + indexer
    }
    case 'linear':
      return linearParameters(mixer, hiddenSize)
    case 'ssm': {
      const output = mixer.innerSize * hiddenSize
      if (mixer.variant === 'mamba2') {
        return (
          hiddenSize * (2 * mixer.innerSize + 2 * mixer.groups * mixer.stateSize + mixer.heads) +
          (mixer.innerSize + 2 * mixer.groups * mixer.stateSize) * mixer.convolution +
          output
        )
      }
      const timeStepRank = mixer.timeStepRank ?? Math.ceil(hiddenSize / 16)
      return (
        hiddenSize * 2 * mixer.innerSize +
        mixer.innerSize * (timeStepRank + 2 * mixer.stateSize) +
        timeStepRank * mixer.innerSize +
        mixer.innerSize * (mixer.stateSize + mixer.convolution) +
        output
      )
    }
    case 'none':
      return 0
  }
}

/** DeepSeek's lightning indexer: queries from the query latent, one key head, one weight per index head. */
function indexerParameters(sparse: ChosenEntries | undefined, queryRank: number, hiddenSize: number): number {
  if (!sparse || sparse.shared) return 0
  const queries = queryRank * sparse.indexHeads * sparse.indexHeadSize
  return queries + hiddenSize * sparse.indexHeadSize + hiddenSize * sparse.indexHeads
}

function linearParameters(mixer: Extract<Mixer, { kind: 'linear' }>, hiddenSize: number): number {
  const keys = mixer.keyHeads * mixer.keySize
  const values = mixer.valueHeads * mixer.valueSize
  const projections = hiddenSize * (2 * keys + values) + values * hiddenSize
  const convolution = (2 * keys + values) * mixer.convolution
  const outputGate = hiddenSize * values
  switch (mixer.variant) {
    case 'gated-delta-net':
      // One decay and one step size per value head.
      return projections + convolution + outputGate + hiddenSize * 2 * mixer.valueHeads
    case 'kimi-delta':
      // A decay per key channel through a bottleneck of one head, and a step size per head.
      return (
        projections + convolution + outputGate + mixer.keySize * (hiddenSize + keys) + hiddenSize * mixer.valueHeads
      )
    case 'lightning':
      return projections + convolution + outputGate
  }
}

/**
 * Matrix parameters of one layer's feed-forward block.
 * @param block its dimensions
 * @param hiddenSize width of the residual stream
 * @param which `stored`: all of them; `active`: those one token passes through
 */
export function feedForwardParameters(block: FeedForward, hiddenSize: number, which: 'stored' | 'active'): number {
  if (block.kind === 'none') return 0
  const matrices = block.gated ? 3 : 2
  if (block.kind === 'dense') return matrices * hiddenSize * block.intermediateSize
  const expertWidth = block.latentSize ?? hiddenSize
  const experts = which === 'stored' ? block.experts : block.perToken
  const latent = block.latentSize === undefined ? 0 : 2 * hiddenSize * block.latentSize
  return (
    hiddenSize * block.experts +
    experts * matrices * expertWidth * block.intermediateSize +
    latent +
    matrices * hiddenSize * block.sharedIntermediateSize
  )
}

/**
 * KV-cache elements one more token of context adds in one layer, before any window is full: keys and values per KV head,
 * or the latent with its rotary part in MLA (576 for DeepSeek-V3), the indexer's key included where there is one.
 * A compressed cache adds a fraction. 0 for mixers that keep a state instead.
 * @param group the layers
 */
export function keyValueElementsPerToken(group: LayerGroup): number {
  const { mixer } = group
  switch (mixer.kind) {
    case 'attention': {
      // A shared matrix still gives two cached tensors: keys are rotated and normalised, values are not.
      const perHead = mixer.headSize + (mixer.valueHeadSize ?? mixer.headSize)
      return mixer.keyValueHeads * perHead + (mixer.blockSparse?.indexSize ?? 0)
    }
    case 'mla':
      return mixer.keyValueRank + mixer.ropeHeadSize + ownIndexSize(mixer.sparse)
    case 'compressed':
      return mixer.ratio === 0 ? 0 : (mixer.headSize + ownIndexSize(mixer.sparse)) / mixer.ratio
    case 'linear':
    case 'ssm':
    case 'none':
      return 0
  }
}

function ownIndexSize(sparse: ChosenEntries | undefined): number {
  return sparse && !sparse.shared ? sparse.indexHeadSize : 0
}

/**
 * KV-cache bytes one more token of context adds over all layers.
 * @param windows `filling`: while no sliding window is full; `full`: once every one is, when its layers add nothing more
 */
export function cacheGrowthPerToken(model: ModelProfile, precision: Precision, windows: 'filling' | 'full'): number {
  const grows = ({ mixer }: LayerGroup): boolean =>
    windows === 'filling' || mixer.kind !== 'attention' || mixer.window === null
  const groups = model.layerGroups.filter(grows)
  return groups.reduce((sum, { count, mixer }) => sum + count * cacheBytesPerToken(mixer, precision), 0)
}

/** A part of a model and its parameters. */
export interface ParameterPart {
  readonly name: string
  readonly parameters: number
}

/** Where the parameters are, in the order of the network; parts a model lacks are left out. */
export function parameterParts(model: ModelProfile): readonly ParameterPart[] {
  const { perLayer, embedding, head } = countParameters(model)
  const recurrent = model.layerGroups.some(({ mixer }) => mixer.kind === 'linear' || mixer.kind === 'ssm')
  let mixers = 0
  let dense = 0
  let experts = 0
  for (const [index, group] of model.layerGroups.entries()) {
    const own = perLayer[index]
    if (!own) continue
    mixers += group.count * own.mixer
    if (group.feedForward.kind === 'moe') experts += group.count * own.feedForward
    else dense += group.count * own.feedForward
  }
  return [
    { name: head === 0 ? 'embedding, head' : 'embedding', parameters: embedding },
    { name: recurrent ? 'mixers' : 'attention', parameters: mixers },
    { name: 'dense FFN', parameters: dense },
    { name: 'experts', parameters: experts },
    { name: 'head', parameters: head },
  ].filter((part) => part.parameters > 0)
}
