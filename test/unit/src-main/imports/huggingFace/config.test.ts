import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { footprintOf } from '#shared/domain/lowering/footprint.ts'
import { lowerModel } from '#shared/domain/lowering/lower.ts'
import { modelFromHuggingFaceConfig } from '#main/imports/huggingFace/config.ts'
import { modelProfileSchema, type LayerGroup } from '#shared/domain/model.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { layout, model } from '../../../../support/engineScenarios.ts'

function parameters(profile: ReturnType<typeof modelFromHuggingFaceConfig>): number {
  const bare = { ...profile, expertPrecision: undefined } as typeof profile
  return footprintOf(bare, layout(), lowerModel(bare, layout()).operators).weightsPerCopy / 2
}

const folder = new URL('../../../../../../shared/facts/hf-configs/', import.meta.url)
const present = existsSync(folder)
if (!present) console.log('skipped: ../shared/facts/hf-configs is not there')

function config(file: string): unknown {
  const source = readFileSync(new URL(file, folder), 'utf8')
  return JSON.parse(source.replace(/([:[,]\s*)(?:-?Infinity|NaN)(?=\s*[,}\]])/g, '$1null'))
}

describe.skipIf(!present)('published configurations', () => {
  const files = present ? readdirSync(folder).filter((file) => file.endsWith('_config.json')) : []

  it('are all read', () => {
    for (const file of files) {
      const profile = modelFromHuggingFaceConfig(config(file))
      expect(modelProfileSchema.safeParse(profile).success, file).toBe(true)
      expect(parameters(profile), file).toBeGreaterThan(1e8)
    }
    expect(files.length).toBeGreaterThan(70)
  })

  it.each([
    ['meta-llama--Meta-Llama-3.1-70B_config.json', 'llama-3.1-70b'],
    ['mistralai--Mixtral-8x7B-v0.1_config.json', 'mixtral-8x7b'],
    ['Qwen--Qwen3-235B-A22B_config.json', 'qwen3-235b-a22b'],
    ['deepseek-ai--DeepSeek-V3_config.json', 'deepseek-v3'],
    ['deepseek-ai--DeepSeek-V3.2_config.json', 'deepseek-v3.2'],
    ['openai--gpt-oss-120b_config.json', 'gpt-oss-120b'],
    ['MiniMaxAI--MiniMax-M2.5_config.json', 'minimax-m2'],
    ['moonshotai--Kimi-K2-Instruct_config.json', 'kimi-k2'],
    ['zai-org--GLM-5_config.json', 'glm-5'],
    ['Qwen--Qwen3.5-397B-A17B_config.json', 'qwen3.5-397b-a17b'],
    ['meta-llama--Llama-4-Scout-17B-16E-Instruct_config.json', 'llama-4-scout'],
    ['MiniMaxAI--MiniMax-M3_config.json', 'minimax-m3'],
    ['XiaomiMiMo--MiMo-V2-Flash_config.json', 'mimo-v2-flash'],
    ['deepseek-ai--DeepSeek-V4-Flash_config.json', 'deepseek-v4-flash'],
    ['deepseek-ai--DeepSeek-V4-Pro_config.json', 'deepseek-v4-pro'],
    ['google--gemma-4-26B-A4B_config.json', 'gemma-4-26b-a4b'],
    ['nvidia--Gemma-4-31B-IT-NVFP4_config.json', 'gemma-4-31b'],
    ['moonshotai--Kimi-K3_config.json', 'kimi-k3'],
    ['nvidia--NVIDIA-Nemotron-3-Nano-30B-A3B-BF16_config.json', 'nemotron-3-nano-30b-a3b'],
    ['nvidia--NVIDIA-Nemotron-3-Super-120B-A12B-FP8_config.json', 'nemotron-3-super-120b-a12b'],
    ['nvidia--NVIDIA-Nemotron-3-Ultra-550B-A55B-FP8_config.json', 'nemotron-3-ultra-550b-a55b'],
    ['nvidia--Nemotron-H-56B-Base-8K_config.json', 'nemotron-h-56b'],
  ])('%s has the parameters of the library’s %s', (file, id) => {
    const ratio = parameters(modelFromHuggingFaceConfig(config(file))) / parameters(model(id))
    expect(ratio).toBeGreaterThan(0.98)
    expect(ratio).toBeLessThan(1.02)
  })

  it.each([
    ['MiniMaxAI--MiniMax-M3_config.json', 'minimax-m3'],
    ['XiaomiMiMo--MiMo-V2-Flash_config.json', 'mimo-v2-flash'],
    ['deepseek-ai--DeepSeek-V4-Pro_config.json', 'deepseek-v4-pro'],
    ['google--gemma-4-26B-A4B_config.json', 'gemma-4-26b-a4b'],
    ['moonshotai--Kimi-K3_config.json', 'kimi-k3'],
    ['nvidia--NVIDIA-Nemotron-3-Super-120B-A12B-FP8_config.json', 'nemotron-3-super-120b-a12b'],
  ])('%s has layer for layer what the library has for %s', (file, id) => {
    const key = (group: LayerGroup) => JSON.stringify(Object.entries(group).toSorted())
    const read = modelFromHuggingFaceConfig(config(file))
    const sorted = (groups: readonly LayerGroup[]) => groups.toSorted((one, two) => (key(one) < key(two) ? -1 : 1))
    expect(sorted(read.layerGroups)).toEqual(sorted(model(id).layerGroups))
    expect(read.expertPrecision).toBe(model(id).expertPrecision)
  })

  it('read the searched blocks of a Nemotron-NAS model: 49 of the 70 billion parameters it came from', () => {
    const read = modelFromHuggingFaceConfig(config('nvidia--Llama-3_3-Nemotron-Super-49B-v1_config.json'))
    expect(parameters(read) / 49.9e9).toBeGreaterThan(0.98)
    expect(parameters(read) / 49.9e9).toBeLessThan(1.02)
  })
})

describe.skipIf(!present)('the published configuration of GLM-5.2', () => {
  it('is read as the library has it: an indexer in 21 of 78 layers', () => {
    const read = modelFromHuggingFaceConfig(config('zai-org--GLM-5.2_config.json'))
    expect(read.layerGroups.map(({ count, mixer }) => [count, mixer])).toEqual(
      model('glm-5.2').layerGroups.map(({ count, mixer }) => [count, mixer]),
    )
  })
})

describe('hostile configurations', () => {
  it.each([
    null,
    1,
    'x',
    [],
    {},
    { model_type: 5 },
    { model_type: 'llama', num_hidden_layers: 1e9 },
    { model_type: 'llama', num_hidden_layers: 4, hidden_size: -1 },
  ])('%o is refused', (value) => {
    expect(() => modelFromHuggingFaceConfig(value)).toThrow(CodedError)
  })
})

describe('layers that share what an indexer chose', () => {
  const sparse = {
    model_type: 'glm_moe_dsa',
    hidden_size: 512,
    vocab_size: 1000,
    intermediate_size: 1024,
    num_hidden_layers: 5,
    num_attention_heads: 8,
    q_lora_rank: 128,
    kv_lora_rank: 64,
    qk_nope_head_dim: 24,
    qk_rope_head_dim: 8,
    v_head_dim: 32,
    first_k_dense_replace: 5,
    n_routed_experts: 8,
    num_experts_per_tok: 2,
    moe_intermediate_size: 64,
    index_topk: 16,
    index_n_heads: 4,
    index_head_dim: 16,
  }
  const indexers = (config: unknown): readonly (readonly [number, boolean])[] =>
    modelFromHuggingFaceConfig(config).layerGroups.map(({ count, mixer }) => [
      count,
      mixer.kind === 'mla' && mixer.sparse !== undefined && mixer.sparse.shared !== true,
    ])

  it('are those the configuration lists as shared; without a list every layer has an indexer', () => {
    const types = ['full', 'full', 'shared', 'shared', 'full']
    expect(indexers({ ...sparse, indexer_types: types })).toEqual([
      [3, true],
      [2, false],
    ])
    expect(indexers(sparse)).toEqual([[5, true]])
    expect(indexers({ ...sparse, index_topk_freq: 4, index_skip_topk_offset: 2 })).toEqual([
      [2, true],
      [3, false],
    ])
  })

  it('are refused where the list says what is not known', () => {
    expect(() => indexers({ ...sparse, indexer_types: ['full', 'half', 'shared', 'shared', 'full'] })).toThrow(
      CodedError,
    )
  })
})
