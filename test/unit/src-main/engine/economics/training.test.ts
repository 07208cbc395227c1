import { describe, expect, it } from 'vitest'
import { trainingDeviceHours } from '#main/engine/economics/training.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import { hardware, model } from '../../../../support/engineScenarios.ts'

describe('training a model once', () => {
  it('takes the hours its own card speaks of', () => {
    const seventy = model('llama-3.1-70b')
    const { active } = countParameters(seventy)
    const rate = machineOf(hardware('h100-sxm')).peaks.bf16.rate
    // 6 operations × active parameters × 15e12 tokens, at 40 % of 989 TFLOP/s, in hours.
    const hours = (6 * active * 15e12) / (rate * 0.4) / 3600
    expect(trainingDeviceHours(seventy, machineOf(hardware('h100-sxm')), { tokens: 15e12, utilisation: 0.4 })).toBe(
      hours,
    )
    // Llama 3.1's own card: 7.0 million H100 hours for 70B (with more than pre-training in them).
    expect(hours / 7e6).toBeGreaterThan(0.5)
    expect(hours / 7e6).toBeLessThan(1.1)
  })
})
