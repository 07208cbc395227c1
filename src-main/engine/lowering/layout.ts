import type { Offload, Speculation } from '#shared/domain/deployment.ts'
import type { Precision } from '#shared/domain/precision.ts'

/** How one copy of a model is spread over devices: what lowering needs of a deployment, already checked. */
export interface Layout {
  readonly tensorParallel: number
  readonly pipelineParallel: number
  /** Attention ranks that share one set of experts; 1 for dense models, whose `dataParallel` makes plain replicas. */
  readonly attentionRanks: number
  readonly expertParallel: number
  /** Devices that split each sequence's context: prompts by rows, the cache by tokens; weights are replicated on them. */
  readonly contextParallel: number
  readonly weightPrecision: Precision
  readonly activationPrecision: Precision
  readonly kvPrecision: Precision
  readonly overlap: number
  readonly routingSkew: number
  readonly offload: Offload
  readonly speculation: Speculation | null
}

/** Devices that hold one copy of the model. */
export function devicesPerCopy(layout: Layout): number {
  return layout.tensorParallel * layout.pipelineParallel * layout.attentionRanks * layout.contextParallel
}

/** Devices over which the experts of one layer are spread, as tensor shards × expert shards. */
export function expertGroup(layout: Layout): { readonly tensor: number; readonly expert: number } {
  const width = layout.tensorParallel * layout.attentionRanks
  return { tensor: width / layout.expertParallel, expert: layout.expertParallel }
}
