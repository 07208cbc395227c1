import { describe, expect, it } from 'vitest'
import { identityOfConfig } from '#main/imports/identity.ts'
import { namedSizes, sizeDoubt } from '#main/imports/namedSize.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { CONFIGURATIONS, configuration, ggufFile, LLAMA_METADATA, readWhole } from '../../../support/foreignFiles.ts'
import { shipped, shippedModel } from '../../resources/libraryProfiles.ts'

const doubtOf = (name: string, of: string): string | null => sizeDoubt({ ...shippedModel(of), name })

describe('the size in a name', () => {
  it.each<readonly [string, readonly number[], readonly number[], readonly number[]]>([
    ['Llama-3.1-8B-Instruct', [8e9], [], []],
    ['Qwen3-30B-A3B', [30e9], [], [3e9]],
    ['Mixtral-8x22B-v0.1', [], [176e9], []],
    ['Llama-4-Scout-17B-16E', [], [], [17e9]],
    ['SmolLM2-135M', [135e6], [], []],
    ['internlm2-chat-1_8b', [1.8e9, 8e9], [], []],
    ['Kimi 1T', [1e12], [], []],
    ['Hunyuan-A13B', [], [], [13e9]],
    ['gemma-3n-E4B', [], [], []],
    ['Phi-3.5-mini-128k-4bit', [], [], []],
    ['', [], [], []],
  ])('%s', (name, total, mixed, active) => {
    expect(namedSizes(name)).toEqual({ total, mixed, active })
  })

  it('that differs from the dimensions is told: which, by how much, what to do', () => {
    expect(doubtOf('Apertus-11B', 'llama-3.1-8b')).toMatch(
      /^“Apertus-11B” names 11\.0\sB parameters, and the dimensions give 8\.03\sB, 27 % less: .* Compare its layers/,
    )
    expect(doubtOf('Own 70B-A3B', 'llama-3.1-70b')).toMatch(/3\.00\sB parameters active per token, .* more/)
    expect(doubtOf('Mixtral-8x22B', 'mixtral-8x7b')).toMatch(/176\sB/)
  })

  it('is rounded, or counts no embedding, without a word', () => {
    for (const model of shipped.models) expect(sizeDoubt(model), model.name).toBeNull()
    // Llama 3.2 1B has 1.24 billion with its embedding.
    const small: ModelProfile = {
      ...shippedModel('llama-3.1-8b'),
      ...{ name: 'Llama-3.2-1B', hiddenSize: 2048, tiedEmbeddings: true },
      layerGroups: [
        {
          count: 16,
          mixer: { kind: 'attention', queryHeads: 32, keyValueHeads: 8, headSize: 64, window: null },
          feedForward: { kind: 'dense', intermediateSize: 8192, gated: true },
        },
      ],
    }
    expect(sizeDoubt(small)).toBeNull()
    expect(sizeDoubt({ ...small, name: 'Llama-3.2-3B' })).toContain('59 % less')
  })

  it.skipIf(CONFIGURATIONS.length === 0)('agrees with every published configuration', () => {
    const told = CONFIGURATIONS.flatMap((name) => readWhole(name.split('/').at(-1) ?? '', configuration(name)).doubts)
    expect(told).toEqual([])
  })
})

const LLAMA = {
  model_type: 'llama',
  ...{ hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32, num_key_value_heads: 8 },
  ...{ intermediate_size: 14336, vocab_size: 128256, tie_word_embeddings: false },
}

describe('a name that is given', () => {
  const read = (file: string, wishes: { id?: string; name?: string }) => readWhole(file, JSON.stringify(LLAMA), wishes)

  it('has its publisher and makes the id; the size in it is held against the file', () => {
    const reading = read('config.json', { name: 'meta-llama/Llama-3.1-70B' })
    expect(reading.unnamed).toBe(true)
    expect(reading.entries[0]?.profile).toMatchObject({
      ...{ id: 'llama-3.1-70b', name: 'Llama-3.1-70B', organisation: 'meta-llama' },
    })
    expect(reading.doubts).toEqual([expect.stringContaining('names 70.0')])
    expect(reading.assumed.join()).not.toContain('does not name')
    expect(read('config.json', { name: 'Our 8B' }).doubts).toEqual([])
  })

  it('comes before the file’s own, and leaves a wished id', () => {
    const reading = read('Qwen--Qwen3-8B_config.json', { name: 'Ours', id: 'mine' })
    expect(reading.unnamed).toBe(false)
    expect(reading.entries[0]?.profile).toMatchObject({ id: 'mine', name: 'Ours', organisation: 'Qwen' })
    expect(identityOfConfig('Qwen--Qwen3-8B_config.json', null).name).toBe('Qwen3-8B')
  })

  it('is that of a GGUF file too, and of a lone row, but not of several profiles', () => {
    const gguf = readWhole('x.gguf', ggufFile({ ...LLAMA_METADATA }), { name: 'Ours' })
    expect(gguf.entries[0]?.profile).toMatchObject({ id: 'ours', name: 'Ours' })
    const table = 'Name,Memory,Bandwidth\nOne,80 GB,2 TB/s\n'
    expect(readWhole('d.csv', table, { name: 'Ours' }).entries[0]?.profile).toMatchObject({ id: 'ours', name: 'Ours' })
    expect(readWhole('d.csv', `${table}Two,80 GB,2 TB/s\n`, { name: 'Ours' }).problems).toEqual([
      expect.stringContaining('one name cannot tell apart'),
    ])
  })
})
