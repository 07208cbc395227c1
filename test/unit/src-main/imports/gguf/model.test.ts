import { describe, expect, it } from 'vitest'
import { CodedError } from '#shared/contract/errors.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import {
  ggufFile,
  LLAMA_METADATA,
  llamaTensors,
  readWhole,
  unsigned32,
  unsigned64,
  type Written,
} from '../../../../support/foreignFiles.ts'
import { shippedModel } from '../../../resources/libraryProfiles.ts'

const read = (values: Readonly<Record<string, Written>>, tensors = [] as ReturnType<typeof llamaTensors>) =>
  readWhole('model.gguf', ggufFile(values, tensors))
const modelOf = (reading: ReturnType<typeof read>) => {
  const [entry] = reading.entries
  if (entry?.kind !== 'model') throw new Error('no model was read')
  return entry.profile
}

describe('a GGUF file', () => {
  it('gives the layers the library has for the same model, from its header alone', () => {
    const reading = read(LLAMA_METADATA, llamaTensors())
    expect(reading.problems).toEqual([])
    const profile = modelOf(reading)
    const shipped = shippedModel('llama-3.1-8b')
    expect(profile.layerGroups).toEqual(shipped.layerGroups)
    expect(countParameters(profile).total).toBe(countParameters(shipped).total)
    expect(profile).toMatchObject({
      id: 'llama-3.1-8b',
      organisation: 'Meta',
      tiedEmbeddings: false,
      nativeFormat: 'Q4_K (GGUF)',
      dimensions: { grade: 'secondary', source: 'file' },
      published: { context: { value: 131072 } },
      sources: { file: { title: 'GGUF file model.gguf' } },
    })
    expect(reading.weights).toMatchObject({
      tensors: 292,
      formats: [{ format: 'Q4_K' }, { format: 'Q6_K' }, { format: 'F32' }],
    })
    expect(reading.ignored).toContain('tokenizer.ggml.tokens')
  })

  it('without an own head shares the embedding', () => {
    const tied = llamaTensors().filter(({ name }) => name !== 'output.weight')
    expect(modelOf(read(LLAMA_METADATA, tied)).tiedEmbeddings).toBe(true)
    const silent = read(LLAMA_METADATA)
    expect(modelOf(silent).tiedEmbeddings).toBe(null)
    expect(silent.assumed.join()).toContain('counted as two')
  })

  it('whose tensors do not add up to its dimensions has a problem', () => {
    const half = llamaTensors().filter(({ name }) => !/^blk\.(?:[0-9]|1[0-5])\./.test(name))
    expect(read(LLAMA_METADATA, half).problems).toEqual([
      'The dimensions give 8.03 B parameters and the file holds 4.54 B: a part of the model is not described, so check which model it is.',
    ])
  })

  it('of experts is a model of experts', () => {
    const values = {
      ...LLAMA_METADATA,
      'llama.expert_count': 8,
      'llama.expert_used_count': 2,
    }
    expect(modelOf(read(values)).layerGroups[0]?.feedForward).toEqual({
      kind: 'moe',
      experts: 8,
      perToken: 2,
      intermediateSize: 14336,
      gated: true,
      sharedIntermediateSize: 0,
    })
  })

  it('of latent attention with a prediction layer is what the library has', () => {
    const values = {
      'general.architecture': 'deepseek2',
      'general.name': 'DeepSeek V3',
      'deepseek2.block_count': 62,
      'deepseek2.nextn_predict_layers': 1,
      'deepseek2.embedding_length': 7168,
      'deepseek2.feed_forward_length': 18432,
      'deepseek2.attention.head_count': 128,
      'deepseek2.attention.head_count_kv': 1,
      'deepseek2.attention.q_lora_rank': 1536,
      'deepseek2.attention.kv_lora_rank': 512,
      'deepseek2.attention.key_length': 576,
      'deepseek2.attention.value_length': 512,
      'deepseek2.attention.key_length_mla': 192,
      'deepseek2.attention.value_length_mla': 128,
      'deepseek2.rope.dimension_count': 64,
      'deepseek2.leading_dense_block_count': 3,
      'deepseek2.expert_count': 256,
      'deepseek2.expert_used_count': 8,
      'deepseek2.expert_group_count': 8,
      'deepseek2.expert_group_used_count': 4,
      'deepseek2.expert_shared_count': 1,
      'deepseek2.expert_feed_forward_length': 2048,
      'deepseek2.vocab_size': 129280,
    }
    expect(modelOf(read(values)).layerGroups).toEqual(shippedModel('deepseek-v3').layerGroups)
    expect(modelOf(read(values)).predictionLayers).toBe(1)
  })

  it('alternates local and global layers as its family does, and as it lists them', () => {
    const rename = (architecture: string, more: Readonly<Record<string, Written>>) => ({
      ...Object.fromEntries(
        Object.entries(LLAMA_METADATA).map(([key, value]) => [key.replace(/^llama\./, `${architecture}.`), value]),
      ),
      'general.architecture': architecture,
      ...more,
    })
    const counts = (values: Readonly<Record<string, Written>>) =>
      modelOf(read(values)).layerGroups.map(({ count, mixer }) => [
        count,
        mixer.kind === 'attention' ? mixer.window : 0,
      ])
    expect(counts(rename('gemma3', { 'gemma3.attention.sliding_window': 1024 }))).toEqual([
      [27, 1024],
      [5, null],
    ])
    const pattern = Array.from({ length: 32 }, (_, index) => index % 4 !== 3)
    const listed = rename('gpt-oss', {
      'gpt-oss.attention.sliding_window': 128,
      'gpt-oss.attention.sliding_window_pattern': pattern,
    })
    expect(counts(listed)).toEqual([
      [24, 128],
      [8, null],
    ])
  })

  it('of an unknown architecture is refused where it has parts nobody reads, and told where not', () => {
    const renamed = Object.fromEntries(
      Object.entries(LLAMA_METADATA).map(([key, value]) => [key.replace(/^llama\./, 'novel.'), value]),
    )
    const values = { ...renamed, 'general.architecture': 'novel' }
    expect(read(values).problems).toEqual([])
    expect(read(values).assumed.join()).toContain('“novel” is not known')
    for (const key of ['ssm.state_size', 'attention.sliding_window', 'wkv.head_size', 'shortconv.l_cache_window']) {
      expect(read({ ...values, [`novel.${key}`]: 128 }).problems).toEqual([
        expect.stringContaining(`“novel.${key}” speaks of a part`),
      ])
    }
    expect(() =>
      read({ ...values, 'novel.attention.head_count_kv': [8, 0, ...Array.from({ length: 30 }, () => 8)] }),
    ).toThrow(/Layer 2 .* no attention heads/)
  })

  it.each<readonly [string, Uint8Array, string]>([
    [
      'another version',
      Buffer.concat([Buffer.from('GGUF'), unsigned32(1), unsigned64(0), unsigned64(0)]),
      'document-foreign',
    ],
    [
      'big-endian',
      Buffer.concat([Buffer.from('GGUF'), Buffer.from([0, 0, 0, 3]), unsigned64(0), unsigned64(0)]),
      'document-foreign',
    ],
    ['no metadata', ggufFile({}), 'document-broken'],
    ['no layers', ggufFile({ 'general.architecture': 'llama' }), 'document-broken'],
    ['fewer bytes than it says', ggufFile(LLAMA_METADATA).subarray(0, 2000), 'document-broken'],
    [
      'too many values',
      Buffer.concat([Buffer.from('GGUF'), unsigned32(3), unsigned64(0), unsigned64(2n ** 63n)]),
      'document-too-large',
    ],
    [
      'too many tensors',
      Buffer.concat([Buffer.from('GGUF'), unsigned32(3), unsigned64(2n ** 40n), unsigned64(0)]),
      'document-too-large',
    ],
    [
      'a text of 500 MB',
      Buffer.concat([Buffer.from('GGUF'), unsigned32(3), unsigned64(0), unsigned64(1), unsigned64(500_000_000)]),
      'document-broken',
    ],
    [
      'a list of 2^60 numbers',
      Buffer.concat([
        ...[Buffer.from('GGUF'), unsigned32(3), unsigned64(0), unsigned64(1), unsigned64(1), Buffer.from('k')],
        ...[unsigned32(9), unsigned32(4), unsigned64(2n ** 60n)],
      ]),
      'document-broken',
    ],
    [
      'lists in lists in lists',
      Buffer.concat([
        ...[
          Buffer.from('GGUF'),
          unsigned32(3),
          unsigned64(0),
          unsigned64(1),
          unsigned64(1),
          Buffer.from('k'),
          unsigned32(9),
        ],
        ...Array.from({ length: 2000 }, () => [unsigned32(9), unsigned64(1)]).flat(),
      ]),
      'document-broken',
    ],
    [
      'a key twice',
      Buffer.concat([
        ...[Buffer.from('GGUF'), unsigned32(3), unsigned64(0), unsigned64(2)],
        ...[0, 1].flatMap(() => [unsigned64(1), Buffer.from('k'), unsigned32(4), unsigned32(1)]),
      ]),
      'document-broken',
    ],
  ])('with %s is a failure of one sentence', (_name, bytes, code) => {
    let thrown: unknown
    try {
      readWhole('model.gguf', bytes)
    } catch (caught) {
      thrown = caught
    }
    expect(thrown).toBeInstanceOf(CodedError)
    expect(thrown).toMatchObject({ code, message: expect.stringMatching(/^\S.*: .*\.$/) })
  })
})
