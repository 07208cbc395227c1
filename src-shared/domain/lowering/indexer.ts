import { indexKeyBytes } from '../cacheFormat.ts'
import type { LayerContext } from './layerContext.ts'
import { planOperator, type PlanOperator } from './operator.ts'
import { projection } from './projection.ts'

/** The indexer of a sparse layer. */
export interface Indexer {
  readonly heads: number
  readonly headSize: number
  /** Inner size of its query projection. */
  readonly queryInner: number
  /** Most entries a query chooses. */
  readonly chosen: number
  /** Tokens of context per entry it scores. */
  readonly ratio: number
}

/**
 * The indexer of sparse attention: its projections, and the scan, which scores every query against one small key per
 * cached entry (products on the matrix units in fp8, rectified and summed over the heads) and chooses the highest.
 * The sum runs over all heads, so keys and heads are replicated on every tensor shard.
 */
export function lowerIndexer(context: LayerContext, indexer: Indexer): PlanOperator[] {
  const { heads, headSize, queryInner } = indexer
  return [
    projection(
      context,
      { code: 'operatorName.indexProjection' },
      'index',
      heads * headSize + headSize + heads,
      queryInner,
    ),
    planOperator({
      kind: 'index',
      name: { code: 'operatorName.indexScan' },
      group: 'index',
      count: context.count,
      queryHeads: heads,
      keyValueHeads: 1,
      headSize,
      kvElements: headSize,
      kvBytes: indexKeyBytes(headSize) / headSize,
      window: indexer.chosen,
      contextScale: 1 / indexer.ratio,
      sparse: true,
      queryRanks: context.layout.tensorParallel,
      precision: 'fp8',
    }),
  ]
}
