import { bytesPerElement } from '../precision.ts'
import { latentBytes } from '../cacheFormat.ts'
import type { ChosenEntries, Mixer } from '../model.ts'
import { lowerIndexer } from './indexer.ts'
import { projection } from './projection.ts'
import { ATTENTION_PRECISION, type LayerContext } from './layerContext.ts'
import { planOperator, type PlanOperator } from './operator.ts'

/** The indexer of layers that choose for themselves; none where they read what an earlier layer has chosen. */
function ownIndexer(
  context: LayerContext,
  sparse: ChosenEntries | undefined,
  queryInner: number,
  ratio: number,
): PlanOperator[] {
  if (!sparse || sparse.shared) return []
  const { topK: chosen, indexHeads: heads, indexHeadSize: headSize } = sparse
  return lowerIndexer(context, { heads, headSize, queryInner, chosen, ratio })
}

/**
 * Multi-head latent attention. Decode reads the latent itself (absorbed form): rank + rope elements per cached token
 * and layer, 576 for DeepSeek-V3, not heads × head size. The up-projection of keys and values costs the same operations
 * and weight bytes whether absorbed into queries and outputs or applied to new tokens, so it is one operator.
 * The latent has no heads to shard: it is held whole on every tensor shard.
 */
export function lowerLatentAttention(mixer: Extract<Mixer, { kind: 'mla' }>, context: LayerContext): PlanOperator[] {
  const { layout, hiddenSize, count } = context
  const heads = mixer.queryHeads / layout.tensorParallel
  const queryColumns = heads * (mixer.nopeHeadSize + mixer.ropeHeadSize)
  const latent = mixer.keyValueRank + mixer.ropeHeadSize
  const expanded = mixer.nopeHeadSize + mixer.ropeHeadSize + mixer.valueHeadSize
  const operators: PlanOperator[] =
    mixer.queryRank === null
      ? [projection(context, { code: 'operatorName.queryAndLatent' }, 'qkv', queryColumns + latent, hiddenSize)]
      : [
          projection(context, { code: 'operatorName.queryLatentDown' }, 'qkv', mixer.queryRank + latent, hiddenSize),
          projection(context, { code: 'operatorName.queryUp' }, 'qkv', queryColumns, mixer.queryRank),
        ]
  operators.push(
    ...ownIndexer(context, mixer.sparse, mixer.queryRank ?? hiddenSize, 1),
    projection(
      context,
      { code: 'operatorName.keyValueUp' },
      'attention',
      heads * (mixer.nopeHeadSize + mixer.valueHeadSize),
      mixer.keyValueRank,
    ),
    planOperator({
      kind: 'latent',
      name: { code: 'operatorName.latentAttention' },
      group: 'attention',
      count,
      queryHeads: heads,
      keyValueHeads: 1,
      headSize: latent,
      valueHeadSize: mixer.keyValueRank,
      promptPairSize: mixer.sparse ? latent + mixer.keyValueRank : expanded,
      densePairSize: mixer.sparse ? expanded : 0,
      kvBytes: latentBytes(mixer, layout.kvPrecision) / latent,
      kvElements: latent,
      window: mixer.sparse?.topK ?? Infinity,
      sparse: mixer.sparse !== undefined,
      precision: ATTENTION_PRECISION,
    }),
    projection(
      context,
      { code: 'operatorName.attentionOutput' },
      'attentionOutput',
      hiddenSize,
      heads * mixer.valueHeadSize,
    ),
  )
  return operators
}

/**
 * Attention over a latent compressed along the sequence (DeepSeek V4): the last `window` tokens as they are, and one
 * entry per `ratio` older tokens, of which a sparse layer reads its top-k. One latent serves as key and value.
 */
export function lowerCompressedAttention(
  mixer: Extract<Mixer, { kind: 'compressed' }>,
  context: LayerContext,
): PlanOperator[] {
  const { layout, hiddenSize, count } = context
  const heads = mixer.queryHeads / layout.tensorParallel
  const compressorColumns = mixer.ratio > 0 ? 2 * mixer.headSize : 0
  const operators = [
    projection(
      context,
      { code: 'operatorName.queryLatentDown' },
      'qkv',
      mixer.queryRank + mixer.headSize + compressorColumns,
      hiddenSize,
    ),
    projection(context, { code: 'operatorName.queryUp' }, 'qkv', heads * mixer.headSize, mixer.queryRank),
  ]
  operators.push(
    // The indexer has a compressor of its own: its keys are one per compressed entry.
    ...ownIndexer(context, mixer.sparse, mixer.queryRank, mixer.ratio),
    planOperator({
      kind: 'latent',
      name:
        mixer.ratio > 0
          ? { code: 'operatorName.attentionCompressed', parameters: { ratio: mixer.ratio } }
          : { code: 'operatorName.attentionWindow', parameters: { window: mixer.window } },
      group: 'attention',
      count,
      queryHeads: heads,
      keyValueHeads: 1,
      headSize: mixer.headSize,
      valueHeadSize: mixer.headSize,
      promptPairSize: 2 * mixer.headSize,
      kvBytes: bytesPerElement(layout.kvPrecision),
      kvElements: mixer.headSize,
      contextBase: mixer.window,
      contextScale: mixer.ratio > 0 ? 1 / mixer.ratio : 0,
      window: mixer.sparse?.topK ?? Infinity,
      sparse: mixer.sparse !== undefined,
      precision: ATTENTION_PRECISION,
    }),
    projection(
      context,
      { code: 'operatorName.attentionOutputDown' },
      'attentionOutput',
      mixer.outputRank * Math.max(1, mixer.outputGroups / layout.tensorParallel),
      (mixer.queryHeads * mixer.headSize) / mixer.outputGroups,
    ),
    projection(
      context,
      { code: 'operatorName.attentionOutputUp' },
      'attentionOutput',
      hiddenSize,
      mixer.outputRank * Math.max(1, mixer.outputGroups / layout.tensorParallel),
    ),
  )
  return operators
}
