import type { ChosenEntries, FeedForward, Mixer, ModelProfile } from '#shared/domain/model.ts'
import { hasExperts, layerCount } from '#shared/domain/modelShape.ts'
import { cacheGrowthPerToken, countParameters, keyValueElementsPerToken } from '#shared/domain/parameters.ts'
import { weightBytes } from '#shared/domain/weights/weightBytes.ts'
import { storedForms } from '#shared/words/storedForms.ts'
import type { Figure, Source } from '#shared/domain/provenance.ts'
import { formatDelta, formatNumber, formatQuantity, formatText } from '#shared/units/format.ts'

/** A size of a model as its dimensions give it, beside what its publisher prints. */
export interface SizeRow {
  /** Path of the published figure. */
  readonly key: string
  readonly label: string
  /** Counted from the dimensions; empty where they say nothing of it. */
  readonly counted: string
  readonly published: Figure
  readonly dimension: 'parameters' | 'tokens'
  readonly publishedText: string
  /** Counted against published: "−0.9 %"; empty when one of them is missing. */
  readonly difference: string
  readonly source: Source | null
  readonly remark: string | null
}

/** Parameters, total and active, from the dimensions and as published; and the longest context. */
export function sizeRows(model: ModelProfile): readonly SizeRow[] {
  const { total, active } = countParameters(model)
  const { totalParameters, activeParameters, context } = model.published
  const row = (
    key: string,
    label: string,
    dimension: 'parameters' | 'tokens',
    published: Figure,
    count: number | null,
  ): SizeRow => ({
    key,
    label,
    counted: count === null ? '' : formatText(count, dimension),
    published,
    dimension,
    publishedText: formatText(published.value, dimension),
    difference: count === null || published.value === null ? '' : differenceText(count, published.value),
    source: published.source === null ? null : (model.sources[published.source] ?? null),
    remark: published.note ?? published.published ?? null,
  })
  return [
    row('published.totalParameters', 'Parameters, total', 'parameters', totalParameters, total),
    // Of a dense model they are the total: a row of its own only where the user says otherwise.
    ...(hasExperts(model) || activeParameters.override !== undefined
      ? [row('published.activeParameters', 'Parameters, active per token', 'parameters', activeParameters, active)]
      : []),
    row('published.context', 'Context, longest', 'tokens', context, null),
  ]
}

/** Tenths of a per cent below ten: the differences of interest are small. */
function differenceText(counted: number, published: number): string {
  const change = (counted / published - 1) * 100
  if (Math.abs(change) >= 10) return formatDelta(counted, published, 'parameters').text
  const rounded = Number(change.toFixed(1))
  return `${rounded > 0 ? '+' : ''}${rounded === 0 ? '0' : formatNumber(rounded, { digits: 2, trim: true })}\u00a0%`
}

/** What one more token of context adds to the cache. */
export interface CacheGrowth {
  /** While no sliding window is full: bytes per token. */
  readonly early: { readonly bf16: string; readonly fp8: string }
  /** Once every window is full; null when no layer has one. */
  readonly late: { readonly bf16: string; readonly fp8: string } | null
  /** Layers whose memory does not grow with the context: linear attention and state space. */
  readonly stateLayers: number
}

/** KV-cache bytes one more token adds over all layers, at 16 and at 8 bits per element. */
export function cacheGrowth(model: ModelProfile): CacheGrowth {
  const texts = (windows: 'filling' | 'full') => ({
    bf16: formatText(cacheGrowthPerToken(model, 'bf16', windows), 'bytes'),
    fp8: formatText(cacheGrowthPerToken(model, 'fp8', windows), 'bytes'),
  })
  return {
    early: texts('filling'),
    late: model.layerGroups.some(({ mixer }) => mixer.kind === 'attention' && mixer.window !== null)
      ? texts('full')
      : null,
    stateLayers: model.layerGroups
      .filter(({ mixer }) => mixer.kind === 'linear' || mixer.kind === 'ssm')
      .reduce((sum, group) => sum + group.count, 0),
  }
}

/** A group of equal layers as its row prints it. */
export interface LayerRow {
  readonly count: string
  readonly mixer: string
  readonly mixerDetail: string
  readonly feedForward: string
  readonly feedForwardDetail: string
  /** Parameters of one layer. */
  readonly parameters: string
  /** Of which one token passes through; empty when that is all. */
  readonly active: string
  /** Cache elements per token in one layer. */
  readonly cache: string
}

/** The layers of a model, one row for each kind of layer. */
export function layerRows(model: ModelProfile): readonly LayerRow[] {
  const { perLayer } = countParameters(model)
  return model.layerGroups.map((group, index) => {
    const own = perLayer[index] ?? { mixer: 0, feedForward: 0, feedForwardActive: 0 }
    const all = own.mixer + own.feedForward
    const active = own.mixer + own.feedForwardActive
    const [mixer, mixerDetail] = mixerWords(group.mixer)
    const [feedForward, feedForwardDetail] = feedForwardWords(group.feedForward)
    const elements = keyValueElementsPerToken(group)
    return {
      count: `${group.count} ×`,
      mixer,
      mixerDetail,
      feedForward,
      feedForwardDetail,
      parameters: formatText(all, 'parameters'),
      active: active < all ? formatText(active, 'parameters') : '',
      cache: elements === 0 ? '–' : formatNumber(elements, { digits: 6, trim: true }),
    }
  })
}

function sparseWords({ topK, shared }: ChosenEntries): string {
  return `sparse, top ${whole(topK)}${shared ? ' of an earlier layer' : ''}`
}

/** What a mixer is called, and its sizes. */
function mixerWords(mixer: Mixer): readonly [string, string] {
  switch (mixer.kind) {
    case 'attention': {
      const name =
        mixer.keyValueHeads === mixer.queryHeads
          ? 'Multi-head attention'
          : mixer.keyValueHeads === 1
            ? 'Multi-query attention'
            : 'Grouped-query attention'
      const parts = [`${mixer.queryHeads} query, ${mixer.keyValueHeads} KV heads of ${mixer.headSize}`]
      if (mixer.window !== null) parts.push(`window ${whole(mixer.window)}`)
      if (mixer.blockSparse) {
        parts.push(`sparse, ${mixer.blockSparse.blocks} blocks of ${mixer.blockSparse.blockSize}`)
      }
      if (mixer.gated) parts.push('gated')
      return [name, parts.join(' · ')]
    }
    case 'mla': {
      const parts = [`${mixer.queryHeads} heads, KV rank ${mixer.keyValueRank} + ${mixer.ropeHeadSize}`]
      if (mixer.queryRank !== null) parts.push(`query rank ${whole(mixer.queryRank)}`)
      if (mixer.sparse) parts.push(sparseWords(mixer.sparse))
      return ['Latent attention (MLA)', parts.join(' · ')]
    }
    case 'compressed': {
      const parts = [`${mixer.queryHeads} heads of ${mixer.headSize}, window ${whole(mixer.window)}`]
      parts.push(mixer.ratio === 0 ? 'window only' : `${mixer.ratio} tokens an entry`)
      if (mixer.sparse) parts.push(sparseWords(mixer.sparse))
      return ['Compressed attention', parts.join(' · ')]
    }
    case 'linear':
      return ['Linear attention', `${mixer.keyHeads} key, ${mixer.valueHeads} value heads of ${mixer.valueSize}`]
    case 'ssm':
      return ['State space', `${mixer.heads} heads, inner ${whole(mixer.innerSize)}, state ${mixer.stateSize}`]
    case 'none':
      return ['None', '']
  }
}

/** What a feed-forward block is called, and its sizes. */
function feedForwardWords(block: FeedForward): readonly [string, string] {
  switch (block.kind) {
    case 'dense':
      return [block.gated ? 'Dense, gated' : 'Dense', `intermediate ${whole(block.intermediateSize)}`]
    case 'moe': {
      const parts = [`${block.perToken} of ${block.experts} experts of ${whole(block.intermediateSize)}`]
      if (block.sharedIntermediateSize > 0) parts.push(`shared ${whole(block.sharedIntermediateSize)}`)
      if (block.latentSize !== undefined) parts.push(`latent ${whole(block.latentSize)}`)
      return ['Mixture of experts', parts.join(' · ')]
    }
    case 'none':
      return ['None', '']
  }
}

function whole(count: number): string {
  return formatQuantity(count, 'count').text
}

/** Sizes that all layers share, as label and value. */
export function dimensionRows(model: ModelProfile): readonly (readonly [label: string, value: string])[] {
  return [
    ['Layers', whole(layerCount(model))],
    ['Hidden size', whole(model.hiddenSize)],
    ['Vocabulary', whole(model.vocabularySize)],
    [
      'Embedding and head',
      model.tiedEmbeddings === null
        ? 'Unknown, counted as two matrices'
        : model.tiedEmbeddings
          ? 'One matrix'
          : 'Two matrices',
    ],
    ...(model.predictionLayers > 0
      ? [
          [
            'Multi-token prediction',
            `${model.predictionLayers} ${model.predictionLayers === 1 ? 'layer' : 'layers'}, not in the totals`,
          ] as const,
        ]
      : []),
    ['Weights published in', model.nativeFormat ?? 'Unknown'],
    ...storedForms(model),
  ]
}

/** Precisions whose weights are worth naming side by side. */
const WEIGHT_PRECISIONS = ['bf16', 'fp8', 'nvfp4'] as const

/** Bytes of all weights in one precision, block scales included, as text. */
export function weightSizes(model: ModelProfile): readonly { readonly precision: string; readonly size: string }[] {
  return WEIGHT_PRECISIONS.map((precision) => ({
    precision: precision.toUpperCase(),
    size: formatText(weightBytes(model, precision), 'bytes'),
  }))
}
