import type { Wording } from '../wording.ts'
import type { ModelProfile, LayerGroup } from '../model.ts'
import { heldWeights } from '../weights/heldWeights.ts'
import { lowerFeedForward } from './feedForward.ts'
import type { Layout } from './layout.ts'
import { lowerMixer } from './mixers.ts'
import { ACTIVATION_BYTES, localKeyValueHeads, type LayerContext } from './layerContext.ts'
import { planOperator, type PlanOperator } from './operator.ts'
import { weighted } from './projection.ts'
import { isParted } from './work.ts'

/** A model turned into the operators of one step on one device. */
export interface Lowered {
  readonly operators: readonly PlanOperator[]
  readonly layers: number
  readonly expertLayers: number
  /** Collectives one token passes on its way through all layers. */
  readonly collectives: number
}

/** What of a layer does not depend on how its weights are held. */
type ModelContext = Omit<LayerContext, 'weights'>

function normalisation(context: ModelContext, halves: number): PlanOperator {
  return planOperator({
    kind: 'stream',
    name: { code: 'operatorName.normalisation' },
    group: 'normalisation',
    count: context.count * halves,
    // Reads the branch and the residual, writes the sum and its normalised copy.
    bytesPerRow: 4 * context.hiddenSize * ACTIVATION_BYTES,
    flopsPerRow: 6 * context.hiddenSize,
  })
}

function allReduce(context: ModelContext, name: Wording): PlanOperator {
  return planOperator({
    kind: 'collective',
    name,
    group: 'collective',
    count: context.count,
    collective: 'allReduce',
    devices: context.layout.tensorParallel,
    bytesPerRow: context.hiddenSize * ACTIVATION_BYTES,
  })
}

/** Heads × sizes a mixer keeps and gives back per token on one device; null: it has no cache to split. */
function splitCache(operators: readonly PlanOperator[]): { readonly kept: number; readonly given: number } | null {
  const cached = operators.filter(isParted)
  const attention = cached.find(({ kind }) => kind !== 'index')
  if (attention === undefined) return null
  return {
    // Index keys travel with the keys and values they stand for.
    kept: cached.reduce((sum, { kvElements, kvBytes, contextScale }) => sum + kvElements * kvBytes * contextScale, 0),
    given: attention.queryHeads * attention.valueHeadSize * ACTIVATION_BYTES,
  }
}

/**
 * Context parallelism: every rank needs the keys and values of the whole prompt, and the partial results of a decode row
 * are summed over the ranks that hold its cache.
 */
function contextExchange(mixer: readonly PlanOperator[], context: LayerContext): PlanOperator[] {
  const ranks = context.layout.contextParallel
  const cache = splitCache(mixer)
  if (ranks < 2 || cache === null) return []
  const exchange = { kind: 'collective', group: 'collective', count: context.count, devices: ranks } as const
  return [
    planOperator({
      ...exchange,
      name: { code: 'operatorName.contextGather' },
      rowsPer: 'prompt',
      collective: 'allGather',
      // Rows are those of one rank; all ranks' are gathered.
      bytesPerRow: ranks * cache.kept,
    }),
    planOperator({
      ...exchange,
      name: { code: 'operatorName.contextSum' },
      rowsPer: 'decode',
      collective: 'allReduce',
      bytesPerRow: cache.given,
    }),
  ]
}

/** Rotary embedding and the write of the new keys and values into the cache: one pass over both. */
function cacheWrite(group: LayerGroup, context: LayerContext): PlanOperator[] {
  const { mixer } = group
  if (mixer.kind !== 'attention') return []
  const tensor = context.layout.tensorParallel
  const columns =
    (mixer.queryHeads * mixer.headSize) / tensor +
    localKeyValueHeads(mixer.keyValueHeads, tensor) * (mixer.headSize + (mixer.valueHeadSize ?? mixer.headSize))
  return [
    planOperator({
      kind: 'stream',
      name: { code: 'operatorName.cacheWrite' },
      group: 'attention',
      count: context.count,
      bytesPerRow: 2 * columns * ACTIVATION_BYTES,
      flopsPerRow: 4 * columns,
    }),
  ]
}

function lowerGroup(group: LayerGroup, context: LayerContext): PlanOperator[] {
  const { layout } = context
  const sharded = layout.tensorParallel > 1
  const hasMixer = group.mixer.kind !== 'none'
  const hasFeedForward = group.feedForward.kind !== 'none'
  const operators = [normalisation(context, (hasMixer ? 1 : 0) + (hasFeedForward ? 1 : 0))]
  if (hasMixer) {
    const mixer = lowerMixer(group.mixer, context)
    operators.push(...mixer, ...cacheWrite(group, context), ...contextExchange(mixer, context))
    if (sharded) operators.push(allReduce(context, { code: 'operatorName.allReduceAttention' }))
  }
  if (hasFeedForward) {
    operators.push(...lowerFeedForward(group.feedForward, context))
    // With attention ranks the experts' results travel back by all-to-all; the dense part still needs its sum.
    const exchanged = group.feedForward.kind === 'moe' && layout.attentionRanks > 1
    if (sharded && !exchanged) operators.push(allReduce(context, { code: 'operatorName.allReduceFeedForward' }))
  }
  return operators
}

/**
 * Turns a model under a layout into operators: every layer group × its layers, those that are held differently apart, plus
 * embedding, head and the transfers between pipeline stages. Shapes are per device.
 */
export function lowerModel(model: ModelProfile, layout: Layout): Lowered {
  const operators: PlanOperator[] = []
  const hidden = model.hiddenSize
  const tensor = layout.tensorParallel
  const weights = heldWeights(model, layout.weightPrecision)
  let layers = 0
  let expertLayers = 0
  const whole: ModelContext = { hiddenSize: hidden, count: 1, layout }
  operators.push(
    planOperator({
      kind: 'stream',
      name: { code: 'operatorName.embedding' },
      group: 'embedding',
      count: 1,
      bytesPerRow: 2 * hidden * ACTIVATION_BYTES,
    }),
  )
  if (tensor > 1) operators.push(allReduce(whole, { code: 'operatorName.allReduceEmbedding' }))
  for (const [index, group] of model.layerGroups.entries()) {
    layers += group.count
    if (group.feedForward.kind === 'moe') expertLayers += group.count
    for (const { count, held } of weights.groups[index] ?? []) {
      operators.push(...lowerGroup(group, { ...whole, count, weights: held }))
    }
  }
  if (layout.pipelineParallel > 1) {
    operators.push(
      planOperator({
        kind: 'collective',
        name: { code: 'operatorName.stageTransfer' },
        group: 'collective',
        count: layout.pipelineParallel - 1,
        collective: 'sendReceive',
        devices: 2,
        bytesPerRow: (hidden * ACTIVATION_BYTES) / tensor,
      }),
    )
  }
  operators.push(
    planOperator({
      kind: 'gemm',
      name: { code: 'operatorName.head' },
      group: 'head',
      count: 1,
      rowsPer: 'sequence',
      n: model.vocabularySize / tensor,
      k: hidden,
      ...weighted(weights.head, layout.activationPrecision),
    }),
    planOperator({
      kind: 'stream',
      name: { code: 'operatorName.sampling' },
      group: 'head',
      count: 1,
      rowsPer: 'sequence',
      // Logits in 32 bits: written, read for the maximum and read for the sum.
      bytesPerRow: (3 * 4 * model.vocabularySize) / tensor,
      flopsPerRow: (4 * model.vocabularySize) / tensor,
    }),
  )
  if (tensor > 1) {
    operators.push(
      planOperator({
        kind: 'collective',
        name: { code: 'operatorName.logits' },
        group: 'collective',
        count: 1,
        rowsPer: 'sequence',
        collective: 'allGather',
        devices: tensor,
        bytesPerRow: model.vocabularySize * ACTIVATION_BYTES,
      }),
    )
  }
  let collectives = 0
  for (const operator of operators) if (operator.kind === 'collective') collectives += operator.count
  return { operators, layers, expertLayers, collectives }
}
