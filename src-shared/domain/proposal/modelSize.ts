import type { Mixer, ModelProfile } from '#shared/domain/model.ts'
import { bytesPerElement, type Precision } from '#shared/domain/precision.ts'

/** Bytes of the weights at a precision. @returns null when nobody published the number of parameters */
export function weightBytes(model: ModelProfile, precision: Precision): number | null {
  const parameters = model.published.totalParameters.value
  return parameters === null ? null : parameters * bytesPerElement(precision)
}

/** Elements that one token keeps in the cache of one layer; windows and states are left out, so it is an upper bound. */
function cachedElements(mixer: Mixer): number {
  switch (mixer.kind) {
    case 'attention':
      return mixer.keyValueHeads * (mixer.headSize + (mixer.valueHeadSize ?? mixer.headSize))
    case 'mla':
      return mixer.keyValueRank + mixer.ropeHeadSize
    case 'compressed':
      return mixer.headSize
    case 'linear':
    case 'ssm':
    case 'none':
      return 0
  }
}

/** Bytes of cache per token in all layers: enough to propose a number of devices; the engine judges the fit. */
export function cacheBytesPerToken(model: ModelProfile, precision: Precision): number {
  const elements = model.layerGroups.reduce((sum, group) => sum + group.count * cachedElements(group.mixer), 0)
  return elements * bytesPerElement(precision)
}

/** Query heads that tensor parallelism has to divide; 1 where no layer has attention. */
export function queryHeads(model: ModelProfile): number {
  for (const { mixer } of model.layerGroups) {
    if ('queryHeads' in mixer) return mixer.queryHeads
  }
  return 1
}

/** The model routes tokens to experts. */
export function hasExperts(model: ModelProfile): boolean {
  return model.layerGroups.some((group) => group.feedForward.kind === 'moe')
}

/** Devices of one replica over which a token's cache can be spread; beyond that tensor parallelism copies it. */
export function cacheShards(model: ModelProfile): number {
  const heads = model.layerGroups.map(({ mixer }) => {
    if (mixer.kind === 'attention') return mixer.keyValueHeads
    return mixer.kind === 'mla' || mixer.kind === 'compressed' ? 1 : Number.POSITIVE_INFINITY
  })
  return Math.min(...heads)
}

/** Layers of the model: a pipeline has at most as many stages. */
export function layerCount(model: ModelProfile): number {
  return model.layerGroups.reduce((sum, group) => sum + group.count, 0)
}
