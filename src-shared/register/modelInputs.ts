import type { FeedForward, Mixer, ModelProfile } from '../domain/model.ts'
import { formatQuantity } from '../units/format.ts'

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
  return [...counts].map(([text, count]) => `${count} × ${text}`).join('; ')
}

function describeMixer(mixer: Mixer): string {
  switch (mixer.kind) {
    case 'attention': {
      const window = mixer.window === null ? '' : `, window ${whole(mixer.window)}`
      return `attention, ${mixer.queryHeads} query and ${mixer.keyValueHeads} KV heads of ${mixer.headSize}${window}`
    }
    case 'mla':
      return `latent attention, ${mixer.queryHeads} heads, KV rank ${mixer.keyValueRank} + ${mixer.ropeHeadSize}`
    case 'compressed':
      return `compressed attention, ${mixer.queryHeads} heads, window ${whole(mixer.window)}`
    case 'linear':
      return `linear attention, ${mixer.valueHeads} heads of ${mixer.valueSize}`
    case 'ssm':
      return `state space, ${mixer.heads} heads, state ${mixer.stateSize}`
    case 'none':
      return 'no mixer'
  }
}

function describeFeedForward(feedForward: FeedForward): string {
  switch (feedForward.kind) {
    case 'dense':
      return `${feedForward.gated ? 'gated ' : ''}FFN ${whole(feedForward.intermediateSize)}`
    case 'moe': {
      const shared =
        feedForward.sharedIntermediateSize > 0 ? `, shared ${whole(feedForward.sharedIntermediateSize)}` : ''
      return `${feedForward.perToken} of ${feedForward.experts} experts of ${whole(feedForward.intermediateSize)}${shared}`
    }
    case 'none':
      return 'no FFN'
  }
}

function whole(count: number): string {
  return formatQuantity(count, 'count').text
}
