import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LAYER_PARTS, checkpointSchema } from '#shared/domain/checkpoint.ts'
import { footprintOf } from '#shared/domain/lowering/footprint.ts'
import { lowerModel } from '#shared/domain/lowering/lower.ts'
import { modelProfileSchema, type ModelProfile } from '#shared/domain/model.ts'
import { hasExperts } from '#shared/domain/modelShape.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import { BITS_PER_ELEMENT, PRECISIONS } from '#shared/domain/precision.ts'
import { coverageOf } from '#shared/domain/weights/coverage.ts'
import { heldWeights } from '#shared/domain/weights/heldWeights.ts'
import { heldParameters, weightBytes } from '#shared/domain/weights/weightBytes.ts'
import { wordingText } from '#shared/words/say.ts'
import { MODELS, layout, model } from '../../../../support/engineScenarios.ts'

const EIGHT = { precision: 'fp8', bits: 8 } as const
const plain = (id: string): ModelProfile =>
  ({ ...model(id), checkpoints: [], expertPrecision: undefined }) as ModelProfile
const gigabytes = (id: string, precision: (typeof PRECISIONS)[number]): number =>
  weightBytes(model(id), precision) / 1e9
const sentence = (of: ModelProfile, precision: (typeof PRECISIONS)[number]): string => {
  const parameters = coverageOf(of, precision)
  return parameters === null ? '' : wordingText({ code: 'weights-cover', parameters })
}

describe('what a named precision covers', () => {
  it('16 bits and more cover everything', () => {
    for (const precision of ['fp32', 'bf16', 'fp16'] as const) {
      const held = heldParameters(plain('deepseek-v3'), precision)
      expect(new Set(held.map((entry) => entry.held.precision))).toEqual(new Set([precision]))
      expect(sentence(plain('deepseek-v3'), precision)).toBe('')
    }
  })

  it('narrower ones cover the layers but their routers, and neither embedding nor head', () => {
    for (const precision of ['int4', 'int8', 'fp8'] as const) {
      const { embedding, head, groups } = heldWeights(plain('qwen3-30b-a3b'), precision)
      expect([embedding, head].map((held) => held.precision)).toEqual(['bf16', 'bf16'])
      const layer = groups[0]?.[0]?.held
      expect(layer?.router.precision).toBe('bf16')
      expect(layer?.attention.precision).toBe(precision)
      expect(layer?.routedExperts.precision).toBe(precision)
    }
  })

  it('4-bit floats cover experts and dense feed-forwards alone where there are experts, and all layers where there are none', () => {
    for (const precision of ['nvfp4', 'mxfp4'] as const) {
      const layer = heldWeights(plain('deepseek-v3'), precision).groups[1]?.[0]?.held
      const narrow = LAYER_PARTS.filter((part) => layer?.[part].precision === precision)
      expect(narrow).toEqual(['denseFeedForward', 'routedExperts'])
      expect(heldWeights(plain('llama-3.1-70b'), precision).groups[0]?.[0]?.held.attention.precision).toBe(precision)
    }
  })

  it('experts that are published narrower stay so under any wider name', () => {
    for (const precision of ['bf16', 'fp8'] as const) {
      const experts = heldWeights(model('kimi-k2.5'), precision).groups[1]?.[0]?.held.routedExperts
      expect(experts).toEqual({ precision: 'int4', bits: 4.5 })
    }
  })

  it('is a sentence', () => {
    expect(sentence(plain('llama-3.1-70b'), 'int4')).toBe(
      'Weights in int4 are as such checkpoints usually are: attention and feed-forward in int4 (4.16 bits) and embedding and head in bf16 (16 bits).',
    )
    expect(sentence(model('llama-3.1-405b'), 'fp8')).toBe(
      'Weights in fp8 are those of meta-llama/Llama-3.1-405B-FP8: feed-forward of 124 of 126 layers in fp8 (8 bits) and embedding, attention, feed-forward of 2 of 126 layers and head in bf16 (16 bits).',
    )
  })
})

describe('published forms', () => {
  it('a precision takes the first form that goes by it', () => {
    expect(heldWeights(model('deepseek-v4-flash'), 'fp8').checkpoint?.name).toBe('deepseek-ai/DeepSeek-V4-Flash')
    expect(heldWeights(model('deepseek-v4-flash'), 'nvfp4').checkpoint?.name).toBe('nvidia/DeepSeek-V4-Flash-NVFP4')
    expect(heldWeights(model('deepseek-v4-flash'), 'bf16').checkpoint).toBeNull()
    expect(heldWeights(model('minimax-m3'), 'fp8').checkpoint).toBeNull()
  })

  it('of the library cite a source, name a precision they hold, and count no layer the model lacks', () => {
    let seen = 0
    for (const { id, checkpoints = [], layerGroups, sources } of MODELS.values()) {
      for (const form of checkpoints) {
        seen++
        expect(checkpointSchema.safeParse(form).success, id).toBe(true)
        expect(Object.keys(sources), id).toContain(form.source)
        const held = form.layers.flatMap(({ parts }) => Object.values(parts))
        for (const asked of form.asked)
          expect(
            held.map(({ precision }) => precision),
            id,
          ).toContain(asked)
        for (const { only } of form.layers) {
          if (only) expect(only.count, id).toBeLessThanOrEqual(layerGroups[only.group]?.count ?? 0)
        }
      }
    }
    expect(seen).toBeGreaterThan(25)
  })

  it('a profile without any is read as before', () => {
    const { checkpoints: _, ...older } = model('deepseek-v3')
    expect(modelProfileSchema.parse(older)).toEqual(older)
    expect(heldWeights(older, 'fp8').checkpoint).toBeNull()
  })

  it('layers that a form does not count are as they were trained', () => {
    const one = plain('llama-3.1-8b')
    const form = {
      name: 'some',
      asked: ['fp8' as const],
      layers: [{ only: { group: 0, count: 30 }, parts: { attention: EIGHT, denseFeedForward: EIGHT } }],
      source: null,
    }
    const runs = heldWeights({ ...one, checkpoints: [form] }, 'fp8').groups[0] ?? []
    expect(runs.map(({ count, held }) => [count, held.attention.bits])).toEqual([
      [30, 8],
      [2, 16],
    ])
  })
})

describe('bytes of all weights', () => {
  it('count every parameter of every model once, in every precision', () => {
    for (const one of MODELS.values()) {
      for (const precision of PRECISIONS) {
        const sum = heldParameters(one, precision).reduce((total, { parameters }) => total + parameters, 0)
        expect(sum / countParameters(one).total, `${one.id} ${precision}`).toBeCloseTo(1, 9)
        const bytes = weightBytes(one, precision)
        expect(Number.isFinite(bytes) && bytes > 0, one.id).toBe(true)
        expect(bytes).toBeLessThanOrEqual((sum * Math.max(16, BITS_PER_ELEMENT[precision])) / 8)
      }
    }
  })

  it('are those of the lowered operators and the embedding, however a form excludes layers', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...[...MODELS.values()].filter(({ id }) => !EXPRESSED_OTHERWISE.has(id))),
        fc.constantFrom(...PRECISIONS),
        fc.integer({ min: 1, max: 40 }),
        (one, precision, count) => {
          const only = { group: 0, count: Math.min(count, one.layerGroups[0]?.count ?? 1) }
          const parts = { attention: EIGHT, denseFeedForward: EIGHT, routedExperts: EIGHT }
          const form = { name: 'some', asked: ['fp8' as const], layers: [{ only, parts }], source: null }
          const drawn = { ...one, checkpoints: [form] }
          const given = layout({ weightPrecision: precision })
          const lowered = footprintOf(drawn, given, lowerModel(drawn, given).operators).weightsPerCopy
          expect(Math.abs(lowered / weightBytes(drawn, precision) - 1), one.id).toBeLessThan(0.03)
        },
      ),
      { numRuns: 300, seed: 3 },
    )
  })

  /** Families whose operators leave out what the count of parameters has: overlapping compressors, small gates. */
  const EXPRESSED_OTHERWISE: ReadonlySet<string> = new Set(['deepseek-v4-flash', 'deepseek-v4-pro', 'kimi-k3'])

  it('a wider precision never takes fewer', () => {
    const order = ['mxfp4', 'nvfp4', 'fp8', 'bf16', 'fp32'] as const
    for (const one of MODELS.values()) {
      const bytes = order.map((precision) => weightBytes({ ...one, checkpoints: [] }, precision))
      const ofTheSame = hasExperts(one) ? bytes.slice(2) : bytes
      expect(ofTheSame, one.id).toEqual(ofTheSame.toSorted((first, second) => first - second))
    }
  })
})

describe('bytes of published checkpoints', () => {
  // Loaded weights as vLLM prints them: "Loading model weights took 57.7520 GB" (GiB) on each of 8 devices (vllm#6746).
  it('Llama-3.1-405B-FP8: 496 GB, within 2 %', () => {
    expect(Math.abs(gigabytes('llama-3.1-405b', 'fp8') / ((57.752 * 8 * 2 ** 30) / 1e9) - 1)).toBeLessThan(0.02)
  })

  // Sizes of the files as the Hub lists them, shard by shard, at the revisions named.
  it.each([
    ['qwen2.5-7b', 'int4', 4.0 + 1.58, 'Qwen/Qwen2.5-7B-Instruct-GPTQ-Int4 at 6e497db'],
    ['llama-3.1-8b', 'int4', 4.68 + 1.05, 'hugging-quants/Meta-Llama-3.1-8B-Instruct-AWQ-INT4 at 62c1d84'],
    ['llama-3.1-8b', 'fp8', 5.0 + 4.08, 'neuralmagic/Meta-Llama-3.1-8B-Instruct-FP8 at 4d24bdf'],
    ['gpt-oss-20b', 'mxfp4', 4.79 + 4.8 + 4.17, 'openai/gpt-oss-20b at 6cee5e8'],
  ] as const)('%s in %s: %d GB, within 1 % (%s)', (id, precision, listed, source) => {
    expect(Math.abs(gigabytes(id, precision) / listed - 1), source).toBeLessThan(0.01)
  })

  // Integers with a scale a row; the listed GPTQ files have one per 128 elements and are 8.86 GB.
  it('Qwen2.5-7B in int8: 8.7 GB, a fourth of it embedding and head', () => {
    expect(gigabytes('qwen2.5-7b', 'int8')).toBeCloseTo(8.71, 1)
  })

  // Arithmetic: 1,014.7 billion expert weights of 4.5 bits, 11.7 billion others of 16.
  it('Kimi K2.5: 594 GB, only its experts in four bits', () => {
    expect(gigabytes('kimi-k2.5', 'int4')).toBeCloseTo(594.2, 0)
  })
})
