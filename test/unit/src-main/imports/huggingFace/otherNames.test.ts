import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readHuggingFaceConfig } from '#main/imports/huggingFace/reading.ts'
import { countParameters } from '#shared/domain/parameters.ts'

const CASES = fileURLToPath(new URL('../../../../../../shared/cases/', import.meta.url))
const here = existsSync(CASES)
if (!here) console.log('skipped: ../shared/cases is not there')

const billions = (value: unknown) => {
  const { total, active } = countParameters(readHuggingFaceConfig(value).profile)
  return [total / 1e9, active / 1e9] as const
}
const unsound = (value: unknown) => {
  const { problems, assumed } = readHuggingFaceConfig(value)
  return [...problems, ...assumed.filter((sentence) => sentence.includes('is not read'))]
}

describe.skipIf(!here)('the public cases of configurations', () => {
  const caseOf = (name: string) => JSON.parse(readFileSync(`${CASES}${name}`, 'utf8')) as Record<string, unknown>

  it('Apertus 8B: xIELU stands beside no gate', () => {
    expect(billions(caseOf('09-apertus-config/input.json'))[0]).toBeCloseTo(8.05, 2)
  })

  it.each([
    ['exaone4', 32.0],
    ['phimoe', 41.9],
    ['ling', 16.3],
  ])('%s is read, and nothing is in the way', (name, total) => {
    const config = caseOf(`18-refused-though-read/input-${name}.json`)
    expect(billions(config)[0]).toBeCloseTo(total, 1)
    expect(unsound(config)).toEqual([])
  })

  it('EXAONE 4 has 48 layers with a window and 16 without', () => {
    const { layerGroups } = readHuggingFaceConfig(caseOf('18-refused-though-read/input-exaone4.json')).profile
    expect(layerGroups.map(({ count, mixer }) => [count, 'window' in mixer ? mixer.window : null])).toEqual([
      [48, 4096],
      [16, null],
    ])
  })
})

const ERNIE = {
  model_type: 'ernie4_5_moe',
  ...{ hidden_size: 2560, intermediate_size: 12288, num_hidden_layers: 28, vocab_size: 103424 },
  ...{ num_attention_heads: 20, num_key_value_heads: 4, head_dim: 128, hidden_act: 'silu', use_bias: false },
  ...{ moe_num_experts: 64, moe_k: 6, moe_intermediate_size: 1536, moe_num_shared_experts: 2, moe_capacity: [64, 64] },
  ...{ moe_layer_start_index: 1, moe_layer_end_index: 27, moe_layer_interval: 1, moe_gate: 'topk' },
  tie_word_embeddings: true,
}
const DBRX = {
  model_type: 'dbrx',
  ...{ d_model: 6144, n_heads: 48, n_layers: 40, max_seq_len: 32768, vocab_size: 100352, tie_word_embeddings: false },
  attn_config: { clip_qkv: 8, kv_n_heads: 8, rope_theta: 500_000 },
  ffn_config: {
    ffn_act_fn: { name: 'silu' },
    ffn_hidden_size: 10752,
    moe_num_experts: 16,
    moe_top_k: 4,
    moe_loss_weight: 0.05,
  },
}
const OMNI = {
  ...{ vocab_size: 152064, hidden_size: 3584, intermediate_size: 18944, num_hidden_layers: 28 },
  ...{ num_attention_heads: 28, num_key_value_heads: 4, hidden_act: 'silu', tie_word_embeddings: false },
  ...{ sliding_window: 32768, use_sliding_window: false, max_window_layers: 28, max_position_embeddings: 32768 },
}

describe('configurations with names of their own', () => {
  it.each<readonly [string, object, number, number]>([
    ['ERNIE 4.5 21B-A3B', ERNIE, 21.8, 3.3],
    [
      'ERNIE 4.5 300B-A47B',
      {
        ...ERNIE,
        ...{
          hidden_size: 8192,
          intermediate_size: 28672,
          num_hidden_layers: 54,
          moe_intermediate_size: 3584,
          moe_k: 8,
        },
        ...{ num_attention_heads: 64, num_key_value_heads: 8, moe_num_shared_experts: 0, tie_word_embeddings: false },
        ...{ moe_layer_start_index: 3, moe_layer_end_index: 53 },
      },
      299,
      47.1,
    ],
    ['DBRX', DBRX, 131.6, 35.9],
    [
      'Qwen2.5-Omni 7B',
      { model_type: 'qwen2_5_omni', thinker_config: { text_config: { ...OMNI, model_type: 'qwen2_5_omni_text' } } },
      7.62,
      7.07,
    ],
    [
      'one of which the listed numbers are the same in every layer',
      {
        model_type: 'brandnew',
        ...{ n_embd: 4096, n_layer: 32, n_head: 32, vocab_size: 128167, tie_word_embeddings: true },
        ...{ num_key_value_heads: 8, head_dim: 128, intermediate_size: 3072, hidden_act: 'silu' },
        ...{ num_experts: 64, moe_topk: Array(32).fill(8), num_shared_expert: Array(32).fill(1) },
      },
      80.4,
      13,
    ],
  ])('%s has its published parameters', (_name, config, total, active) => {
    const [found, each] = billions(config)
    expect(Math.abs(found / total - 1)).toBeLessThan(0.005)
    expect(Math.abs(each / active - 1)).toBeLessThan(0.02)
    expect(unsound(config)).toEqual([])
  })

  it('of Omni the part that thinks is read, also where it stands by itself', () => {
    const { assumed } = readHuggingFaceConfig({ model_type: 'omni', thinker_config: { ...OMNI, model_type: 'qwen2' } })
    expect(assumed.join()).toContain('“thinker_config”, is read')
  })

  it('keep what they call by the usual name', () => {
    expect(billions({ ...DBRX, num_hidden_layers: 20 })[0]).toBeCloseTo(131.6 / 2 + 0.6, 0)
  })

  it('lacking what every model has are refused with all that is missing', () => {
    const { n_heads: _heads, vocab_size: _vocabulary, ...rest } = DBRX
    expect(() => readHuggingFaceConfig(rest)).toThrow(
      'The configuration of “dbrx” lacks "num_attention_heads" and "vocab_size": give the whole config.json, or add what is missing.',
    )
    const { moe_num_experts: _experts, ...dense } = ERNIE
    expect(() => readHuggingFaceConfig(dense)).toThrow(/needs "num_experts"/)
  })
})

const plain = {
  model_type: 'brandnew',
  ...{ hidden_size: 1024, num_hidden_layers: 8, num_attention_heads: 8, num_key_value_heads: 2, vocab_size: 32000 },
  ...{ intermediate_size: 4096, hidden_act: 'silu', max_position_embeddings: 32768, tie_word_embeddings: false },
}
const windows = (config: object) =>
  readHuggingFaceConfig(config).profile.layerGroups.map(({ count, mixer }) => [
    count,
    'window' in mixer ? mixer.window : 0,
  ])

describe('windows', () => {
  it.each<readonly [string, object, unknown]>([
    [
      'a word says which layers have',
      { sliding_window: 512, sliding_window_pattern: 'LLLG' },
      [
        [6, 512],
        [2, null],
      ],
    ],
    [
      'every so many have none',
      { sliding_window: 512, sliding_window_pattern: 4 },
      [
        [6, 512],
        [2, null],
      ],
    ],
    ['as large as the context are none', { sliding_window: 32768 }, [[8, null]]],
    [
      'are not there, whatever else speaks of them',
      { sliding_window: null, max_window_layers: 4, sliding_window_pattern: 2 },
      [[8, null]],
    ],
  ])('that %s', (_name, keys, expected) => {
    expect(windows({ ...plain, ...keys })).toEqual(expected)
    expect(unsound({ ...plain, ...keys })).toEqual([])
  })

  it('that nobody says where they are stay in the way', () => {
    expect(unsound({ ...plain, sliding_window: 512 }).join()).toContain('“sliding_window” speaks of a part')
    const types = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? 'sliding_attention' : 'full_attention'))
    expect(() =>
      readHuggingFaceConfig({ ...plain, sliding_window: 512, layer_types: types, sliding_window_pattern: 'LLLG' }),
    ).toThrow(/of layer 2 one thing in "layer_types" and another in "sliding_window_pattern"/)
  })
})

describe('an activation', () => {
  it.each(['relu2', 'xielu', 'gelu_new'])('%s comes with two matrices', (hidden_act) => {
    expect(readHuggingFaceConfig({ ...plain, hidden_act }).profile.layerGroups[0]?.feedForward).toMatchObject({
      gated: false,
    })
  })

  it('that nobody knows is a reason not to enter an architecture that nobody knows', () => {
    expect(unsound({ ...plain, hidden_act: 'snakebeta' })).toEqual([
      expect.stringContaining('The activation “snakebeta” of “brandnew” is not known'),
    ])
    expect(unsound({ ...plain, model_type: 'starcoder2', hidden_act: 'snakebeta' })).toEqual([])
  })
})
