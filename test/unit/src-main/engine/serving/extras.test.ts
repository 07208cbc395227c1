import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { tokensPerStep } from '#main/engine/serving/speculation.ts'
import type { Deployment, Speculation } from '#shared/domain/deployment.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { scenario } from '../../../../support/engineScenarios.ts'
import { wordingText } from '#shared/words/say.ts'

function run(deployment: Partial<Deployment>, workload: Partial<Workload> = {}): ScenarioResult {
  return evaluate(
    scenario(
      'h100-sxm',
      'llama-3.1-70b',
      { devices: 8, tensorParallel: 8, ...deployment },
      { concurrency: 1, ...workload },
    ),
  )
}

const value = (result: ScenarioResult, metric: 'tpot' | 'prefill'): number => result.metrics[metric].value ?? NaN

describe('speculative decoding', () => {
  it('yields the accepted prefix and one more token', () => {
    const drafts = (draftTokens: number, acceptance: number): Speculation => ({ draftTokens, acceptance, draftCost: 0 })
    expect(tokensPerStep(null)).toBe(1)
    expect(tokensPerStep(drafts(3, 0))).toBe(1)
    expect(tokensPerStep(drafts(3, 1))).toBe(4)
    // 1 + 0.8 + 0.64 + 0.512 = (1 − 0.8⁴) / (1 − 0.8)
    expect(tokensPerStep(drafts(3, 0.8))).toBeCloseTo(2.952, 12)
  })

  it('divides the time of a step that waits for weights by the tokens it yields, at a free draft', () => {
    const plain = value(run({}), 'tpot')
    const drafted = value(run({ speculation: { draftTokens: 3, acceptance: 0.8, draftCost: 0 } }), 'tpot')
    expect(plain / drafted).toBeGreaterThan(0.9 * 2.952)
    expect(plain / drafted).toBeLessThanOrEqual(2.952)
  })

  it('costs its drafts: none accepted is slower than none drafted', () => {
    const plain = value(run({}), 'tpot')
    const wasted = value(run({ speculation: { draftTokens: 4, acceptance: 0, draftCost: 0.1 } }), 'tpot')
    expect(wasted).toBeGreaterThan(1.35 * plain)
    expect(wasted).toBeLessThan(1.6 * plain)
  })

  it('makes steps long, not short, where arithmetic binds', () => {
    const load = { concurrency: 2000, inputTokens: 64, outputTokens: 64 }
    const plain = run({ serving: 'static' }, load)
    const speculation = { draftTokens: 8, acceptance: 0.3, draftCost: 0 }
    const drafted = run({ serving: 'static', speculation }, load)
    expect(drafted.batch?.stepSeconds ?? 0).toBeGreaterThan(plain.batch?.stepSeconds ?? Infinity)
    expect(value(drafted, 'tpot')).toBeGreaterThan(value(plain, 'tpot'))
  })
})

describe('offload to host memory', () => {
  it('reads what is kept there over the host link in every step', () => {
    // 70.6e9 parameters × 2 bytes, half of them over 8 links of 64 GB/s.
    const result = run({ offload: { weights: 0.5, kv: 0 } })
    const floor = (0.95 * 0.5 * 70.6e9 * 2) / (8 * 64e9)
    expect(value(result, 'tpot')).toBeGreaterThan(floor)
    expect(result.binding?.decode.resource).toBe('host')
    const streamed = result.ledger.filter(({ phase, cause }) => phase === 'decode' && cause === 'weightStreaming')
    expect(streamed.reduce((sum, { seconds }) => sum + seconds, 0)).toBeGreaterThan(0.9 * floor)
  })

  it('lets a model fit that does not fit otherwise', () => {
    const small = { devices: 1, tensorParallel: 1 }
    expect(run(small).fit.state).toBe('doesNotFit')
    expect(run({ ...small, offload: { weights: 0.7, kv: 0 } }).fit).toMatchObject({
      state: 'fits',
      placement: 'offloaded',
    })
  })

  it('keeps KV there apart from weights', () => {
    const load = { concurrency: 32, inputTokens: 16_000 }
    const result = run({ offload: { weights: 0, kv: 1 } }, load)
    const cause = (name: string) =>
      result.ledger.filter((entry) => entry.cause === name).reduce((sum, { seconds }) => sum + seconds, 0)
    expect(cause('hostTransfer')).toBeGreaterThan(0)
    expect(cause('weightStreaming')).toBe(0)
    expect(value(result, 'tpot')).toBeGreaterThan(value(run({}, load), 'tpot'))
  })
})

describe('context parallelism', () => {
  const load = { inputTokens: 120_000, outputTokens: 100, concurrency: 1 }
  const plain = { devices: 8, tensorParallel: 8 }
  const split = { devices: 32, tensorParallel: 8, contextParallel: 4 }

  it('shortens a long prompt by nearly its degree, never by more', () => {
    const gain = value(run(plain, load), 'prefill') / value(run(split, load), 'prefill')
    expect(gain).toBeGreaterThan(2.5)
    expect(gain).toBeLessThanOrEqual(4)
  })

  it('splits the cache and replicates the weights', () => {
    const one = run(plain, { ...load, concurrency: 4 }).fit
    const four = run(split, { ...load, concurrency: 4 }).fit
    expect(four.kv).toBeCloseTo(one.kv ?? NaN, -6)
    expect(four.weights).toBeCloseTo(4 * (one.weights ?? NaN), -6)
  })

  it('says what to set where the degrees do not make the devices', () => {
    const result = run({ devices: 8, tensorParallel: 8, contextParallel: 2 })
    expect(result.findings.map(wordingText).join(' ')).toContain('context parallel 2 make 16 devices')
  })
})
