import { describe, expect, it } from 'vitest'
import { modulePatterns } from '#main/imports/huggingFace/quantisation/modulePattern.ts'

const speaks = (pattern: string, module: string): boolean => modulePatterns([pattern]).speaksOf(module)

describe('patterns of modules', () => {
  it.each([
    ['lm_head', 'lm_head'],
    ['model.layers.3.mlp.gate', 'layers.3.mlp.gate'],
    ['language_model.model.layers.3.self_attn', 'layers.3.self_attn.q_proj'],
    ['gate', 'layers.3.mlp.gate'],
    ['self_attn', 'layers.3.self_attn.o_proj'],
    ['model.layers.0*', 'layers.0.mlp.down_proj'],
    ['*.mlp.shared_expert.*', 'layers.7.mlp.shared_expert.up_proj'],
    ['model.layers.*.self_attn', 'layers.12.self_attn.k_proj'],
    ['re:.*self_attn.*', 'layers.0.self_attn.q_a_proj'],
    [String.raw`re:.*mlp\.(gate|up|gate_up|down)_proj.*`, 'layers.0.mlp.down_proj'],
    [String.raw`re:model\.layers\.\d+\.mlp\.experts`, 'layers.41.mlp.experts.0.up_proj'],
    [String.raw`re:^lm_head$`, 'lm_head'],
  ])('%s speaks of %s', (pattern, module) => {
    expect(speaks(pattern, module)).toBe(true)
    expect(modulePatterns([pattern]).foreign).toEqual([])
  })

  it.each([
    ['gate', 'layers.3.mlp.gate_proj'],
    ['model.layers.1', 'layers.11.mlp.up_proj'],
    ['model.layers.1.*', 'layers.11.mlp.up_proj'],
    ['mtp.layers.0*', 'layers.0.mlp.up_proj'],
    ['model.vision_tower.layers.0*', 'layers.0.mlp.up_proj'],
    [String.raw`re:.*mlp\.(gate|up)_proj.*`, 'layers.0.mlp.experts.0.up_proj'],
    [String.raw`re:self_attn`, 'layers.0.self_attn.o_proj'],
    [String.raw`re:.*head$`, 'lm_head_norm'],
  ])('%s does not speak of %s', (pattern, module) => {
    expect(speaks(pattern, module)).toBe(false)
  })

  it('what is more than plain is not guessed at', () => {
    for (const pattern of ['re:(?!lm_head).*', 're:layers[^.]*', 're:(a+)+$', 're:a{3}', `re:${'x'.repeat(300)}`]) {
      expect(modulePatterns([pattern]).foreign, pattern).toEqual([pattern])
    }
  })

  it('hostile patterns neither hold up who reads them nor give a false answer', () => {
    const hostile = Array.from({ length: 2000 }, (_, index) => `${'*a'.repeat(60)}${index}`)
    const patterns = modulePatterns(hostile)
    const begun = performance.now()
    for (let layer = 0; layer < 200; layer++) patterns.speaksOf(`layers.${layer}.${'a.'.repeat(40)}b`)
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(patterns.gaveUp()).toBe(true)
  })
})
