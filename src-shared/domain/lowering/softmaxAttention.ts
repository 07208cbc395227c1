import type { Mixer } from '../model.ts'
import { bytesPerElement } from '../precision.ts'
import { ATTENTION_PRECISION, localKeyValueHeads, type LayerContext } from './layerContext.ts'
import { planOperator, type PlanOperator } from './operator.ts'
import { lowerIndexer } from './indexer.ts'
import { projection } from './projection.ts'

/**
 * Softmax attention over a cache of keys and values, whole, windowed or of the blocks an indexer picks. Heads are cut over
 * the tensor shards; where there are more shards than key/value heads, these are replicated.
 */
export function lowerSoftmaxAttention(
  mixer: Extract<Mixer, { kind: 'attention' }>,
  context: LayerContext,
): PlanOperator[] {
  const { layout, hiddenSize, count } = context
  const tensor = layout.tensorParallel
  const valueHeadSize = mixer.valueHeadSize ?? mixer.headSize
  const queryHeads = mixer.queryHeads / tensor
  const keyValueHeads = localKeyValueHeads(mixer.keyValueHeads, tensor)
  const queryColumns = queryHeads * mixer.headSize * (mixer.gated ? 2 : 1)
  const perHead = mixer.headSize + valueHeadSize
  const keyValueColumns = keyValueHeads * (mixer.sharedKeyValue ? mixer.headSize : perHead)
  const kvBytes = bytesPerElement(layout.kvPrecision)
  const sparse = mixer.blockSparse
  const operators = [
    projection(context, { code: 'operatorName.queryKeyValue' }, 'qkv', queryColumns + keyValueColumns, hiddenSize),
  ]
  if (sparse) {
    const { indexHeads: heads, indexSize: headSize, blocks, blockSize } = sparse
    const chosen = blocks * blockSize
    operators.push(...lowerIndexer(context, { heads, headSize, queryInner: hiddenSize, chosen, ratio: 1 }))
  }
  operators.push(
    planOperator({
      kind: 'attention',
      name:
        mixer.window === null
          ? { code: 'operatorName.attention' }
          : { code: 'operatorName.attentionWindow', parameters: { window: mixer.window } },
      group: 'attention',
      count,
      queryHeads,
      keyValueHeads,
      headSize: mixer.headSize,
      valueHeadSize,
      promptPairSize: perHead,
      kvBytes,
      // Keys are normalised and rotated, values are not: both are held although one projection makes them.
      kvElements: keyValueHeads * perHead,
      window: Math.min(mixer.window ?? Infinity, sparse ? sparse.blocks * sparse.blockSize : Infinity),
      sparse: sparse !== undefined,
      precision: ATTENTION_PRECISION,
    }),
    projection(
      context,
      { code: 'operatorName.attentionOutput' },
      'attentionOutput',
      hiddenSize,
      queryHeads * valueHeadSize,
    ),
  )
  return operators
}
