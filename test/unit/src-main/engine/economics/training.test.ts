import { describe, expect, it } from 'vitest'
import { secondsPerTrainedToken } from '#main/engine/economics/training.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import { hardware, model } from '../../../../support/engineScenarios.ts'

describe('training a model once', () => {
  it('takes the hours its own card speaks of', () => {
    const seventy = model('llama-3.1-70b')
    const { active } = countParameters(seventy)
    const rate = machineOf(hardware('h100-sxm')).peaks.bf16.rate
    const each = secondsPerTrainedToken(seventy, machineOf(hardware('h100-sxm')))
    // 6 operations × active parameters, at the 989 TFLOP/s of the peak.
    expect(each).toBe((6 * active) / rate)
    // 15e12 tokens at 40 % of it, in hours.
    const hours = ((each ?? NaN) * 15e12) / 0.4 / 3600
    // Llama 3.1's own card: 7.0 million H100 hours for 70B (with more than pre-training in them).
    expect(hours / 7e6).toBeGreaterThan(0.5)
    expect(hours / 7e6).toBeLessThan(1.1)
  })
})
