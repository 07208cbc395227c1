import type { Wording } from '../wording.ts'
import type { Held, LayerPart } from '../checkpoint.ts'
import type { Precision } from '../precision.ts'
import { productPrecision, type LayerContext } from './layerContext.ts'
import { planOperator, type PlanOperator } from './operator.ts'

/** What of an operator follows from how its weights are held: the format of its products and the bytes of an element. */
export function weighted(held: Held, activations: Precision): Pick<PlanOperator, 'precision' | 'weightBytes'> {
  return { precision: productPrecision(held.precision, activations), weightBytes: held.bits / 8 }
}

/** The part of a layer most projections of a group belong to. */
function partOf(group: PlanOperator['group']): LayerPart {
  if (group === 'router') return 'router'
  if (group === 'index') return 'indexer'
  return group === 'feedForward' ? 'denseFeedForward' : 'attention'
}

/**
 * A projection: a matrix product on every token.
 * @param n output size per device @param k inner size per device
 * @param part what it is held like, where the group does not tell
 */
export function projection(
  context: LayerContext,
  name: Wording,
  group: PlanOperator['group'],
  n: number,
  k: number,
  part = partOf(group),
): PlanOperator {
  return planOperator({
    kind: 'gemm',
    name,
    group,
    count: context.count,
    n,
    k,
    ...weighted(context.weights[part], context.layout.activationPrecision),
  })
}
