import { describe, expect, it } from 'vitest'
import { hostSeconds, launchedShare, overlapped } from '#main/engine/serving/step.ts'
import { createStep } from '#shared/domain/lowering/work.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { scenario } from '../../../../support/engineScenarios.ts'

describe('device and host of a step', () => {
  it('take at least the longer of both and at most their sum, and more of either is never faster', () => {
    for (const device of [1e-4, 1e-3, 1e-2, 1]) {
      let last = 0
      for (const host of [0, 1e-6, 1e-4, 1e-2, 1, 10]) {
        const whole = overlapped(device, host)
        expect(whole).toBeGreaterThanOrEqual(Math.max(device, host))
        expect(whole).toBeLessThanOrEqual((device + host) * (1 + 1e-12))
        expect(whole).toBeGreaterThanOrEqual(last)
        last = whole
      }
    }
  })

  it('hide most of a short one behind a long one', () => {
    expect(overlapped(20e-3, 2e-3) - 20e-3).toBeLessThan(0.3 * 2e-3)
    expect(overlapped(2e-3, 2e-3) - 2e-3).toBeGreaterThan(0.5 * 2e-3)
  })

  it('launch for prompts alone, more for more tokens up to what graphs hold', () => {
    const step = createStep()
    step.decodeSequences = 64
    expect(launchedShare(step)).toBe(0)
    step.prefillTokens = 64
    expect(launchedShare(step)).toBe(0.5)
    step.decodeSequences = 0
    expect(launchedShare(step)).toBe(1)
    step.decodeSequences = 64
    step.prefillTokens = 2048
    expect(launchedShare(step)).toBe(1)
    const plan = { sequenceOverhead: 1e-5, mixedOverhead: 4e-3 } as Parameters<typeof hostSeconds>[0]
    expect(hostSeconds(plan, step)).toBeCloseTo(64e-5 + 4e-3, 12)
  })
})

describe('a loop of short prompts', () => {
  const at = (concurrency: number) =>
    evaluate(
      scenario(
        'h200-sxm',
        'llama-3.1-8b',
        { serving: 'aggregated', software: 'trtllm', weightPrecision: 'fp8', activationPrecision: 'fp8' },
        { concurrency, inputTokens: 256, outputTokens: 256 },
      ),
    )

  it('delivers more with more requests as long as a step has room: prompts that fit together do not wait', () => {
    const rates = [32, 128, 512, 1024].map((concurrency) => at(concurrency).throughput.output ?? Number.NaN)
    rates.slice(1).forEach((rate, index) => expect(rate).toBeGreaterThan(rates[index] ?? Number.NaN))
  })

  it('has first tokens after seconds at most, not after one step each of all the others', () => {
    expect(at(1024).metrics.ttft.value ?? Number.NaN).toBeLessThan(2)
  })
})
