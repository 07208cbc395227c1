import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movableInputs, movedTogether } from '#main/engine/analysis/inputs.ts'
import { anyScenario } from '../../../../support/engineScenarios.ts'

describe('inputs that are moved together', () => {
  it('are moved as one after the other, and leave the scenario they came from as it was', () => {
    const factors = fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(anyScenario, factors, (own, drawn) => {
        const before = JSON.stringify(own)
        const inputs = movableInputs(own)
        let expected = own
        for (const [at, input] of inputs.entries()) expected = input.scaled(expected, drawn[at] ?? 1)
        const move = movedTogether(own, inputs)
        expect(move(drawn)).toEqual(expected)
        expect(move(inputs.map(() => 1))).toMatchObject({ workload: own.workload, economics: own.economics })
        expect(move(drawn)).toEqual(expected)
        expect(JSON.stringify(own)).toBe(before)
      }),
      { numRuns: 300, seed: 9 },
    )
  })
})
