import { bytesPerElement, type Precision } from '../precision.ts'
import type { Mixer } from '../model.ts'
import type { Layout } from './layout.ts'
import { planOperator, type PlanOperator } from './operator.ts'
import { lowerLatentAttention, lowerCompressedAttention } from './latentAttention.ts'
import { lowerLinearAttention, lowerStateSpace } from './recurrent.ts'

/** What lowering one group of equal layers needs to know. */
export interface LayerContext {
  readonly hiddenSize: number
  readonly count: number
  readonly layout: Layout
  /** Bytes of an activation element as it moves between operators: 2, matrices are quantised on the way in. */
  readonly activationBytes: number
}

/** Softmax attention is computed in 16 bits by every stack, whatever the weights are held in. */
export const ATTENTION_PRECISION = 'bf16'

/** Activations between operators are held in 16 bits whatever the matrices are computed in. */
export const ACTIVATION_BYTES = 2

/** A projection: a matrix product on every token. @param n output size per device @param k inner size per device */
export function projection(
  context: LayerContext,
  name: string,
  group: PlanOperator['group'],
  n: number,
  k: number,
  count = context.count,
): PlanOperator {
  return planOperator({
    kind: 'gemm',
    name,
    group,
    count,
    n,
    k,
    precision: productPrecision(context.layout.weightPrecision, context.layout.activationPrecision),
    weightBytes: bytesPerElement(context.layout.weightPrecision),
  })
}

/** Format a product is computed in: the wider of its operands (4-bit weights on 16-bit activations run in 16 bits). */
export function productPrecision(weights: Precision, activations: Precision): Precision {
  return bytesPerElement(activations) > bytesPerElement(weights) ? activations : weights
}

/** Key/value heads on one device: their share, at least one; beyond that they are replicated. */
export function localKeyValueHeads(keyValueHeads: number, tensorParallel: number): number {
  return Math.max(1, Math.ceil(keyValueHeads / tensorParallel))
}

/** The operators of a layer's mixer on one device. @param mixer what mixes tokens @param context the layer */
export function lowerMixer(mixer: Mixer, context: LayerContext): PlanOperator[] {
  switch (mixer.kind) {
    case 'attention':
      return lowerSoftmaxAttention(mixer, context)
    case 'mla':
      return lowerLatentAttention(mixer, context)
    case 'compressed':
      return lowerCompressedAttention(mixer, context)
    case 'linear':
      return lowerLinearAttention(mixer, context)
    case 'ssm':
      return lowerStateSpace(mixer, context)
    case 'none':
      return []
  }
}

function lowerSoftmaxAttention(mixer: Extract<Mixer, { kind: 'attention' }>, context: LayerContext): PlanOperator[] {
  const { layout, hiddenSize, count } = context
  const tensor = layout.tensorParallel
  const valueHeadSize = mixer.valueHeadSize ?? mixer.headSize
  const queryHeads = mixer.queryHeads / tensor
  const keyValueHeads = localKeyValueHeads(mixer.keyValueHeads, tensor)
  const queryColumns = queryHeads * mixer.headSize * (mixer.gated ? 2 : 1)
  const keyValueColumns = keyValueHeads * (mixer.sharedKeyValue ? mixer.headSize : mixer.headSize + valueHeadSize)
  const kvBytes = bytesPerElement(layout.kvPrecision)
  const sparse = mixer.blockSparse
  const operators = [
    projection(context, 'Query, key and value projection', 'qkv', queryColumns + keyValueColumns, hiddenSize),
  ]
  if (sparse) operators.push(...indexer(context, sparse.indexHeads, sparse.indexSize, hiddenSize))
  operators.push(
    planOperator({
      kind: 'attention',
      name: mixer.window === null ? 'Attention' : `Attention, window ${mixer.window}`,
      group: 'attention',
      count,
      queryHeads,
      keyValueHeads,
      headSize: mixer.headSize,
      valueHeadSize,
      promptPairSize: mixer.headSize + valueHeadSize,
      kvBytes,
      kvElements: keyValueColumns,
      window: Math.min(mixer.window ?? Infinity, sparse ? sparse.blocks * sparse.blockSize : Infinity),
      sparse: sparse !== undefined,
      precision: ATTENTION_PRECISION,
    }),
    projection(context, 'Attention output projection', 'attentionOutput', hiddenSize, queryHeads * valueHeadSize),
  )
  return operators
}

/**
 * The indexer of sparse attention: its projections, and the scan over one small key per cached token. Its keys are one
 * byte per element and replicated on every shard.
 */
export function indexer(context: LayerContext, heads: number, headSize: number, queryInner: number): PlanOperator[] {
  return [
    projection(context, 'Indexer projection', 'attention', heads * headSize + headSize + heads, queryInner),
    planOperator({
      kind: 'stream',
      name: 'Indexer scan',
      group: 'attention',
      count: context.count,
      bytesPerContext: headSize,
      flopsPerContext: 2 * heads * headSize,
    }),
  ]
}
