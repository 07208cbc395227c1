import { describe, expect, it } from 'vitest'
import type { ModelProfile } from '#shared/domain/model.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import { sharedFacts, shipped, shippedModel } from './libraryProfiles.ts'

const layers = (model: ModelProfile) => model.layerGroups.reduce((sum, group) => sum + group.count, 0)
const shape = (id: string) =>
  shippedModel(id).layerGroups.map((group) => {
    const { mixer, feedForward } = group
    const window = mixer.kind === 'attention' && mixer.window !== null ? ` ${mixer.window}` : ''
    return `${group.count} ${mixer.kind}${window} + ${feedForward.kind}`
  })

describe('layer groups', () => {
  it.each([
    ['llama-3.1-70b', ['80 attention + dense']],
    ['mistral-7b-v0.1', ['32 attention 4096 + dense']],
    ['mixtral-8x7b', ['32 attention + moe']],
    ['deepseek-v3', ['3 mla + dense', '58 mla + moe']],
    ['kimi-k2', ['1 mla + dense', '60 mla + moe']],
    ['glm-4.5', ['3 attention + dense', '89 attention + moe']],
    ['gpt-oss-120b', ['18 attention 128 + moe', '18 attention + moe']],
    ['gemma-3-27b', ['52 attention 1024 + dense', '10 attention + dense']],
    ['gemma-4-31b', ['50 attention 1024 + dense', '10 attention + dense']],
    ['llama-4-scout', ['36 attention 8192 + moe', '12 attention + moe']],
    ['llama-4-maverick', ['24 attention 8192 + dense', '12 attention 8192 + moe', '12 attention + moe']],
    ['qwen3-next-80b-a3b', ['36 linear + moe', '12 attention + moe']],
    ['qwen3.5-27b', ['48 linear + dense', '16 attention + dense']],
    ['kimi-k3', ['1 linear + dense', '68 linear + moe', '24 mla + moe']],
    ['minimax-m1', ['70 linear + moe', '10 attention + moe']],
    ['minimax-m3', ['3 attention + dense', '57 attention + moe']],
    ['jamba-v0.1', ['4 attention + dense', '12 ssm + dense', '16 ssm + moe']],
    ['nemotron-h-56b', ['54 ssm + none', '10 attention + none', '54 none + dense']],
    ['nemotron-3-ultra-550b-a55b', ['48 ssm + none', '12 attention + none', '48 none + moe']],
    [
      'step-3.7-flash',
      ['1 attention + dense', '2 attention 512 + dense', '31 attention 512 + moe', '11 attention + moe'],
    ],
    ['mimo-v2-flash', ['1 attention + dense', '39 attention 128 + moe', '8 attention + moe']],
    ['deepseek-v4-flash', ['2 compressed + moe', '21 compressed + moe', '20 compressed + moe']],
  ])('%s is %j', (id, groups) => {
    expect(shape(id)).toEqual(groups)
  })

  it('compresses DeepSeek V4 by the ratio of each layer, with an indexer at ratio 4 only', () => {
    const ratios = (id: string) =>
      shippedModel(id).layerGroups.map(({ count, mixer }) =>
        mixer.kind === 'compressed' ? [count, mixer.ratio, mixer.sparse !== undefined] : [],
      )
    expect(ratios('deepseek-v4-pro')).toEqual([
      [30, 4, true],
      [31, 128, false],
    ])
    expect(ratios('deepseek-v4-flash')).toEqual([
      [2, 0, false],
      [21, 4, true],
      [20, 128, false],
    ])
  })

  it('has the layers of Falcon 180B that give its published size, not those of a merge or of another page', () => {
    expect(shape('falcon-180b')).toEqual(['80 attention + dense'])
    expect(countParameters(shippedModel('falcon-180b')).total).toBe(
      // Queries and output, eight keys and values of 64, a plain feed-forward; embedding and head apart.
      80 * (2 * 14_848 ** 2 + 2 * 8 * 64 * 14_848 + 2 * 14_848 * 59_392) + 2 * 65_024 * 14_848,
    )
  })

  it('has the head sizes that cannot be computed from the hidden size', () => {
    expect(shippedModel('qwen3-32b').layerGroups[0]?.mixer).toMatchObject({ queryHeads: 64, headSize: 128 })
    expect(shippedModel('glm-5').layerGroups[0]?.mixer).toMatchObject({
      nopeHeadSize: 192,
      ropeHeadSize: 64,
      valueHeadSize: 256,
    })
    expect(shippedModel('gemma-4-31b').layerGroups[1]?.mixer).toMatchObject({
      headSize: 512,
      keyValueHeads: 4,
      sharedKeyValue: true,
    })
    expect(shippedModel('mimo-v2-flash').layerGroups[1]?.mixer).toMatchObject({
      headSize: 192,
      valueHeadSize: 128,
      keyValueHeads: 8,
    })
  })

  it('takes the expert size from the right field', () => {
    expect(shippedModel('mixtral-8x7b').layerGroups[0]?.feedForward).toMatchObject({
      experts: 8,
      perToken: 2,
      intermediateSize: 14_336,
    })
    expect(shippedModel('qwen3-30b-a3b').layerGroups[0]?.feedForward).toMatchObject({
      experts: 128,
      intermediateSize: 768,
    })
    expect(shippedModel('deepseek-v2').layerGroups[1]?.feedForward).toMatchObject({ sharedIntermediateSize: 2 * 1536 })
    expect(shippedModel('nemotron-3-super-120b-a12b').layerGroups[2]?.feedForward).toMatchObject({
      gated: false,
      latentSize: 1024,
    })
  })

  it('marks experts that are stored in another format', () => {
    const marked = shipped.models.filter((model) => model.expertPrecision !== undefined)
    expect(marked.map((model) => [model.id, model.expertPrecision])).toEqual([
      ['deepseek-v4-flash', 'mxfp4'],
      ['deepseek-v4-pro', 'mxfp4'],
      ['gpt-oss-120b', 'mxfp4'],
      ['gpt-oss-20b', 'mxfp4'],
      ['kimi-k2.5', 'int4'],
      ['kimi-k3', 'mxfp4'],
    ])
  })

  it('knows the supported context where it differs from the configuration', () => {
    expect(shippedModel('llama-2-70b').published.context.value).toBe(4096)
    expect(shippedModel('llama-3.1-70b').published.context.value).toBe(131_072)
    expect(shippedModel('minimax-m1').published.context.value).toBe(1_000_000)
  })
})

interface FactModel {
  readonly id: string
  readonly num_layers: number | null
  readonly derived: { readonly total_params_computed: number | null }
}

describe('the facts the models were written from', () => {
  const facts = sharedFacts('models.json') as readonly FactModel[] | null
  /** Counted there without details that are recorded here. */
  const REFINED = new Set(['gemma-4-26b-a4b', 'gemma-4-31b', 'glm-5.2', 'minimax-m3'])

  it.skipIf(facts === null)('are all there', () => {
    expect(shipped.models.map((model) => model.id).toSorted()).toEqual((facts ?? []).map((fact) => fact.id).toSorted())
    for (const fact of facts ?? []) {
      if (fact.num_layers === null) continue
      const model = shippedModel(fact.id)
      expect(layers(model), fact.id).toBe(fact.num_layers)
      const computed = fact.derived.total_params_computed
      if (computed !== null && !REFINED.has(fact.id)) expect(countParameters(model).total, fact.id).toBe(computed)
    }
  })
})
