import { describe, expect, test } from 'vitest'
import {
  cacheGrowth,
  layerRows,
  sizeRows,
  weightSizes,
} from '../../../../../src-renderer/library/profile/modelFacts.ts'
import { countParameters, parameterParts } from '../../../../../src-shared/domain/parameters.ts'
import { shipped, shippedModel } from '../../../resources/libraryProfiles.ts'

describe('what the page says of a model', () => {
  test('Llama 3.1 70B: 80 layers of 8 KV heads of 128 keep 328 kB a token in BF16', () => {
    // 80 × 8 × (128 + 128) = 163,840 elements.
    expect(cacheGrowth(shippedModel('llama-3.1-70b'))).toEqual({
      early: { bf16: '328\u00a0kB', fp8: '164\u00a0kB' },
      late: null,
      stateLayers: 0,
    })
  })

  test('DeepSeek V3: 61 latents of 576 keep 70.3 kB', () => {
    expect(cacheGrowth(shippedModel('deepseek-v3')).early.bf16).toBe('70.3\u00a0kB')
  })

  test('windows stop the growth of their layers; states never grow', () => {
    const gemma = cacheGrowth(shippedModel('gemma-3-27b'))
    expect(gemma.late).not.toBeNull()
    expect(Number.parseFloat(gemma.late?.bf16 ?? '')).toBeLessThan(Number.parseFloat(gemma.early.bf16))
    expect(cacheGrowth(shippedModel('qwen3-next-80b-a3b')).stateLayers).toBeGreaterThan(0)
  })

  test('counted and published stand side by side with their difference', () => {
    const [total, active, context] = sizeRows(shippedModel('deepseek-v3'))
    expect(total).toMatchObject({ counted: '671\u00a0B', publishedText: '671\u00a0B', difference: '0\u00a0%' })
    expect(active?.difference).toBe('−0.2\u00a0%')
    expect(context).toMatchObject({ counted: '', difference: '' })
  })

  test('a dense model has no active count of its own', () => {
    expect(sizeRows(shippedModel('llama-3.1-70b')).map((row) => row.label)).toEqual([
      'Parameters, total',
      'Context, longest',
    ])
  })

  test.each(shipped.models.map((model) => [model.id, model] as const))(
    '%s: the parts are the whole, and every layer has a row without a gap',
    (_id, model) => {
      const parts = parameterParts(model).reduce((sum, part) => sum + part.parameters, 0)
      expect(parts).toBe(countParameters(model).total)
      expect(layerRows(model)).toHaveLength(model.layerGroups.length)
      expect(JSON.stringify([layerRows(model), sizeRows(model), weightSizes(model)])).not.toMatch(/NaN|undefined/)
    },
  )
})
