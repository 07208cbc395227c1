import type { FeedForward, Mixer, ModelProfile } from '../domain/model.ts'
import { formatQuantity } from '../units/format.ts'
import { say } from '../words/say.ts'
import { withSemicolons } from '../words/joined.ts'

/** How a model's layers mix tokens: "80 × attention, 64 query and 8 KV heads of 128". Equal mixers are counted together. */
export function mixerText(model: ModelProfile): string {
  return counted(model.layerGroups.map((group) => [describeMixer(group.mixer), group.count]))
}

/** What follows the mixers: "80 × gated FFN 28,672". */
export function feedForwardText(model: ModelProfile): string {
  return counted(model.layerGroups.map((group) => [describeFeedForward(group.feedForward), group.count]))
}

function counted(parts: readonly (readonly [string, number])[]): string {
  const counts = new Map<string, number>()
  for (const [text, count] of parts) counts.set(text, (counts.get(text) ?? 0) + count)
  return withSemicolons([...counts].map(([text, count]) => `${count} × ${text}`))
}

function describeMixer(mixer: Mixer): string {
  switch (mixer.kind) {
    case 'attention': {
      const { queryHeads, keyValueHeads, headSize: size } = mixer
      const window = mixer.window === null ? 'none' : whole(mixer.window)
      return say('mixer.attention', { queryHeads, keyValueHeads, size, window })
    }
    case 'mla':
      return say('mixer.mla', { heads: mixer.queryHeads, rank: mixer.keyValueRank, rope: mixer.ropeHeadSize })
    case 'compressed':
      return say('mixer.compressed', { heads: mixer.queryHeads, window: whole(mixer.window) })
    case 'linear':
      return say('mixer.linear', { heads: mixer.valueHeads, size: mixer.valueSize })
    case 'ssm':
      return say('mixer.ssm', { heads: mixer.heads, state: mixer.stateSize })
    case 'none':
      return say('mixer.none')
  }
}

function describeFeedForward(feedForward: FeedForward): string {
  switch (feedForward.kind) {
    case 'dense': {
      const size = whole(feedForward.intermediateSize)
      return say('feedForward.dense', { gated: feedForward.gated ? 'yes' : 'no', size })
    }
    case 'moe': {
      const { perToken, experts, intermediateSize, sharedIntermediateSize } = feedForward
      const shared = sharedIntermediateSize > 0 ? whole(sharedIntermediateSize) : 'none'
      return say('feedForward.moe', { perToken, experts, size: whole(intermediateSize), shared })
    }
    case 'none':
      return say('feedForward.none')
  }
}

function whole(count: number): string {
  return formatQuantity(count, 'count').text
}
