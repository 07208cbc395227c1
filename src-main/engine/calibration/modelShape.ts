import type { LayerGroup, ModelProfile } from '#shared/domain/model.ts'

function groupShape({ count, mixer, feedForward }: LayerGroup): string {
  const heads = 'queryHeads' in mixer ? `/${mixer.queryHeads}` : ''
  const experts = feedForward.kind === 'moe' ? `/${feedForward.perToken}of${feedForward.experts}` : ''
  const wide = feedForward.kind === 'none' ? '' : `/${feedForward.intermediateSize}`
  return `${count}×${mixer.kind}${heads}+${feedForward.kind}${wide}${experts}`
}

/**
 * What tells a model from others whatever it is called: a copy, a fine-tune and a configuration somebody brings are what
 * they were made from. So is one whose attention reads fewer tokens: what it saves is in its operators.
 */
export function modelShape({ hiddenSize, vocabularySize, layerGroups }: ModelProfile): string {
  return [`${hiddenSize}`, `${vocabularySize}`, ...layerGroups.map(groupShape).sort()].join(' ')
}
