import type { Mixer } from '../model.ts'
import { lowerLatentAttention, lowerCompressedAttention } from './latentAttention.ts'
import type { LayerContext } from './layerContext.ts'
import type { PlanOperator } from './operator.ts'
import { lowerLinearAttention, lowerStateSpace } from './recurrent.ts'
import { lowerSoftmaxAttention } from './softmaxAttention.ts'

/** The operators of a layer's mixer on one device. @param mixer what mixes tokens @param context the layer */
export function lowerMixer(mixer: Mixer, context: LayerContext): PlanOperator[] {
  switch (mixer.kind) {
    case 'attention':
      return lowerSoftmaxAttention(mixer, context)
    case 'mla':
      return lowerLatentAttention(mixer, context)
    case 'compressed':
      return lowerCompressedAttention(mixer, context)
    case 'linear':
      return lowerLinearAttention(mixer, context)
    case 'ssm':
      return lowerStateSpace(mixer, context)
    case 'none':
      return []
  }
}
