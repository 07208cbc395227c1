import type { LayerPart } from '../checkpoint.ts'
import type { LayerGroup, Mixer } from '../model.ts'
import { feedForwardParameters, mixerParameters } from '../parameters.ts'

/** Which weights are counted: all of them, or those one token passes through. */
export type Counted = 'stored' | 'active'

/** The same mixer without what picks the tokens it reads. */
function withoutIndexer(mixer: Mixer): Mixer {
  if (mixer.kind === 'attention') return { ...mixer, blockSparse: undefined }
  if (mixer.kind === 'mla' || mixer.kind === 'compressed') return { ...mixer, sparse: undefined }
  return mixer
}

/** Matrix parameters of one layer by the parts that may be held in formats of their own. @param hiddenSize model width */
export function partParameters(
  { mixer, feedForward }: LayerGroup,
  hiddenSize: number,
  counted: Counted,
): Readonly<Record<LayerPart, number>> {
  const attention = mixerParameters(withoutIndexer(mixer), hiddenSize)
  const indexer = mixerParameters(mixer, hiddenSize) - attention
  const all = feedForwardParameters(feedForward, hiddenSize, counted)
  if (feedForward.kind !== 'moe') {
    return { router: 0, attention, indexer, denseFeedForward: all, sharedExperts: 0, routedExperts: 0 }
  }
  const router = hiddenSize * feedForward.experts
  const beside = feedForwardParameters({ ...feedForward, experts: 0, perToken: 0 }, hiddenSize, 'stored')
  return {
    router,
    attention,
    indexer,
    denseFeedForward: 0,
    // What leads into and out of a latent of experts is there for every token, as shared experts are.
    sharedExperts: beside,
    routedExperts: all - router - beside,
  }
}
