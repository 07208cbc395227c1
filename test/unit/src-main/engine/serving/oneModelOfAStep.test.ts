import { describe, expect, it } from 'vitest'
import { SOFTWARE_STACKS } from '#shared/domain/software.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { SERVING_ENTRIES } from '#main/engine/calibration/servingTable.ts'
import { hardware, scenario } from '../../../../support/engineScenarios.ts'

const DEVICES = [
  'a100-sxm-80',
  'h100-sxm',
  'h200-sxm',
  'b200-sxm',
  'gb200-nvl72',
  'mi300x',
  'mi355x',
  'h20',
  'rtx-4090',
]
const PRECISIONS = ['bf16', 'fp8', 'int4'] as const

describe('a step', () => {
  it('with one request is never slower than with two, on any device, stack and precision', () => {
    for (const device of DEVICES) {
      for (const software of SOFTWARE_STACKS) {
        for (const weightPrecision of PRECISIONS) {
          const at = (concurrency: number): number =>
            evaluate(
              scenario(
                device,
                'llama-3.1-8b',
                {
                  serving: 'aggregated',
                  software,
                  weightPrecision,
                  activationPrecision: weightPrecision === 'int4' ? 'bf16' : weightPrecision,
                },
                { concurrency },
              ),
            ).metrics.tpot.value ?? NaN
          const alone = at(1)
          if (Number.isNaN(alone)) continue
          expect(alone, `${device} ${software} ${weightPrecision}`).toBeLessThanOrEqual(1.01 * at(2))
        }
      }
    }
  })

  it('takes the same in a fixed batch as in a loop where one of them was measured', () => {
    for (const software of ['sglang', 'trtllm', 'vllm'] as const) {
      for (const device of ['b200-sxm', 'gb200-nvl72', 'b300-sxm', 'h200-sxm']) {
        const measured = SERVING_ENTRIES.some(
          (entry) =>
            entry.style === 'static' && entry.software === software && entry.generation === hardware(device).generation,
        )
        if (measured) continue
        const tpot = (serving: 'static' | 'aggregated'): number =>
          evaluate(
            scenario(
              device,
              'llama-3.1-70b',
              { serving, software, devices: 4, tensorParallel: 4 },
              // Hardly any prompts beside the decoding requests.
              { concurrency: 16, inputTokens: 16, outputTokens: 2048 },
            ),
          ).metrics.tpot.value ?? NaN
        expect(Math.abs(tpot('static') / tpot('aggregated') - 1), `${device} ${software}`).toBeLessThan(0.15)
      }
    }
  })

  it('with a prompt waits for the host on the path of its own request alone', () => {
    const { ledger, explanations, metrics } = evaluate(
      scenario(
        'h100-sxm',
        'llama-3.1-70b',
        {
          serving: 'aggregated',
          software: 'vllm',
          devices: 8,
          tensorParallel: 8,
          weightPrecision: 'fp8',
          activationPrecision: 'fp8',
        },
        { concurrency: 1, inputTokens: 128, outputTokens: 128 },
      ),
    )
    const host = explanations.ttft?.terms.find(({ label }) => label.code === 'term.promptHost')
    expect(host?.value ?? 0).toBeGreaterThan(0.01)
    // Public runs of such prompts take 95 ms where their kernels take 50: 0.3 ms a layer are the host's, some of them in the step.
    const overhead = ledger
      .filter(({ phase, cause }) => phase === 'prefill' && cause === 'stepOverhead')
      .reduce((sum, { seconds }) => sum + seconds, 0)
    expect(overhead).toBeGreaterThan(0.018)
    expect(overhead).toBeGreaterThan(host?.value ?? 0)
    expect(metrics.ttft.value ?? NaN).toBeGreaterThan(0.033)
    expect(metrics.ttft.value ?? NaN).toBeLessThan(0.061)
    const first = ledger.filter(({ phase }) => phase !== 'decode').reduce((sum, { seconds }) => sum + seconds, 0)
    expect(first).toBeCloseTo(metrics.ttft.value ?? NaN, 9)
  })
})
