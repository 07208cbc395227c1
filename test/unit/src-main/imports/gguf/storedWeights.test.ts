import { describe, expect, it } from 'vitest'
import { storedWeights } from '#main/imports/gguf/storedWeights.ts'
import { weightBytes } from '#shared/domain/weights/weightBytes.ts'
import { model } from '../../../../support/engineScenarios.ts'

/** The matrices of Llama 3.1 8B, as llama.cpp stores them. */
function tensors(format: (name: string, layer: number) => string) {
  const one = (name: string, layer: number, columns: number, rows: number) => ({
    name: layer < 0 ? `${name}.weight` : `blk.${layer}.${name}.weight`,
    dimensions: [columns, rows],
    elements: columns * rows,
    format: format(name, layer),
  })
  const layers = Array.from({ length: 32 }, (_, layer) => [
    one('attn_q', layer, 4096, 4096),
    one('attn_k', layer, 4096, 1024),
    one('attn_v', layer, 4096, 1024),
    one('attn_output', layer, 4096, 4096),
    one('ffn_gate', layer, 4096, 14336),
    one('ffn_up', layer, 4096, 14336),
    one('ffn_down', layer, 14336, 4096),
  ])
  return [one('token_embd', -1, 4096, 128256), ...layers.flat(), one('output', -1, 4096, 128256)]
}

describe('a GGUF file', () => {
  it('stores each part in the mean of its tensors: Q4_K_M is 4.92 GB of Llama 3.1 8B', () => {
    // Half of the value and down projections are Q6_K: llama.cpp's `use_more_bits`.
    const more = (layer: number) => layer < 4 || layer >= 28 || (layer - 4) % 3 === 2
    const mixed = tensors((name, layer) => {
      if (name === 'output') return 'Q6_K'
      return /attn_v|ffn_down/.test(name) && more(layer) ? 'Q6_K' : 'Q4_K'
    })
    const checkpoint = storedWeights(mixed, 32, 'Q4_K (GGUF)')
    expect(checkpoint?.asked).toEqual(['int4'])
    expect(checkpoint?.head).toEqual({ precision: 'int8', bits: 6.5625 })
    const bytes = weightBytes({ ...model('llama-3.1-8b'), checkpoints: checkpoint ? [checkpoint] : [] }, 'int4')
    expect(bytes / 1e9).toBeCloseTo(4.92, 1)
  })

  it('one table is both ends where there is no other', () => {
    const tied = tensors(() => 'Q8_0').filter(({ name }) => name !== 'output.weight')
    expect(storedWeights(tied, 32, 'Q8_0 (GGUF)')).toMatchObject({
      asked: ['int8'],
      embedding: { bits: 8.5 },
      head: { bits: 8.5 },
    })
  })

  it('in 16 bits, or in a format that is not known, has no form of its own', () => {
    expect(
      storedWeights(
        tensors(() => 'BF16'),
        32,
        'BF16 (GGUF)',
      ),
    ).toBeNull()
    expect(
      storedWeights(
        tensors(() => 'type 77'),
        32,
        'type 77 (GGUF)',
      ),
    ).toBeNull()
  })
})
