import type { Wording } from '../wording.ts'
import type { LayerPart } from '../checkpoint.ts'
import type { FeedForward } from '../model.ts'
import { bytesPerElement, type Precision } from '../precision.ts'
import { expertGroup } from './layout.ts'
import { projection, weighted } from './projection.ts'
import { ACTIVATION_BYTES, type LayerContext } from './layerContext.ts'
import { planOperator, type PlanOperator } from './operator.ts'
import { sharedSkew } from './routing.ts'

/** Elements of a token that share one 32-bit scale where it is dispatched in 8 bits (DeepEP, block scales of 128). */
const SCALED_ELEMENTS = 128

/** Bytes per element of a token on its way to its experts: what they multiply, 8-bit values with their scales. */
function dispatchedBytes(products: Precision): number {
  const bytes = bytesPerElement(products)
  return bytes >= ACTIVATION_BYTES ? ACTIVATION_BYTES : bytes === 1 ? 1 + 4 / SCALED_ELEMENTS : bytes
}

/** The matrices of one gated or plain feed-forward of `intermediate` columns per device, held as a part of the layer is. */
function matrices(
  context: LayerContext,
  part: LayerPart,
  label: 'feedForward' | 'sharedExpert',
  intermediate: number,
  gated: boolean,
): PlanOperator[] {
  return [
    projection(
      context,
      { code: `operatorName.${label}${gated ? 'GateUp' : 'Up'}` },
      'feedForward',
      (gated ? 2 : 1) * intermediate,
      context.hiddenSize,
      part,
    ),
    planOperator({
      kind: 'stream',
      name: { code: `operatorName.${label}Activation` },
      group: 'feedForward',
      count: context.count,
      bytesPerRow: (gated ? 3 : 2) * intermediate * ACTIVATION_BYTES,
      flopsPerRow: 4 * intermediate,
    }),
    projection(context, { code: `operatorName.${label}Down` }, 'feedForward', context.hiddenSize, intermediate, part),
  ]
}

/**
 * The operators of a layer's feed-forward on one device. Routed experts see the tokens of all attention ranks; with
 * more than one rank tokens travel to their experts and back by all-to-all.
 */
export function lowerFeedForward(feedForward: FeedForward, context: LayerContext): PlanOperator[] {
  const { layout, hiddenSize, count } = context
  if (feedForward.kind === 'none') return []
  if (feedForward.kind === 'dense') {
    const width = feedForward.intermediateSize / layout.tensorParallel
    return matrices(context, 'denseFeedForward', 'feedForward', width, feedForward.gated)
  }
  const group = expertGroup(layout)
  const width = feedForward.latentSize ?? hiddenSize
  const operators: PlanOperator[] = [
    projection(context, { code: 'operatorName.router' }, 'router', feedForward.experts, hiddenSize),
  ]
  if (feedForward.latentSize !== undefined) {
    operators.push(
      projection(
        context,
        { code: 'operatorName.latentDown' },
        'feedForward',
        width / layout.tensorParallel,
        hiddenSize,
        'sharedExperts',
      ),
    )
  }
  const held = weighted(context.weights.routedExperts, layout.activationPrecision)
  // Experts take what they multiply; their sums come back in 16 bits.
  const exchange = (name: Wording, elementBytes: number): PlanOperator =>
    planOperator({
      kind: 'collective',
      name,
      group: 'collective',
      count,
      collective: 'allToAll',
      devices: layout.tensorParallel * layout.attentionRanks,
      topK: feedForward.perToken,
      expertGroups: feedForward.groups?.count ?? 0,
      groupsPerToken: feedForward.groups?.perToken ?? 0,
      bytesPerRow: (width * elementBytes) / layout.tensorParallel,
    })
  if (layout.attentionRanks > 1)
    operators.push(exchange({ code: 'operatorName.tokensToExperts' }, dispatchedBytes(held.precision)))
  operators.push(
    planOperator({
      kind: 'experts',
      name: { code: 'operatorName.routedExperts' },
      group: 'experts',
      count,
      rowScale: layout.attentionRanks,
      ...held,
      k: width,
      experts: feedForward.experts,
      redundantExperts: layout.redundantExperts,
      topK: feedForward.perToken,
      intermediate: feedForward.intermediateSize,
      matrices: feedForward.gated ? 3 : 2,
      tensorParallel: group.tensor,
      expertParallel: group.expert,
      skew:
        layout.expertParallel > 1 ? sharedSkew(layout.routingSkew, layout.redundantExperts, feedForward.experts) : 1,
    }),
  )
  if (layout.attentionRanks > 1) operators.push(exchange({ code: 'operatorName.expertsToTokens' }, ACTIVATION_BYTES))
  if (feedForward.latentSize !== undefined) {
    operators.push(
      projection(
        context,
        { code: 'operatorName.latentUp' },
        'feedForward',
        hiddenSize,
        width / layout.tensorParallel,
        'sharedExperts',
      ),
    )
  }
  if (feedForward.sharedIntermediateSize > 0) {
    operators.push(
      ...matrices(
        context,
        'sharedExperts',
        'sharedExpert',
        feedForward.sharedIntermediateSize / layout.tensorParallel,
        feedForward.gated,
      ),
    )
  }
  return operators
}
