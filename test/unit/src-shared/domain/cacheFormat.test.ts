import { describe, expect, it } from 'vitest'
import { cacheBytesPerToken, indexKeyBytes } from '#shared/domain/cacheFormat.ts'
import { indexScoreBytes } from '#shared/domain/lowering/indexScores.ts'
import { cacheBytesPerRequest } from '#shared/domain/lowering/footprint.ts'
import { lowerModel } from '#shared/domain/lowering/lower.ts'
import { modelProfileSchema } from '#shared/domain/model.ts'
import { cacheGrowthPerToken } from '#shared/domain/parameters.ts'
import { layout, model } from '../../../support/engineScenarios.ts'

/** Bytes a token of context adds once every window is full, by hand from the dimensions. */
const BY_HAND: readonly (readonly [string, 'bf16' | 'fp8', number])[] = [
  ['deepseek-v3', 'bf16', 61 * 1152],
  ['deepseek-v3.2', 'bf16', 61 * (1152 + 132)],
  // 512 in fp8, four 32-bit scales, 64 rotary in 16 bits; and the index key.
  ['deepseek-v3.2', 'fp8', 61 * (656 + 132)],
  ['gemma-3-27b', 'bf16', 10 * 16 * 2 * 128 * 2],
  ['gemma-4-31b', 'bf16', 10 * 4 * 2 * 512 * 2],
  ['gemma-4-26b-a4b', 'bf16', 5 * 2 * 2 * 512 * 2],
  ['gpt-oss-120b', 'bf16', 18 * 8 * 2 * 64 * 2],
  ['qwen3-235b-a22b', 'bf16', 94 * 4 * 2 * 128 * 2],
  ['minimax-m2', 'bf16', 62 * 8 * 2 * 128 * 2],
  ['minimax-m3', 'bf16', 130_404],
  ['glm-5', 'bf16', 78 * (1152 + 132)],
  // 21 of its 78 layers have an indexer.
  ['glm-5.2', 'bf16', 78 * 1152 + 21 * 132],
  ['qwen3.5-397b-a17b', 'bf16', 15 * 2 * 2 * 256 * 2],
  ['kimi-k2', 'bf16', 61 * 1152],
  // 30 layers keep one latent and one index key per 4 tokens, 31 one latent per 128.
  ['deepseek-v4-pro', 'bf16', (30 * (1024 + 132)) / 4 + (31 * 1024) / 128],
]

describe('bytes a token adds to the cache', () => {
  it.each(BY_HAND)('%s in %s: %d', (id, precision, bytes) => {
    expect(cacheGrowthPerToken(model(id), precision, 'full')).toBeCloseTo(bytes, 6)
  })

  it.each(BY_HAND)('%s in %s is held alike by a deployment', (id, kvPrecision, bytes) => {
    const operators = lowerModel(model(id), layout({ kvPrecision })).operators
    const held = (tokens: number): number => cacheBytesPerRequest(layout({ kvPrecision }), operators, tokens)
    expect((held(1_000_000) - held(500_000)) / 500_000).toBeCloseTo(bytes, 4)
  })

  it('keeps index keys in fp8 with a scale each, whatever the cache is held in', () => {
    expect(indexKeyBytes(128)).toBe(132)
    const [group] = model('minimax-m3').layerGroups.filter(
      ({ mixer }) => mixer.kind === 'attention' && mixer.blockSparse,
    )
    if (group === undefined) throw new Error('no sparse layer')
    const wide = cacheBytesPerToken(group.mixer, 'bf16') - 132
    expect(cacheBytesPerToken(group.mixer, 'fp8') - 132).toBe(wide / 2)
  })
})

describe('working memory of an index scan', () => {
  const bytes = (id: string, tokens: number, context: number): number =>
    indexScoreBytes(lowerModel(model(id), layout()).operators, tokens, context)

  it('is a 32-bit score for every query and key, of every layer in turn, and no more than stacks hold at once', () => {
    expect(bytes('deepseek-v3.2', 512, 10_000)).toBe(512 * 10_000 * 4)
    expect(bytes('deepseek-v4-flash', 512, 10_000)).toBe(512 * 10_000)
    expect(bytes('deepseek-v3.2', 8192, 131_072)).toBe(512 * 2 ** 20)
    expect(bytes('deepseek-v3', 8192, 131_072)).toBe(0)
  })
})

describe('layers that share a choice', () => {
  it('have no indexer: no projection, no scan, no index keys', () => {
    const shared = model('glm-5.2').layerGroups.filter(({ mixer }) => mixer.kind === 'mla' && mixer.sparse?.shared)
    expect(shared.reduce((sum, { count }) => sum + count, 0)).toBe(57)
    const operators = lowerModel({ ...model('glm-5.2'), layerGroups: shared }, layout()).operators
    expect(operators.filter(({ group }) => group === 'index')).toEqual([])
    const scans = lowerModel(model('glm-5.2'), layout()).operators.filter(({ kind }) => kind === 'index')
    expect(scans.reduce((sum, { count }) => sum + count, 0)).toBe(21)
  })

  it('are a word of newer profiles: one without it is read as before, every layer choosing for itself', () => {
    const older = structuredClone(model('deepseek-v3.2'))
    expect(modelProfileSchema.parse(older)).toEqual(older)
    const scans = lowerModel(older, layout()).operators.filter(({ kind }) => kind === 'index')
    expect(scans.reduce((sum, { count }) => sum + count, 0)).toBe(61)
  })
})
