import { bytesPerElement, type Precision } from '../precision.ts'
import type { FeedForward } from '../model.ts'
import { expertGroup } from './layout.ts'
import { projection } from './projection.ts'
import { ACTIVATION_BYTES, productPrecision, type LayerContext } from './layerContext.ts'
import { planOperator, type PlanOperator } from './operator.ts'

/** The matrices of one gated or plain feed-forward of `intermediate` columns per device. */
function matrices(context: LayerContext, label: string, intermediate: number, gated: boolean): PlanOperator[] {
  return [
    projection(
      context,
      gated ? `${label} gate and up` : `${label} up`,
      'feedForward',
      (gated ? 2 : 1) * intermediate,
      context.hiddenSize,
    ),
    planOperator({
      kind: 'stream',
      name: `${label} activation`,
      group: 'feedForward',
      count: context.count,
      bytesPerRow: (gated ? 3 : 2) * intermediate * ACTIVATION_BYTES,
      flopsPerRow: 4 * intermediate,
    }),
    projection(context, `${label} down`, 'feedForward', context.hiddenSize, intermediate),
  ]
}

/**
 * The operators of a layer's feed-forward on one device. Routed experts see the tokens of all attention ranks; with
 * more than one rank tokens travel to their experts and back by all-to-all.
 * @param expertPrecision precision of the experts where it differs from the rest
 */
export function lowerFeedForward(
  feedForward: FeedForward,
  context: LayerContext,
  expertPrecision: Precision,
): PlanOperator[] {
  const { layout, hiddenSize, count } = context
  if (feedForward.kind === 'none') return []
  if (feedForward.kind === 'dense') {
    return matrices(context, 'Feed-forward', feedForward.intermediateSize / layout.tensorParallel, feedForward.gated)
  }
  const group = expertGroup(layout)
  const width = feedForward.latentSize ?? hiddenSize
  const operators: PlanOperator[] = [projection(context, 'Router', 'router', feedForward.experts, hiddenSize)]
  if (feedForward.latentSize !== undefined) {
    operators.push(
      projection(context, 'Latent down-projection', 'feedForward', width / layout.tensorParallel, hiddenSize),
    )
  }
  const exchange = (name: string): PlanOperator =>
    planOperator({
      kind: 'collective',
      name,
      group: 'collective',
      count,
      collective: 'allToAll',
      devices: layout.tensorParallel * layout.attentionRanks,
      bytesPerRow: (feedForward.perToken * width * ACTIVATION_BYTES) / layout.tensorParallel,
    })
  if (layout.attentionRanks > 1) operators.push(exchange('Tokens to experts'))
  operators.push(
    planOperator({
      kind: 'experts',
      name: 'Routed experts',
      group: 'experts',
      count,
      rowScale: layout.attentionRanks,
      precision: productPrecision(expertPrecision, layout.activationPrecision),
      weightBytes: bytesPerElement(expertPrecision),
      k: width,
      experts: feedForward.experts,
      topK: feedForward.perToken,
      intermediate: feedForward.intermediateSize,
      matrices: feedForward.gated ? 3 : 2,
      tensorParallel: group.tensor,
      expertParallel: group.expert,
      skew: layout.expertParallel > 1 ? layout.routingSkew : 1,
    }),
  )
  if (layout.attentionRanks > 1) operators.push(exchange('Experts to tokens'))
  if (feedForward.latentSize !== undefined) {
    operators.push(
      projection(context, 'Latent up-projection', 'feedForward', hiddenSize, width / layout.tensorParallel),
    )
  }
  if (feedForward.sharedIntermediateSize > 0) {
    operators.push(
      ...matrices(
        context,
        'Shared expert',
        feedForward.sharedIntermediateSize / layout.tensorParallel,
        feedForward.gated,
      ),
    )
  }
  return operators
}
