import { describe, expect, it } from 'vitest'
import { NEUTRAL_SERVING } from '#main/engine/calibration/servingCoefficients.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import type { Plan } from '#main/engine/serving/plan.ts'
import { planOf } from '#main/engine/serving/planOf.ts'
import { createTotals, stepTime } from '#main/engine/serving/step.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import { layoutOf } from '#shared/domain/lowering/layout.ts'
import type { Step } from '#shared/domain/lowering/work.ts'
import { deployment, hardware, model } from '../../../../support/engineScenarios.ts'

const deepseek = model('deepseek-v3')

/** Seconds of a step's exchanges and of all its operators, without what a stack adds to them. */
function operatorsAlone(id: string, given: Partial<Deployment>, step: Step): { exchanges: number; all: number } {
  const wanted = deployment({ ...given, tensorParallel: 1, redundantExperts: 32 })
  const { layout } = layoutOf(deepseek, wanted, wanted)
  const by = { software: 'sglang', serving: 'aggregated', stack: null, softwareVersion: null } as const
  const known = planOf(deepseek, machineOf(hardware(id)), layout, by)
  const serving = { ...known.serving, coefficients: NEUTRAL_SERVING }
  const plan: Plan = { ...known, serving, stepOverhead: 0, sequenceOverhead: 0 }
  const totals = createTotals()
  let exchanges = 0
  stepTime(plan, step, totals, (operator, _prefill, timing) => {
    if (operator.kind === 'collective') exchanges += timing.seconds * operator.count
  })
  return { exchanges, all: totals.seconds }
}

const nothing = {
  decodeSequences: 0,
  decodeTokens: 1,
  decodeContext: 0,
  prefillSequences: 0,
  prefillTokens: 0,
  prefillContext: 0,
}

describe('experts spread widely', () => {
  it('exchange 16,384 tokens a device over four nodes of H100 in 1.24 s of a prompt step, as DeepEP does', () => {
    const formats = { weightPrecision: 'fp8', activationPrecision: 'fp8' } as const
    const wide = { ...formats, devices: 32, dataParallel: 32, expertParallel: 32 }
    const step = { ...nothing, prefillSequences: 4, prefillTokens: 16_384, prefillContext: 4096 }
    const { exchanges, all } = operatorsAlone('h100-sxm', wide, step)
    // Dispatch 16384·7168·1.03·3 bytes over 50 GB/s and combine twice that, 58 layers: physics of the published kernels.
    expect(Math.abs(exchanges / 1.24 - 1)).toBeLessThan(0.15)
    // 6,880 input tokens a second and GPU with both halves of the batch overlapped: what is not exchange takes 1.9 s.
    expect(Math.abs((all - exchanges) / 1.9 - 1)).toBeLessThan(0.2)
  })

  it('decode 768 requests a device on 48 GB200 in about the 57 ms that were published', () => {
    const formats = { weightPrecision: 'nvfp4', activationPrecision: 'nvfp4', kvPrecision: 'fp8' } as const
    const wide = { ...formats, devices: 48, dataParallel: 48, expertParallel: 48 }
    const step = { ...nothing, decodeSequences: 768, decodeContext: 2500 }
    // lmsys.org/blog/2025-09-25-gb200-part-2: 13,386 tokens a second and GPU.
    expect(Math.abs(operatorsAlone('gb200-nvl72', wide, step).all / 0.0574 - 1)).toBeLessThan(0.25)
  })
})
