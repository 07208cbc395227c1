import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { footprintOf } from '#main/engine/placement/footprint.ts'
import { lowerModel } from '#main/engine/lowering/lower.ts'
import { modelFromHuggingFaceConfig } from '#main/engine/predict/huggingFaceConfig.ts'
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

  it('are read, or refused with a sentence that names the architecture', () => {
    let read = 0
    for (const file of files) {
      try {
        const profile = modelFromHuggingFaceConfig(config(file))
        expect(parameters(profile), file).toBeGreaterThan(1e8)
        read++
      } catch (thrown) {
        if (!(thrown instanceof CodedError)) throw thrown
        expect(thrown.code).toBe('invalid-input')
        expect(thrown.message).toMatch(/architecture/)
      }
    }
    expect(read).toBeGreaterThan(45)
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
  ])('%s has the parameters of the library’s %s', (file, id) => {
    const ratio = parameters(modelFromHuggingFaceConfig(config(file))) / parameters(model(id))
    expect(ratio).toBeGreaterThan(0.98)
    expect(ratio).toBeLessThan(1.02)
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
