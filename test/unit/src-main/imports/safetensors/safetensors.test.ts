import { describe, expect, it } from 'vitest'
import { readForeignFile, shardNames } from '#main/imports/readForeignFile.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { readWhole, safetensorsHead, unsigned64, type StoredShape } from '../../../../support/foreignFiles.ts'
import { shippedModel } from '../../../resources/libraryProfiles.ts'

/** The tensors of Llama 3.1 8B, or of some of its layers. */
function llama(layers = 32, dtype = 'BF16'): Record<string, StoredShape> {
  const tensors: Record<string, StoredShape> = {
    'model.embed_tokens.weight': { dtype, shape: [128256, 4096] },
    'lm_head.weight': { dtype, shape: [128256, 4096] },
    'model.norm.weight': { dtype: 'F32', shape: [4096] },
  }
  for (let index = 0; index < layers; index += 1) {
    for (const [name, shape] of [
      ['self_attn.q_proj', [4096, 4096]],
      ['self_attn.k_proj', [1024, 4096]],
      ['self_attn.v_proj', [1024, 4096]],
      ['self_attn.o_proj', [4096, 4096]],
      ['mlp.gate_proj', [14336, 4096]],
      ['mlp.up_proj', [14336, 4096]],
      ['mlp.down_proj', [4096, 14336]],
    ] as const) {
      tensors[`model.layers.${index}.${name}.weight`] = { dtype, shape }
    }
  }
  return tensors
}

function read(tensors: Record<string, StoredShape>, against: ModelProfile | null = null, name = 'model.safetensors') {
  return readForeignFile({ name, ...safetensorsHead(tensors) }, { id: null, against })
}

describe('a safetensors file', () => {
  it('is counted by format from its header, and agrees with the model it is of', () => {
    const reading = read(llama(), shippedModel('llama-3.1-8b'))
    expect(reading.weights).toEqual({
      tensors: 227,
      parameters: 8_029_999_104,
      beside: 0,
      formats: [
        { format: 'BF16', parameters: 8_029_995_008 },
        { format: 'F32', parameters: 4096 },
      ],
    })
    expect(reading.problems).toEqual([])
    expect(reading.entries).toEqual([])
  })

  it('of another model is told with both counts', () => {
    expect(read(llama(), shippedModel('llama-3.1-70b')).problems).toEqual([
      'The dimensions give 70.6 B parameters and the file holds 8.03 B: a part of the model is not described, so check which model it is.',
    ])
  })

  it('leaves out scales, towers and prediction layers, and unpacks four bits', () => {
    const packed = Object.fromEntries(
      Object.entries(llama()).map(([name, { dtype, shape }]) => [
        name,
        name.includes('_proj') ? { dtype: 'U8', shape: [shape[0] ?? 0, (shape[1] ?? 0) / 2] } : { dtype, shape },
      ]),
    )
    const reading = read(
      {
        ...packed,
        'model.layers.0.mlp.up_proj.weight_scale': { dtype: 'F8_E4M3', shape: [14336, 256] },
        'visual.blocks.0.attn.weight': { dtype: 'BF16', shape: [1024, 1024] },
        'model.layers.32.mlp.up_proj.weight': { dtype: 'BF16', shape: [14336, 4096] },
      },
      shippedModel('llama-3.1-8b'),
    )
    expect(reading.problems).toEqual([])
    expect(reading.weights).toMatchObject({ parameters: 8_029_999_104, beside: 1024 * 1024 + 14336 * 4096 })
    expect(reading.assumed).toEqual(['U8 weights are taken to hold 2 parameters of 4 bits in each element.'])
  })

  it('that is one shard is not compared', () => {
    const shard = read(llama(4), shippedModel('llama-3.1-8b'), 'model-00001-of-00004.safetensors')
    expect(shard.problems).toEqual([])
    expect(shard.understood[0]).toEqual({ of: '', label: 'Shard', text: '1 of 4' })
    expect(shard.assumed.join()).toContain('one shard of several')
  })

  const head = (json: string, declared = json.length) => Buffer.concat([unsigned64(declared), Buffer.from(json)])
  it.each<readonly [string, Uint8Array, string]>([
    ['nothing', Buffer.alloc(0), 'document-broken'],
    ['a header of 500 MB', head('{}', 500_000_000), 'document-too-large'],
    ['a header of 2^63 bytes', Buffer.concat([unsigned64(2n ** 63n), Buffer.from('{}')]), 'document-too-large'],
    ['a header longer than it', head('{}', 1000), 'document-broken'],
    ['no JSON', head('{"a"'), 'document-broken'],
    ['a list', head('[]'), 'document-broken'],
    ['a tensor twice', head('{"a":{},"a":{}}'), 'document-broken'],
    ['a prototype', head('{"__proto__":{}}'), 'document-broken'],
    ['a tensor outside the file', head('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'), 'document-broken'],
    ['a shape of another size', head('{"a":{"dtype":"F32","shape":[9],"data_offsets":[0,0]}}'), 'document-broken'],
    ['a shape of Infinity', head('{"a":{"dtype":"F32","shape":[Infinity],"data_offsets":[0,0]}}'), 'document-broken'],
    ['a shape of huge numbers', head('{"a":{"dtype":"F32","shape":[1e300],"data_offsets":[0,0]}}'), 'document-broken'],
    ['levels without end', head('['.repeat(100_000)), 'document-too-large'],
  ])('with %s is a failure of one sentence', (_name, bytes, code) => {
    expect(() => readWhole('model.safetensors', bytes)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(/^“model.safetensors” .*: .*\.$/) }),
    )
  })
})

describe('an index of shards', () => {
  const index = {
    metadata: { total_size: 16_060_522_496 },
    weight_map: { 'a.weight': 'model-00001-of-00002.safetensors', 'b.weight': 'model-00002-of-00002.safetensors' },
  }
  it('gives shards, bytes and bytes for each parameter of a model', () => {
    const reading = readWhole('model.safetensors.index.json', JSON.stringify(index), {
      against: shippedModel('llama-3.1-8b'),
    })
    expect(reading.kind).toBe('safetensorsIndex')
    expect(reading.understood.map(({ label, text }) => [label, text])).toEqual([
      ['Tensors', '2'],
      ['Shards', '2'],
      ['Weights', '16.1\u00a0GB'],
      ['Bytes for each parameter of llama-3.1-8b', '2.00'],
    ])
    expect(reading.entries).toEqual([])
  })

  it('whose stated parameters are not those of the model has a problem', () => {
    const stated = { ...index, metadata: { total_size: 1, total_parameters: 70e9 } }
    const against = shippedModel('llama-3.1-8b')
    expect(readWhole('x.index.json', JSON.stringify(stated), { against }).problems).toHaveLength(1)
  })

  it.each([{ weight_map: [] }, { weight_map: { a: 1 } }, { weight_map: {} }, { weight_map: null }])(
    '%j is broken',
    (value) => {
      expect(() => readWhole('x.index.json', JSON.stringify(value))).toThrow(/which tensor is in which file/)
    },
  )
})

describe('an index beside its shards', () => {
  const tensors = Object.entries(llama())
  const half = (first: boolean) => Object.fromEntries(tensors.filter((_tensor, index) => index % 2 === (first ? 0 : 1)))
  const names = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors']
  const index = JSON.stringify({
    weight_map: Object.fromEntries(tensors.map(([name], place) => [name, names[place % 2]])),
  })
  const shards = names.map((name, place) => ({ name, ...safetensorsHead(half(place === 0)) }))
  const readBeside = (at: typeof shards) => {
    const bytes = new TextEncoder().encode(index)
    const file = { name: 'model.safetensors.index.json', bytes, size: bytes.length, shards: at }
    return readForeignFile(file, { id: null, against: shippedModel('llama-3.1-8b') })
  }

  it('is counted by format over all of them', () => {
    expect(readBeside(shards)).toMatchObject({
      problems: [],
      assumed: [],
      weights: { tensors: 227, parameters: 8_029_999_104, formats: [{ format: 'BF16' }, { format: 'F32' }] },
    })
  })

  it('of which one is missing is not counted, and says so', () => {
    const reading = readBeside(shards.slice(1))
    expect(reading.weights).toBe(null)
    expect(reading.assumed).toEqual(['1 of the 2 shards are not at hand, so the parameters are not counted by format.'])
  })

  it('asks for files beside it alone', () => {
    const bytes = new TextEncoder().encode(
      JSON.stringify({
        weight_map: { a: '../x.safetensors', b: '/etc/passwd', c: 'ok.safetensors', d: 'C:\\x.safetensors' },
      }),
    )
    expect(shardNames({ name: 'm.index.json', bytes, size: bytes.length })).toEqual(['ok.safetensors'])
    expect(shardNames({ name: 'config.json', bytes, size: bytes.length })).toEqual([])
  })
})
