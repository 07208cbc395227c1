import { wordingText } from '#shared/words/say.ts'
import { describe, expect, it } from 'vitest'
import { counterfactualOf } from '#main/engine/analysis/counterfactual.ts'
import { movableInputs } from '#main/engine/analysis/inputs.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import type { Target } from '../../../../../src-shared/domain/target.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { scenario } from '../../../../support/engineScenarios.ts'

const h100 = scenario('h100-sxm', 'llama-3.1-70b')
const NONE: Target = { tpot: null, ttft: null, costPerMillionOutput: null }
const whole = new Set(['workload.inputTokens', 'workload.outputTokens', 'workload.concurrency'])

function meets(asked: ResolvedScenario, target: Target): boolean {
  const { metrics, fit } = evaluate(asked)
  return (
    fit.state === 'fits' &&
    (['tpot', 'ttft', 'costPerMillionOutput'] as const).every((metric) => {
      const bound = target[metric]
      return bound === null || (metrics[metric].value ?? Infinity) <= bound
    })
  )
}

const targets: readonly Target[] = [
  { ...NONE, tpot: 0.012 },
  { ...NONE, ttft: 0.3 },
  { ...NONE, costPerMillionOutput: 1 },
  { tpot: 0.02, ttft: 1, costPerMillionOutput: 3 },
]

describe('a counterfactual', () => {
  it('meets the target at the answer, and not a little before it', () => {
    let changes = 0
    for (const target of targets) {
      const found = counterfactualOf(h100, target)
      expect(found.met).toBe(meets(h100, target))
      for (const { input: path, needed, base, reached } of found.changes) {
        changes++
        const input = movableInputs(h100).find(({ input: known }) => known === path)
        if (!input) throw new Error(path)
        const there = input.scaled(h100, needed / base)
        expect(meets(there, target)).toBe(true)
        expect(reached.tpot).toBeCloseTo(evaluate(there).metrics.tpot.value ?? NaN, 12)
        const direction = Math.sign(needed - base)
        const before = whole.has(path) ? needed - direction : needed * (1 - direction * 1e-6)
        expect(meets(input.scaled(h100, before / base), target)).toBe(false)
      }
      for (const { meets: said, reached } of found.levers) if (said) expect(reached.tpot).not.toBeNull()
    }
    expect(changes).toBeGreaterThan(5)
  })

  it('names the levers that meet it', () => {
    const found = counterfactualOf(h100, { ...NONE, tpot: (evaluate(h100).metrics.tpot.value ?? 0) * 0.8 })
    expect(found.levers.some(({ meets: said }) => said)).toBe(true)
    expect(found.levers.map(({ label }) => wordingText(label))).toContain('Weights and arithmetic in fp8')
  })

  it('has nothing to say where the target is met', () => {
    expect(counterfactualOf(h100, { ...NONE, tpot: 10 })).toMatchObject({ met: true, changes: [], levers: [] })
  })

  it('finds the memory that a model lacks', () => {
    const small = scenario('h100-sxm', 'llama-3.1-70b', { devices: 1, tensorParallel: 1 })
    const found = counterfactualOf(small, { ...NONE, tpot: 10 })
    expect(found.met).toBe(false)
    expect(found.changes.map(({ input }) => input)).toContain('hardware.memory.hbm.capacity')
  })
})
