import { describe, expect, it } from 'vitest'
import { CodedError } from '#shared/contract/errors.ts'
import { CONFIGURATIONS, configuration, ggufFile, LLAMA_METADATA, readWhole } from '../../../support/foreignFiles.ts'
import { device, shipped, shippedModel } from '../../resources/libraryProfiles.ts'

describe('profiles of our own', () => {
  it('come back as the library holds them, one or many', () => {
    const all = [...shipped.hardware, ...shipped.models]
    const reading = readWhole('all.json', JSON.stringify(all))
    expect(reading.problems).toEqual([])
    expect(reading.entries.map(({ profile }) => profile)).toEqual(all)
    expect(readWhole('one.json', JSON.stringify(device('b200-sxm')))).toMatchObject({
      kind: 'profiles',
      entries: [{ kind: 'hardware', profile: device('b200-sxm') }],
    })
  })

  it('take a wished id, but not several at once', () => {
    const one = readWhole('one.json', JSON.stringify(shippedModel('deepseek-v3')), { id: 'mine' })
    expect(one.entries[0]?.profile).toEqual({ ...shippedModel('deepseek-v3'), id: 'mine' })
    const two = readWhole('two.json', JSON.stringify([device('b200-sxm'), device('h100-sxm')]), { id: 'mine' })
    expect(two.problems).toEqual(['The file holds several profiles, which one id cannot name: leave it out.'])
  })

  it.each<readonly [string, (profile: Record<string, unknown>) => unknown, RegExp]>([
    [
      'a figure without its grade',
      (profile) => ({ ...profile, dieArea: { value: 1, grade: null, source: null } }),
      /needs a grade/,
    ],
    ['a source nobody lists', (profile) => ({ ...profile, sources: {} }), /is not among its sources/],
    ['a field too many', (profile) => ({ ...profile, more: 1 }), /more/],
    [
      'a negative figure',
      (profile) => ({ ...profile, dieArea: { value: -1, grade: 'guess', source: null } }),
      /dieArea/,
    ],
  ])('with %s are told by number', (_name, change, message) => {
    const reading = readWhole('x.json', JSON.stringify([device('h100-sxm'), change({ ...device('b200-sxm') })]))
    expect(reading.entries).toHaveLength(1)
    expect(reading.problems).toEqual([expect.stringMatching(/^Profile 2 of “x\.json”: .*; correct it in the file\.$/)])
    expect(reading.problems[0]).toMatch(message)
  })
})

describe('the name of a model', () => {
  const config = {
    model_type: 'llama',
    hidden_size: 64,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    intermediate_size: 64,
    vocab_size: 100,
  }
  const named = (file: string, more: object = {}, id?: string) => {
    const [entry] = readWhole(file, JSON.stringify({ ...config, ...more }), id === undefined ? {} : { id }).entries
    return entry?.kind === 'model' ? [entry.profile.id, entry.profile.name, entry.profile.organisation] : null
  }
  it('is its repository’s, the file’s or the wished one', () => {
    expect(named('Qwen--Qwen3-8B_config.json')).toEqual(['qwen3-8b', 'Qwen3-8B', 'Qwen'])
    expect(named('config.json', { _name_or_path: 'meta-llama/Llama-2-13b-hf' })).toEqual([
      'llama-2-13b-hf',
      'Llama-2-13b-hf',
      'meta-llama',
    ])
    expect(named('config.json', { _name_or_path: '/home/somebody/secret' })).toEqual([
      'imported-model',
      'Imported model',
      'Unknown',
    ])
    expect(named('config.json', {}, 'mine')).toEqual(['mine', 'mine', 'Unknown'])
    expect(readWhole('config.json', JSON.stringify(config)).assumed.at(-1)).toContain('it is called imported-model')
  })
})

describe.skipIf(CONFIGURATIONS.length === 0)('a published configuration as a file', () => {
  it('is a profile ready to be entered, bare Infinity included, whatever it is', () => {
    const infinite = CONFIGURATIONS.filter((name) => new TextDecoder().decode(configuration(name)).includes('Infinity'))
    expect(infinite.length).toBeGreaterThan(0)
    for (const name of CONFIGURATIONS) {
      const reading = readWhole(name.replace(/^.*\//, ''), configuration(name))
      expect(reading.problems, name).toEqual([])
      expect(reading.entries, name).toHaveLength(1)
      expect(reading.understood.length, name).toBeGreaterThan(8)
    }
  })
})

describe('what is of no kind', () => {
  it.each<readonly [string, string | Uint8Array, string, RegExp]>([
    [
      'photo.png',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]),
      'document-foreign',
      /is no file that is imported/,
    ],
    ['notes.txt', 'Dear diary', 'document-foreign', /is no file that is imported/],
    ['x.json', '{"name": "x"}', 'document-foreign', /is no file that is imported/],
    ['x.json', '[]', 'document-foreign', /is no file that is imported/],
    ['x.json', '[1, 2]', 'document-foreign', /is no file that is imported/],
    ['plan.memwall', '{"type": "memwall", "version": 1}', 'document-foreign', /open it instead/],
    ['model.bin', 'x', 'document-foreign', /config\.json, the GGUF/],
    ['x.json', '', 'document-broken', /is empty/],
    ['config.json', '{"model_type": "llama"', 'document-broken', /ends in the middle/],
    ['config.json', '{"model_type": "llama",}', 'document-broken', /mistake in its JSON/],
    ['config.json', '{"model_type": "llama", "model_type": "gpt2"}', 'document-broken', /twice/],
    ['config.json', '{"model_type": "llama", "__proto__": {}}', 'document-broken', /do not trust/],
    ['config.json', `{"model_type": ${'['.repeat(1000)}`, 'document-too-large', /levels deep/],
    ['config.json', '{"model_type": "llama"}', 'document-broken', /cannot be imported: .*"num_hidden_layers"/],
    ['config.json', '{"architectures": ["X"]}', 'document-broken', /no "model_type"/],
  ])('%s holding %j is a failure of one sentence', (name, content, code, message) => {
    let thrown: unknown
    try {
      readWhole(name, content)
    } catch (caught) {
      thrown = caught
    }
    expect(thrown).toBeInstanceOf(CodedError)
    expect(thrown).toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it('keeps what looks like a number inside of texts', () => {
    const [entry] = readWhole(
      'config.json',
      '{"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":64,"vocab_size":100,"torch_dtype":"a \\" NaN, Infinity","x":[-Infinity, NaN]}',
    ).entries
    expect(entry?.profile).toMatchObject({ nativeFormat: 'a " NaN, Infinity' })
  })
})

describe('text of a file', () => {
  it('reaches nobody’s terminal with its control characters', () => {
    const steering = 'a\u001b[31m\nb\u0007\u202ec\u009b'
    const config = JSON.stringify({
      ...{ model_type: steering, hidden_size: 64, num_hidden_layers: 2, num_attention_heads: 4, intermediate_size: 64 },
      ...{
        vocab_size: 100,
        torch_dtype: steering,
        [steering]: 1,
        [`mamba${steering}`]: 1,
        id2label: { [steering]: 1 },
      },
    })
    const table = `Name,Memory,Bandwidth,Memory kind,Note,"${steering}"\n"x${steering}",1 GB,1 GB/s,"${steering}","${steering}",1\n`
    const gguf = ggufFile({ ...LLAMA_METADATA, 'general.name': steering, [steering]: 1, [`llama.ssm${steering}`]: 1 })
    for (const reading of [
      readWhole(`${steering}.json`, config),
      readWhole('x.csv', table),
      readWhole('x.gguf', gguf),
    ]) {
      // oxlint-disable-next-line no-control-regex
      expect(JSON.stringify(reading)).not.toMatch(/\\u00(?:[01]|[89])|\\n|[\u007f-\u009f\u202a-\u202e]/)
      expect(reading.ignored.length + reading.problems.length).toBeGreaterThan(0)
    }
  })
})
