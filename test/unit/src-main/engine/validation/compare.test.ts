import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccuracyRow } from '#shared/domain/accuracy.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { compare } from '#main/engine/validation/compare.ts'
import { leftOutErrors } from '#main/engine/validation/crossValidated.ts'
import { floorOf } from '#main/engine/validation/floor.ts'
import type { Reading, Request } from '#main/engine/validation/reading.ts'
import { FACTS, HARDWARE } from '../../../../support/engineScenarios.ts'
import { draws } from '../../../../support/draws.ts'

const LEFT_OUT: AccuracyRow = {
  device: 'h100-sxm',
  software: 'vllm',
  quantity: 'gemm',
  family: null,
  kind: 'groupLeftOut',
  count: 50,
  median: 0.07,
  mean: 0.09,
  p90: 0.2,
  bias: 0,
  coverage: 0.8,
  quantiles: [-0.2, 0, 0.2],
}
const OFF_GRID: AccuracyRow = { ...LEFT_OUT, kind: 'deviceLeftOut' }
const errors = leftOutErrors([OFF_GRID, LEFT_OUT, { ...LEFT_OUT, device: 'h200-sxm' }])

function reading(request: Request, value: number, field: 'seconds' | 'tpot' | 'ttft' | 'e2e' = 'seconds'): Reading {
  return { kind: 'case', request, row: 7, measures: [{ quantity: 'gemm', value, field }] }
}

const gemm: Request = { op: 'gemm', hardware: 'h100-sxm', software: 'vllm', dtype: 'bf16', m: 64, n: 8192, k: 8192 }
const run: Request = {
  mode: 'static',
  hardware: 'h100-sxm',
  software: 'vllm',
  model: 'llama-3.1-70b',
  weightDtype: 'fp8',
  kvDtype: 'fp8',
  tp: 8,
  batch: 4,
  inputTokens: 1024,
  outputTokens: 256,
}

describe('a comparison', () => {
  it('holds a prediction against its measurement', () => {
    const [first] = compare(reading(gemm, 1), FACTS, errors).comparisons
    const predicted = first?.predicted ?? Number.NaN
    expect(predicted).toBeGreaterThan((8192 * 8192 * 2) / 3.4e12)
    const [exact] = compare(reading(gemm, predicted), FACTS, errors).comparisons
    expect(exact).toMatchObject({
      error: 0,
      inside: true,
      device: 'h100-sxm',
      stack: 'vllm',
      family: 'operators',
      row: 7,
    })
    expect(exact?.crossValidated).toBe(LEFT_OUT)
    expect(exact?.deviceLeftOut).toBe(OFF_GRID)
    const [far] = compare(reading(gemm, predicted * 10), FACTS, errors).comparisons
    expect(far).toMatchObject({ inside: false, measuredBelowFloor: false })
    expect(far?.error).toBeCloseTo(-0.9, 12)
  })

  it('knows a measurement that beats physics', () => {
    const bytes = 8192 * 8192 * 2
    const bandwidth = machineOf(HARDWARE.get('h100-sxm') ?? never()).serving.bandwidth
    expect(compare(reading(gemm, (bytes / bandwidth) * 0.98), FACTS, errors).comparisons[0]?.measuredBelowFloor).toBe(
      true,
    )
    expect(compare(reading(gemm, (bytes / bandwidth) * 1.02), FACTS, errors).comparisons[0]?.measuredBelowFloor).toBe(
      false,
    )
    // 70 GB in fp8 over eight devices: about 2.6 ms a step.
    expect(compare(reading(run, 0.002, 'tpot'), FACTS, errors).comparisons[0]?.measuredBelowFloor).toBe(true)
    expect(compare(reading(run, 0.006, 'tpot'), FACTS, errors).comparisons[0]?.measuredBelowFloor).toBe(false)
  })

  it('says why there is none', () => {
    const why = (request: Request): unknown => compare(reading(request, 1, 'tpot'), FACTS, errors).omissions[0]?.reason
    expect(why({ ...gemm, hardware: 'h9000' })).toBe('unknownDevice')
    expect(why({ ...run, model: 'unheard-7b' } as Request)).toBe('unknownModel')
    expect(why({ ...run, batch: -1 } as Request)).toBe('refused')
  })

  it('gives a request its own token in every step, however short its output and long the prompts', () => {
    for (const [concurrency, outputTokens] of [
      [1, 1],
      [2, 1],
      [3, 2],
    ] as const) {
      const request: Request = {
        mode: 'aggregated',
        hardware: 'a100-sxm-80',
        software: 'sglang',
        model: 'deepseek-v3',
        weightDtype: 'bf16',
        kvDtype: 'bf16',
        tp: 1,
        concurrency,
        inputTokens: 16_384,
        outputTokens,
      }
      const { comparisons } = compare(reading(request, 1, 'tpot'), FACTS, errors)
      expect(comparisons.map(({ predictedBelowFloor }) => predictedBelowFloor)).toEqual([false])
    }
  })

  it('never predicts below the floor', () => {
    const size = (most: number) => fc.integer({ min: 0, max: 16 }).map((power) => Math.min(most, 2 ** power))
    const device = fc.constantFrom('a100-sxm-80', 'h100-sxm', 'h200-sxm', 'b200-sxm', 'gb200-nvl72', 'mi300x', 'l40s')
    const common = {
      hardware: device,
      software: fc.constantFrom('vllm' as const, 'trtllm' as const, 'sglang' as const),
    }
    const dtype = fc.constantFrom('bf16' as const, 'fp8' as const)
    const kvDtype = dtype
    const lengths = { batch: size(512), kvLength: size(65536), queryHeads: fc.constantFrom(8, 32, 64) }
    const requests = fc.oneof(
      fc.record({ op: fc.constant('gemm' as const), ...common, dtype, m: size(16384), n: size(65536), k: size(65536) }),
      fc.record({
        op: fc.constant('attention_decode' as const),
        ...common,
        kvDtype,
        ...lengths,
        kvHeads: fc.constantFrom(1, 4, 8),
        headSize: fc.constant(128),
      }),
      fc.record({ op: fc.constant('mla_decode' as const), ...common, kvDtype, ...lengths }),
      fc.record({
        op: fc.constant('moe' as const),
        ...common,
        dtype,
        tokens: size(16384),
        hidden: fc.constantFrom(2048, 4096, 7168),
        intermediate: fc.constantFrom(768, 2048),
        topK: fc.constantFrom(1, 8),
        experts: fc.constantFrom(64, 256),
        ep: fc.constantFrom(1, 8),
        skew: fc.constantFrom(1, 1.2),
      }),
      fc.record({
        op: fc.constantFrom('all_reduce' as const, 'all_gather' as const, 'all_to_all' as const),
        ...common,
        devices: fc.constantFrom(2, 4, 8),
        bytes: size(65536).map((kibibytes) => kibibytes * 1024),
      }),
      fc.record({
        mode: fc.constant('aggregated' as const),
        ...common,
        model: fc.constantFrom('llama-3.1-8b', 'llama-3.1-70b', 'qwen3-235b-a22b', 'deepseek-v3', 'gpt-oss-120b'),
        weightDtype: dtype,
        kvDtype,
        tp: fc.constantFrom(1, 4, 8),
        concurrency: size(512),
        inputTokens: size(32768),
        outputTokens: size(4096),
      }),
    )
    fc.assert(
      fc.property(requests, (request) => {
        for (const field of 'op' in request ? (['seconds'] as const) : (['tpot', 'ttft', 'e2e'] as const)) {
          const { comparisons } = compare(reading(request, 1, field), FACTS, errors)
          for (const { predictedBelowFloor, predicted } of comparisons) {
            expect(predictedBelowFloor, `${JSON.stringify(request)} ${field} ${predicted}`).toBe(false)
          }
          const profile = FACTS.hardware(request.hardware) ?? never()
          const model = 'mode' in request ? FACTS.model(request.model) : null
          const { cold, warm } = floorOf(machineOf(profile), model, request, field)
          expect(cold).toBeGreaterThanOrEqual(warm)
          expect(warm).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: draws(2000) },
    )
  })
})

function never(): never {
  throw new Error('not in the library')
}
