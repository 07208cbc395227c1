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
  const counts: { heads: number; kind: HeadKind }[] = []
  for (const { mixer } of model.layerGroups) {
    if ('queryHeads' in mixer) counts.push({ heads: mixer.queryHeads, kind: 'query' })
    else if (mixer.kind === 'linear') counts.push({ heads: mixer.valueHeads, kind: 'linear' })
    else if (mixer.kind !== 'none') {
      counts.push({ heads: mixer.variant === 'mamba1' ? mixer.innerSize : mixer.heads, kind: 'state' })
    }
  }
  return counts
}
