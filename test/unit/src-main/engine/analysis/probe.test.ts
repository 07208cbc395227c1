import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createProbed, probe } from '#main/engine/analysis/probe.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { RESOURCES } from '#shared/domain/result.ts'
import { SENSITIVE_METRICS, type SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { anyScenario } from '../../../../support/engineScenarios.ts'
import { draws } from '../../../../support/draws.ts'

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
        expect(out.watts).toBe(whole.metrics.power.value ?? NaN)
        expect(out.hourly).toBe(whole.metrics.costPerHour.value ?? NaN)
        const resources = new Map<string, number>()
        for (const { phase, resource, seconds } of whole.ledger) {
          if (phase === 'decode') resources.set(resource, (resources.get(resource) ?? 0) + seconds)
        }
        const most = Math.max(...resources.values())
        // Two resources may take equally long; either binds then.
        if (whole.binding) {
          const named = RESOURCES[out.binding] as string
          expect(resources.get(named)).toBeGreaterThanOrEqual(most * (1 - 1e-9))
        }
        const runs = whole.metrics.tpot.value !== null
        expect(out.fits).toBe(runs && whole.fit.state !== 'doesNotFit')
        if (runs) ran++
      }),
      { numRuns: draws(2000), seed: 1 },
    )
    expect(ran).toBeGreaterThan(draws(100))
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
