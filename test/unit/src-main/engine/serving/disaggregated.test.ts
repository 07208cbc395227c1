import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { servingFor } from '#main/engine/calibration/serving.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { hardware, scenario } from '../../../../support/engineScenarios.ts'

function pools(prefillWorkers: number, concurrency: number) {
  const worker = { tensorParallel: 8, pipelineParallel: 1, dataParallel: 1, expertParallel: 8, contextParallel: 1 }
  return evaluate(
    scenario(
      'b200-sxm',
      'deepseek-v3',
      {
        serving: 'disaggregated',
        software: 'trtllm',
        devices: 8 * (prefillWorkers + 2),
        expertParallel: 8,
        weightPrecision: 'fp8',
        activationPrecision: 'fp8',
        kvPrecision: 'fp8',
        pools: {
          prefill: { ...worker, workers: prefillWorkers, batch: 1 },
          decode: { ...worker, workers: 2, batch: 512 },
        },
      },
      { inputTokens: 1024, concurrency },
    ),
  )
}

describe('separate pools', () => {
  it('rest on a fit of their own', () => {
    const { calibration, findings } = pools(1, 64)
    expect(calibration.source).toBe('fitted')
    expect(calibration.medianError ?? 1).toBeLessThan(0.2)
    expect(findings.some((finding) => finding.code === 'calibration-inherited')).toBe(false)
  })

  it('more prefill workers never lengthen the wait for the first token', () => {
    for (const concurrency of [1, 16, 256, 1024]) {
      let before = Infinity
      for (const workers of [1, 2, 4, 8]) {
        const ttft = pools(workers, concurrency).metrics.ttft.value ?? NaN
        expect(ttft).toBeLessThanOrEqual(before * 1.001)
        before = ttft
      }
    }
  })
})

describe('servingFor', () => {
  it('prefers the stack on the vendor’s devices to any other stack', () => {
    const serving = servingFor(machineOf(hardware('mi355x')), 'vllm', 'static')
    expect(serving.source).toBe('sameVendor')
    expect(serving.donor).toBe('AMD devices/vllm')
  })
})
