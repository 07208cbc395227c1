import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { anyScenario, scenario } from '../../../../support/engineScenarios.ts'
import { draws } from '../../../../support/draws.ts'

const RUNS = draws(500)

describe('what is uncertain of a fit', () => {
  it('lies around what is estimated: requests at once, and whether all of it fits', () => {
    let limited = 0
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        const { fit, findings } = evaluate(drawn)
        const held = fit.maximumConcurrency
        if (held !== null) {
          limited++
          expect(held.low).toBeLessThanOrEqual(held.value)
          expect(held.value).toBeLessThanOrEqual(held.high)
          expect(Number.isFinite(held.high)).toBe(true)
        }
        if (fit.surely) expect(fit.state).toBe('fits')
        const isSaid = findings.some(({ code }) => code === 'fit-uncertain')
        expect(isSaid).toBe(fit.state === 'fits' && !fit.surely)
      }),
      { numRuns: RUNS, seed: 1 },
    )
    expect(limited).toBeGreaterThan(RUNS / 10)
  })

  it('is no doubt of what leaves most of the memory free, and one of what fills it', () => {
    const one = (concurrency: number) => {
      const asked = scenario('h100-sxm', 'llama-3.1-70b')
      return evaluate({ ...asked, workload: { ...asked.workload, concurrency } })
    }
    expect(one(1).fit).toMatchObject({ state: 'fits', surely: true })
    // Asked for more than fit, their working memory is that of those that do.
    const held = one(10_000).fit.maximumConcurrency
    if (held === null) throw new Error('memory does not limit it')
    expect(held.low).toBeLessThan(held.value)
    const full = one(held.value)
    expect(full.fit).toMatchObject({ state: 'fits', surely: false })
    expect(full.findings.find(({ code }) => code === 'fit-uncertain')).toMatchObject({
      severity: 'warning',
      parameters: { requests: held.value },
    })
    expect(one(held.low).fit).toMatchObject({ state: 'fits', surely: true })
  })
})
