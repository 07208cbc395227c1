import { describe, expect, it } from 'vitest'
import { atLevel } from '#main/engine/calibration/servingLevel.ts'
import { servingFor } from '#main/engine/calibration/serving.ts'
import { levelOf } from '#main/engine/fitting/servingLevels.ts'
import { logErrors } from '#main/engine/fitting/servingFit.ts'
import type { FittedSample } from '#main/engine/fitting/servingFeatures.ts'
import { unexercisedBy } from '#main/engine/fitting/unexercised.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { buildDeployment } from '#main/engine/placement/build.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { hardware, scenario } from '../../../../support/engineScenarios.ts'

const h100 = machineOf(hardware('h100-sxm'))
const { coefficients } = servingFor(h100, 'vllm', 'aggregated')

/** Runs of Llama-3.1-70B that take some factors more than the coefficients say. */
function runs(count: number, tpot: number, ttft: number): FittedSample[] {
  return Array.from({ length: count }, (_, index) => {
    const parts = scenario('h100-sxm', 'llama-3.1-70b', { software: 'vllm', devices: 8, tensorParallel: 8 })
    const workload = { ...parts.workload, concurrency: 2 ** index }
    const { service } = buildDeployment({ ...parts, workload }, h100)
    if (service === null) throw new Error('The model fits.')
    const row = { ...workload, tpot: 1, ttft: 1, e2e: null }
    const sample: FittedSample = { row, service, step: null, first: null }
    const at = logErrors(sample, coefficients)
    return {
      ...sample,
      row: { ...row, tpot: tpot * Math.exp(-(at.step ?? 0)), ttft: ttft * Math.exp(-(at.first ?? 0)) },
    }
  })
}

describe('levels of a model', () => {
  it('are drawn towards one by three runs', () => {
    const level = levelOf(runs(6, 1.3, 0.8), coefficients)
    expect(level.tpot).toBeCloseTo(1.3 ** (6 / 9), 1)
    expect(level.ttft).toBeCloseTo(0.8 ** (6 / 9), 1)
    expect(levelOf(runs(1, 1.3, 1), coefficients).tpot).toBeLessThan(1.1)
  })

  it('are one where runs are as the fit says', () => {
    const level = levelOf(runs(4, 1, 1), coefficients)
    expect(level.tpot).toBeCloseTo(1, 3)
    expect(level.ttft).toBeCloseTo(1, 3)
  })

  it('move the times they are of by about their factor', () => {
    const samples = runs(3, 1, 1)
    for (const sample of samples) {
      const { step, first } = logErrors(sample, atLevel(coefficients, { tpot: 1.2, ttft: 1.1 }))
      expect(Math.exp(-(step ?? 0))).toBeGreaterThan(1.1)
      expect(Math.exp(-(step ?? 0))).toBeLessThan(1.25)
      expect(Math.exp(-(first ?? 0))).toBeGreaterThan(1.03)
    }
  })

  it('are named in the explanation of a time, which still adds up', () => {
    const { calibration, explanations, ledger, metrics } = evaluate(
      scenario('h100-sxm', 'llama-3.1-70b', {
        software: 'vllm',
        devices: 8,
        tensorParallel: 8,
        weightPrecision: 'fp8',
        activationPrecision: 'fp8',
      }),
    )
    expect(calibration.level).not.toBeNull()
    expect(explanations.tpot?.terms.some(({ label }) => label.code === 'term.modelLevel')).toBe(true)
    const decode = ledger.filter(({ phase }) => phase === 'decode').reduce((sum, { seconds }) => sum + seconds, 0)
    expect(decode).toBeCloseTo(metrics.tpot.value ?? NaN, 9)
  })
})

describe('coefficients that rows say nothing of', () => {
  it('are those of parts the rows have none of', () => {
    const samples = runs(4, 1, 1)
    for (const sample of samples) logErrors(sample, coefficients)
    const idle = unexercisedBy(samples, coefficients)
    expect(idle).toContain('expertFactor')
    expect(idle).toContain('promptPerExpertLayer')
    expect(idle).not.toContain('denseFactor')
    expect(idle).not.toContain('perLayer')
  })
})
