import { describe, expect, it } from 'vitest'
import { parseForeignJson } from '#main/imports/foreignJson.ts'
import { readHuggingFaceConfig } from '#main/imports/huggingFace/reading.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { modelProfileSchema } from '#shared/domain/model.ts'
import { coverageOf } from '#shared/domain/weights/coverage.ts'
import { weightBytes } from '#shared/domain/weights/weightBytes.ts'
import { wordingText } from '#shared/words/say.ts'
import { CONFIGURATIONS, configuration } from '../../../../../support/foreignFiles.ts'

const DENSE = {
  model_type: 'llama',
  hidden_size: 4096,
  intermediate_size: 14336,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  vocab_size: 128256,
  tie_word_embeddings: false,
}
const EXPERTS = {
  ...DENSE,
  model_type: 'qwen3_moe',
  head_dim: 128,
  num_experts: 128,
  num_experts_per_tok: 8,
  moe_intermediate_size: 768,
}

const read = (model: object, scheme: object) => readHuggingFaceConfig({ ...model, quantization_config: scheme })
const partsOf = ({ checkpoints }: ModelProfile) => checkpoints?.[0]?.layers[0]?.parts ?? {}
const bitsOf = (model: object, scheme: object) =>
  Object.fromEntries(Object.entries(partsOf(read(model, scheme).profile)).map(([part, { bits }]) => [part, bits]))

describe('how each method stores weights', () => {
  it.each([
    ['awq', { quant_method: 'awq', bits: 4, group_size: 128, zero_point: true }, 4.15625],
    ['gptq of 32', { quant_method: 'gptq', bits: 4, group_size: 32, sym: true }, 4.625],
    ['gptq in 8 bits', { quant_method: 'gptq', bits: 8, group_size: 128 }, 8.1875],
    ['fp8 by tensor', { quant_method: 'fp8', activation_scheme: 'static' }, 8],
    ['fp8 by block', { quant_method: 'fp8', weight_block_size: [128, 128] }, 8 + 32 / 16384],
    ['fbgemm', { quant_method: 'fbgemm_fp8', modules_to_not_convert: ['lm_head'] }, 8],
    [
      'NVFP4 without groups',
      { quant_method: 'modelopt', quant_algo: 'NVFP4', group_size: 16, ignore: ['lm_head'] },
      4.5,
    ],
    ['FP8 without a method', { quant_algo: 'FP8', exclude_modules: ['lm_head'] }, 8],
  ])('%s', (_, scheme, bits) => {
    expect(bitsOf(DENSE, scheme)).toEqual({ attention: bits, denseFeedForward: bits })
    expect(read(DENSE, scheme).profile.checkpoints?.[0]).not.toHaveProperty('head')
  })

  it.each([
    ['packed integers', { num_bits: 4, type: 'int', group_size: 32, symmetric: true }, 'int4', 4.5],
    [
      'packed integers with zero points',
      { num_bits: 4, type: 'int', group_size: 128, symmetric: false },
      'int4',
      4.15625,
    ],
    ['floats in eight bits', { num_bits: 8, type: 'float', strategy: 'channel' }, 'fp8', 8],
    ['floats of 16 a scale', { num_bits: 4, type: 'float', group_size: 16 }, 'nvfp4', 4.5],
    ['floats of 32 a scale', { num_bits: 4, type: 'float', group_size: 32 }, 'mxfp4', 4.25],
  ])('compressed-tensors: %s', (_, weights, precision, bits) => {
    const scheme = {
      quant_method: 'compressed-tensors',
      config_groups: { group_0: { targets: ['Linear'], weights } },
      ignore: ['lm_head'],
    }
    expect(partsOf(read(DENSE, scheme).profile)).toEqual({
      attention: { precision, bits },
      denseFeedForward: { precision, bits },
    })
  })

  it('mxfp4 covers experts alone, and they stay so under any wider name', () => {
    const { profile } = read(EXPERTS, { quant_method: 'mxfp4', modules_to_not_convert: ['model.layers.*.self_attn'] })
    expect(partsOf(profile)).toEqual({ routedExperts: { precision: 'mxfp4', bits: 4.25 } })
    expect(profile.expertPrecision).toBe('mxfp4')
  })

  it('experts that are not in four bits are not taken to be', () => {
    expect(read(EXPERTS, { quant_method: 'fp8' }).profile).not.toHaveProperty('expertPrecision')
    expect(readHuggingFaceConfig(EXPERTS).profile).not.toHaveProperty('checkpoints')
  })
})

describe('bytes of listed files', () => {
  const QWEN = {
    ...DENSE,
    model_type: 'qwen2',
    hidden_size: 3584,
    intermediate_size: 18944,
    num_hidden_layers: 28,
    num_attention_heads: 28,
    num_key_value_heads: 4,
    vocab_size: 152064,
  }

  // Qwen/Qwen2.5-7B-Instruct-GPTQ-Int4 at 6e497db and -GPTQ-Int8 at 6711f2b, shard by shard; config.json has groups of 128.
  it.each([
    [4, 'int4', 4.0 + 1.58],
    [8, 'int8', 3.98 + 3.79 + 1.09],
  ] as const)('Qwen2.5-7B by GPTQ in %d bits: %s, %d GB within 1 %', (bits, precision, listed) => {
    const { profile } = read(QWEN, { quant_method: 'gptq', bits, group_size: 128, sym: true })
    expect(Math.abs(weightBytes(profile, precision) / 1e9 / listed - 1)).toBeLessThan(0.01)
  })
})

describe('what a scheme leaves alone', () => {
  const packed = (ignore: readonly string[]) => ({
    quant_method: 'compressed-tensors',
    config_groups: { group_0: { targets: ['Linear'], weights: { num_bits: 4, type: 'int', group_size: 32 } } },
    ignore,
  })

  it('parts named by expressions', () => {
    expect(bitsOf(EXPERTS, packed(['lm_head', 're:.*self_attn.*']))).toEqual({ routedExperts: 4.5 })
  })

  it('first and last layers, counted by part', () => {
    const ends = [0, 31].map((layer) => `model.layers.${layer}.mlp`)
    const scheme = { quant_method: 'fbgemm_fp8', modules_to_not_convert: ['self_attn', ...ends, 'lm_head'] }
    const { profile } = read(DENSE, scheme)
    expect(profile.checkpoints?.[0]?.layers).toEqual([
      { only: { group: 0, count: 30 }, parts: { denseFeedForward: { precision: 'fp8', bits: 8 } } },
    ])
    const parameters = coverageOf(profile, 'fp8')
    expect(parameters && wordingText({ code: 'weights-cover', parameters })).toContain(
      'feed-forward of 30 of 32 layers',
    )
  })

  it('the head is covered where a scheme of classes does not ignore it', () => {
    expect(read(DENSE, packed([])).profile.checkpoints?.[0]?.head?.precision).toBe('int4')
    expect(read(DENSE, packed(['lm_head'])).profile.checkpoints?.[0]).not.toHaveProperty('head')
  })

  it('modules may be named one by one, each with its own algorithm', () => {
    const layers = Array.from({ length: 32 }, (_, layer) => `model.layers.${layer}`)
    const eight = layers.flatMap((layer) =>
      ['q_proj', 'k_proj', 'v_proj', 'o_proj'].map((name) => `${layer}.self_attn.${name}`),
    )
    const four = layers.map((layer) => `${layer}.mlp.experts`)
    const { profile } = read(EXPERTS, {
      quant_method: 'modelopt',
      quant_algo: 'MIXED_PRECISION',
      quantized_layers: {
        ...Object.fromEntries(eight.map((name) => [name, { quant_algo: 'FP8' }])),
        ...Object.fromEntries(four.map((name) => [name, { quant_algo: 'W4A16_NVFP4', group_size: 16 }])),
        lm_head: { quant_algo: 'W4A16_NVFP4', group_size: 16 },
      },
    })
    expect(bitsOf(EXPERTS, {})).toEqual({})
    expect(partsOf(profile)).toEqual({
      attention: { precision: 'fp8', bits: 8 },
      routedExperts: { precision: 'nvfp4', bits: 4.5 },
    })
    expect(profile.checkpoints?.[0]).toMatchObject({ asked: ['nvfp4'], head: { precision: 'nvfp4', bits: 4.5 } })
  })
})

describe('what is not understood is told and not guessed', () => {
  it.each([
    ['a method that is not known', { quant_method: 'bitsandbytes', load_in_4bit: true }, 'bitsandbytes'],
    ['an expression that is more than plain', { quant_method: 'fp8', ignored_layers: ['re:(?!x).*'] }, '(?!x)'],
    ['modules set one by one', { quant_method: 'gptq', bits: 4, dynamic: { '+:.*': { bits: 8 } } }, 'gptq'],
    ['a width that is no format', { quant_method: 'gptq', bits: 3, group_size: 128 }, 'gptq'],
  ])('%s', (_, scheme, said) => {
    const { profile, assumed } = read(DENSE, scheme)
    expect(profile).not.toHaveProperty('checkpoints')
    expect(assumed.find((sentence) => sentence.includes(said))).toContain('follows the rule of its name')
  })

  it('a part of which some matrices are narrower is counted as the widest', () => {
    const { profile, assumed } = read(DENSE, { quant_method: 'fp8', ignored_layers: ['o_proj'] })
    expect(partsOf(profile)).toEqual({ denseFeedForward: { precision: 'fp8', bits: 8 } })
    expect(assumed.find((sentence) => sentence.includes('attention'))).toContain('counted as the widest')
  })
})

describe.skipIf(CONFIGURATIONS.length === 0)('published configurations', () => {
  const profileOf = (name: string): ModelProfile =>
    readHuggingFaceConfig(parseForeignJson(new TextDecoder().decode(configuration(name)), name)).profile

  it('each gives finite bytes, and a sentence wherever not everything is held alike', () => {
    let told = 0
    for (const name of CONFIGURATIONS) {
      const profile = profileOf(name)
      expect(modelProfileSchema.safeParse(profile).error?.message, name).toBeUndefined()
      for (const precision of [
        'bf16',
        'fp8',
        'nvfp4',
        ...(profile.checkpoints ?? []).flatMap(({ asked }) => asked),
      ] as const) {
        expect(Number.isFinite(weightBytes(profile, precision)), name).toBe(true)
        const parameters = coverageOf(profile, precision)
        if (precision !== 'bf16') expect(parameters, `${name} ${precision}`).not.toBeNull()
        if (parameters !== null) expect(wordingText({ code: 'weights-cover', parameters })).toMatch(/bits\).*\.$/)
      }
      if ((profile.checkpoints ?? []).length > 0) told++
    }
    expect(told).toBeGreaterThan(35)
  })

  it.each([
    ['openai--gpt-oss-120b_config.json', 'mxfp4', 65.2],
    ['openai--gpt-oss-20b_config.json', 'mxfp4', 13.75],
    ['moonshotai--Kimi-K2.5_config.json', 'int4', 594.2],
    ['Qwen--Qwen3-235B-A22B-FP8_config.json', 'fp8', 236.4],
  ] as const)('%s in %s: %d GB', (name, precision, expected) => {
    expect(weightBytes(profileOf(name), precision) / 1e9).toBeCloseTo(expected, 0)
  })
})
