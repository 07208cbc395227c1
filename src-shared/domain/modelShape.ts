import type { ModelProfile } from './model.ts'
import type { FindingWords } from './wording.ts'

/** What the heads of a mixer are, as findings name them. */
type HeadKind = FindingWords['tensor-heads']['kind']

/** Layers of a model, all groups together: a pipeline has at most as many stages. */
export function layerCount(model: ModelProfile): number {
  return model.layerGroups.reduce((sum, group) => sum + group.count, 0)
}

/** Routed experts of the layer that has most; 0: the model is dense. */
export function expertCount(model: ModelProfile): number {
  return Math.max(...model.layerGroups.map(({ feedForward }) => (feedForward.kind === 'moe' ? feedForward.experts : 0)))
}

/** Some layers route tokens to experts. */
export function hasExperts(model: ModelProfile): boolean {
  return expertCount(model) > 0
}

/** Heads that tensor parallelism cuts, for each mixer that has any. */
export function headCounts(model: ModelProfile): readonly { readonly heads: number; readonly kind: HeadKind }[] {
  return model.layerGroups.flatMap(({ mixer }): { heads: number; kind: HeadKind }[] => {
    if ('queryHeads' in mixer) return [{ heads: mixer.queryHeads, kind: 'query' }]
    if (mixer.kind === 'linear') return [{ heads: mixer.valueHeads, kind: 'linear' }]
    if (mixer.kind === 'none') return []
    return [{ heads: mixer.variant === 'mamba1' ? mixer.innerSize : mixer.heads, kind: 'state' }]
  })
}
