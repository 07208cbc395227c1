import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createProbed, probe } from '#main/engine/analysis/probe.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { SENSITIVE_METRICS, type SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { anyScenario } from '../../../../support/engineScenarios.ts'

const METRICS = Object.keys(SENSITIVE_METRICS) as SensitiveMetric[]

describe('a probe', () => {
  it('says what the whole evaluation says, to the last bit', () => {
    let ran = 0
    const out = createProbed()
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        probe(drawn, out)
        const whole = evaluate(drawn)
        for (const metric of METRICS) expect(out[metric]).toBe(whole.metrics[metric].value ?? NaN)
        const runs = whole.metrics.tpot.value !== null
        expect(out.fits).toBe(runs && whole.fit.state !== 'doesNotFit')
        if (runs) ran++
      }),
      { numRuns: 2000, seed: 1 },
    )
    expect(ran).toBeGreaterThan(100)
  })

  it('leaves money out when it is not asked', () => {
    const out = createProbed()
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        probe(drawn, out, false)
        expect(out.costPerMillionOutput).toBeNaN()
        expect(out.energyPerOutputToken).toBeNaN()
      }),
      { numRuns: 50, seed: 2 },
    )
  })
})
