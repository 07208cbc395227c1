import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { headOf } from '#main/report/sections/heads.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import { scenario } from '../../../../support/engineScenarios.ts'
import { ownStack } from '../../../../support/ownStack.ts'

function evaluated(slot: number, own: boolean): EvaluatedScenario {
  const base = scenario('b200-sxm', 'llama-3.1-70b')
  const resolved = own ? { ...base, deployment: { ...base.deployment, stack: ownStack('ours', 'Ours') } } : base
  return { id: `s${slot}`, slot, name: 'B200', resolved, result: evaluate(resolved) }
}

describe('the head of a column', () => {
  it('of a scenario calibrated to own measurements names those that are not', () => {
    const all = [evaluated(0, true), evaluated(1, false), evaluated(2, false)]
    expect(all.map((each) => headOf(each, 's0', all).calibration)).toEqual([
      'your measurements (B and C are not), vLLM',
      expect.not.stringContaining('not)'),
      expect.not.stringContaining('not)'),
    ])
    const alone = [evaluated(0, true), evaluated(1, true)]
    expect(headOf(alone[0] as EvaluatedScenario, 's0', alone).calibration).toBe('your measurements, vLLM')
  })
})
