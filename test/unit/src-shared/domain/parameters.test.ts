import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelProfileSchema, type LayerGroup, type ModelProfile } from '#shared/domain/model.ts'
import { countParameters, feedForwardParameters, keyValueElementsPerToken } from '#shared/domain/parameters.ts'

const FOLDER = 'resources/library/models'
const models = new Map<string, ModelProfile>(
  readdirSync(FOLDER).map((name) => {
    const model = modelProfileSchema.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')))
    return [model.id, model]
  }),
)

function model(id: string): ModelProfile {
  const found = models.get(id)
  if (!found) throw new Error(`no model ${id}`)
  return found
}

/** Published totals further than 2 % from the dimensions, and why. Relative difference allowed. */
const TOTAL_EXCEPTIONS: Readonly<Record<string, readonly [allowed: number, reason: string]>> = {
  'llama-2-7b': [0.04, 'the name rounds 6.74 B up'],
  'mistral-7b-v0.1': [0.04, 'the name rounds 7.24 B down'],
  'mistral-7b-v0.3': [0.04, 'the name rounds 7.25 B down'],
  'qwen2.5-7b': [0.09, 'the name rounds 7.62 B down'],
  'qwen2.5-32b': [0.025, 'the name rounds 32.8 B down'],
  'qwen3-8b': [0.025, 'the name rounds 8.19 B down'],
  'qwen3-32b': [0.025, 'the name rounds 32.8 B down'],
  'gemma-2-9b': [0.03, 'the name rounds 9.24 B down'],
  'gemma-4-26b-a4b': [0.03, 'the name counts the vision part'],
  'kimi-k2': [0.03, 'published as one trillion'],
  'kimi-k2.5': [0.03, 'published as one trillion'],
  'nemotron-3-nano-30b-a3b': [0.06, 'the name rounds 31.6 B down'],
}

/** Published active counts further than 5 % from the dimensions, and why. */
const ACTIVE_EXCEPTIONS: Readonly<Record<string, readonly [allowed: number, reason: string]>> = {
  'llama-4-scout': [0.06, 'published with both embeddings: 17.2 B'],
  'llama-4-maverick': [0.051, 'published with both embeddings: 17.2 B'],
  'qwen3-next-80b-a3b': [0.2, 'the name counts without embedding and head'],
  'qwen3.5-122b-a10b': [0.1, 'the name counts with both embeddings: 9.8 B'],
  'glm-4.5-air': [0.07, 'published rounded: 12 B'],
  'nemotron-3-nano-30b-a3b': [0.08, 'the name counts without the embedding and rounds'],
  'kimi-k3': [1.1, 'the announcement is near the routed experts alone, 48.6 B'],
}

describe('countParameters on the shipped models', () => {
  it.each([...models.values()].filter((entry) => entry.published.totalParameters.value !== null))(
    '$id has the published number of parameters within 2 %',
    (entry) => {
      const published = entry.published.totalParameters.value ?? Number.NaN
      const difference = Math.abs(countParameters(entry).total / published - 1)
      const exception = TOTAL_EXCEPTIONS[entry.id]
      expect(difference).toBeLessThanOrEqual(exception?.[0] ?? 0.02)
      // An exception that is no longer needed is removed.
      if (exception) expect(difference).toBeGreaterThan(0.02)
    },
  )

  it.each([...models.values()].filter((entry) => entry.published.activeParameters.value !== null))(
    '$id has the published number of active parameters within 5 %',
    (entry) => {
      const published = entry.published.activeParameters.value ?? Number.NaN
      const difference = Math.abs(countParameters(entry).active / published - 1)
      const exception = ACTIVE_EXCEPTIONS[entry.id]
      expect(difference).toBeLessThanOrEqual(exception?.[0] ?? 0.05)
      if (exception) expect(difference).toBeGreaterThan(0.049)
    },
  )

  it('agrees to the last parameter with counts made by hand', () => {
    // Llama 3.1 70B: 80 × (8192·(64·128·2 + 8·128·2) + 3·8192·28672) + 2·128256·8192.
    expect(countParameters(model('llama-3.1-70b')).total).toBe(70_552_387_584)
    // DeepSeek-V3: 61 × 187,105,280 of MLA, 3 dense and 58 expert layers, two embeddings.
    expect(countParameters(model('deepseek-v3')).total).toBe(671_025_397_760)
    // Mixtral 8×7B with its router.
    expect(countParameters(model('mixtral-8x7b')).total).toBe(46_702_526_464)
    // Qwen3-Next: gated attention in one layer of four, a delta net with its gate and convolution in the others.
    expect(countParameters(model('qwen3-next-80b-a3b')).total).toBe(79_674_081_280)
    // DeepSeek-V3.2: V3 with an indexer of 13,959,168 in each of 61 layers.
    expect(countParameters(model('deepseek-v3.2')).total).toBe(671_025_397_760 + 61 * 13_959_168)
  })

  it('counts a tied matrix once, and as active', () => {
    const gemma = countParameters(model('gemma-2-9b'))
    expect(gemma.head).toBe(0)
    expect(gemma.active).toBe(gemma.total)
    const llama = countParameters(model('llama-3.1-8b'))
    expect(llama.total - llama.active).toBe(llama.embedding)
  })
})

describe('feedForwardParameters', () => {
  it('counts router, chosen and shared experts as active', () => {
    const block = {
      kind: 'moe',
      experts: 8,
      perToken: 2,
      intermediateSize: 30,
      gated: true,
      sharedIntermediateSize: 5,
    } as const
    expect(feedForwardParameters(block, 10, 'stored')).toBe(10 * 8 + 8 * 3 * 10 * 30 + 3 * 10 * 5)
    expect(feedForwardParameters(block, 10, 'active')).toBe(10 * 8 + 2 * 3 * 10 * 30 + 3 * 10 * 5)
    expect(feedForwardParameters({ ...block, latentSize: 4 }, 10, 'active')).toBe(
      10 * 8 + 2 * 3 * 4 * 30 + 2 * 10 * 4 + 3 * 10 * 5,
    )
  })
})

describe('keyValueElementsPerToken', () => {
  const perModel = (id: string) =>
    model(id).layerGroups.reduce((sum, group) => sum + group.count * keyValueElementsPerToken(group), 0)

  it.each([
    ['llama-2-7b', 262_144],
    ['llama-3.1-70b', 163_840],
    ['deepseek-v3', 61 * 576],
    ['qwen2.5-72b', 80 * 2048],
    ['qwen3-next-80b-a3b', 12 * 1024],
    ['kimi-k3', 24 * 576],
  ])('%s keeps %d elements', (id, elements) => {
    expect(perModel(id)).toBe(elements)
  })

  it('is zero for mixers that keep a state', () => {
    const states = model('nemotron-h-56b').layerGroups.filter((group: LayerGroup) => group.mixer.kind !== 'attention')
    expect(states.length).toBeGreaterThan(0)
    for (const group of states) expect(keyValueElementsPerToken(group)).toBe(0)
  })
})
