import type { ModelProfile } from '#shared/domain/model.ts'
import { keptPer } from '../kept.ts'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import { lowerModel, type Lowered } from '#shared/domain/lowering/lower.ts'

/** Layouts kept per model: sliders that sweep a degree make many, and old ones are cheap to lower again. */
const MOST_LAYOUTS = 256

/** All that a layout says, as text: layouts that say the same have the same key. */
export function layoutKey(layout: Layout): string {
  const { offload, speculation } = layout
  return (
    `${layout.tensorParallel}/${layout.pipelineParallel}/${layout.attentionRanks}/${layout.expertParallel}+${layout.redundantExperts}/` +
    `${layout.weightPrecision}/${layout.activationPrecision}/${layout.kvPrecision}/${layout.overlap}/${layout.contextParallel}/` +
    `${offload.weights}/${offload.kv}/${speculation?.draftTokens}/${speculation?.acceptance}/${speculation?.draftCost}/` +
    `${layout.routingSkew}`
  )
}

const lowered = keptPer<ModelProfile, string, Lowered>(MOST_LAYOUTS)

/** The operators of a model under a layout, lowered once: they depend on no machine, so devices share them. */
export function keptLowered(model: ModelProfile, layout: Layout): Lowered {
  return lowered(model, layoutKey(layout), () => lowerModel(model, layout))
}
