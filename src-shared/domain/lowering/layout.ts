import type { Deployment, Offload, Speculation } from '../deployment.ts'
import type { ModelProfile } from '../model.ts'
import { hasExperts } from '../modelShape.ts'
import type { Precision } from '../precision.ts'

/** How one copy of a model is spread over devices: what lowering needs of a deployment, already checked. */
export interface Layout {
  readonly tensorParallel: number
  readonly pipelineParallel: number
  /** Attention ranks that share one set of experts; 1 for dense models, whose `dataParallel` makes plain replicas. */
  readonly attentionRanks: number
  readonly expertParallel: number
  /** Copies of busy experts in each layer, dealt over the expert shards with the model's own. */
  readonly redundantExperts: number
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

/** How a deployment, or one of its pools, is cut. */
export type LayoutDegrees = Pick<
  Deployment,
  'tensorParallel' | 'pipelineParallel' | 'dataParallel' | 'expertParallel' | 'redundantExperts' | 'contextParallel'
>

/**
 * The layout of checked degrees. Ranks of data parallelism share one set of experts; a dense model has independent
 * copies instead.
 * @param deployment precisions, overlap, skew and extras
 */
export function layoutOf(
  model: ModelProfile,
  deployment: Deployment,
  degrees: LayoutDegrees,
): { readonly layout: Layout; readonly replicas: number } {
  const shared = hasExperts(model)
  return {
    layout: {
      tensorParallel: degrees.tensorParallel,
      pipelineParallel: degrees.pipelineParallel,
      attentionRanks: shared ? degrees.dataParallel : 1,
      expertParallel: degrees.expertParallel,
      redundantExperts: shared ? (degrees.redundantExperts ?? 0) : 0,
      contextParallel: degrees.contextParallel,
      weightPrecision: deployment.weightPrecision,
      activationPrecision: deployment.activationPrecision,
      kvPrecision: deployment.kvPrecision,
      overlap: deployment.overlap,
      routingSkew: deployment.routingSkew,
      offload: deployment.offload,
      speculation: deployment.speculation,
    },
    replicas: shared ? 1 : degrees.dataParallel,
  }
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
