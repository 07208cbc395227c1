import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { NEUTRAL_SERVING } from '#main/engine/calibration/servingCoefficients.ts'
import { SERVING_ENTRIES } from '#main/engine/calibration/servingTable.ts'
import { scenario } from '../../../support/engineScenarios.ts'

describe('a coefficient no measured run exercises', () => {
  it('is neutral in every shipped fit', () => {
    let named = 0
    for (const { coefficients, unexercised } of SERVING_ENTRIES) {
      for (const name of unexercised) {
        expect(coefficients[name]).toBe(NEUTRAL_SERVING[name])
        named++
      }
    }
    expect(named).toBeGreaterThan(0)
  })

  it('is told of where a scenario needs it, and not where it does not', () => {
    const [device, stack] = ['gaudi2', 'deepspeed'] as const
    const entry = SERVING_ENTRIES.find(
      ({ hardware, software, style }) => hardware === device && software === stack && style === 'static',
    )
    expect(entry?.unexercised).toContain('expertFactor')
    const told = (model: string): boolean =>
      evaluate(scenario(device, model, { serving: 'static', software: stack }, { concurrency: 4 })).findings.some(
        (finding) => finding.code === 'calibration-unexercised' && finding.parameters.part === 'experts',
      )
    expect(told('mixtral-8x7b')).toBe(true)
    expect(told('llama-3.1-8b')).toBe(false)
  })
})
