import { bytesPerElement } from '../precision.ts'
import { productPrecision, type LayerContext } from './layerContext.ts'
import { planOperator, type PlanOperator } from './operator.ts'

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
