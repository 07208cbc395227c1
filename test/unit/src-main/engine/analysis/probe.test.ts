import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createProbed, pointOf, probe } from '#main/engine/analysis/probe.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { anyScenario } from '../../../../support/engineScenarios.ts'

const METRICS = ['tpot', 'ttft', 'systemThroughput', 'costPerMillionOutput', 'energyPerOutputToken'] as const

describe('a probe', () => {
  it('says what the whole evaluation says, to the last bit', () => {
    let ran = 0
    const out = createProbed()
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        probe(drawn, out)
        const point = pointOf(out)
        const whole = evaluate(drawn)
        for (const metric of METRICS) expect(point[metric]).toBe(whole.metrics[metric].value)
        if (point.tpot === null) {
          if (point.outcome === 'doesNotFit') expect(whole.fit.state).toBe('doesNotFit')
          return
        }
        ran++
        expect(out.costPerHour).toBe(whole.metrics.costPerHour.value ?? NaN)
        if (whole.fit.state !== 'unknown')
          expect(point.outcome).toBe(whole.fit.state === 'fits' ? 'runs' : 'doesNotFit')
        expect(Number.isFinite(out.capacity) ? Math.floor(out.capacity) : null).toBe(whole.fit.maximumConcurrency)
        const bound = whole.binding?.decode
        // Equal to the last bit only where two resources do not hold the same share.
        if (point.binding !== bound?.resource) expect(bound?.share ?? 1).toBeLessThan(0.51)
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
