import type { ModelProfile } from './model.ts'

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
export function headCounts(model: ModelProfile): readonly { readonly heads: number; readonly label: string }[] {
  return model.layerGroups.flatMap(({ mixer }) => {
    if ('queryHeads' in mixer) return [{ heads: mixer.queryHeads, label: 'query heads' }]
    if (mixer.kind === 'linear') return [{ heads: mixer.valueHeads, label: 'linear-attention heads' }]
    if (mixer.kind === 'none') return []
    return [{ heads: mixer.variant === 'mamba1' ? mixer.innerSize : mixer.heads, label: 'state-space heads' }]
  })
}
