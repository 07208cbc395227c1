import { reasonText } from '#shared/words/reasonText.ts'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leverEffects } from '#main/engine/analysis/leverEffects.ts'
import { leversOf, patched } from '#main/engine/analysis/levers.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { anyScenario, scenario } from '../../../../support/engineScenarios.ts'

describe('levers', () => {
  const own = scenario('b200-sxm', 'llama-3.1-70b')
  const { now, levers } = leverEffects(own)
  const lever = (id: string) => {
    const found = levers.find((each) => each.id === id)
    if (!found) throw new Error(`no lever ${id}`)
    return found
  }

  it('cover numbers, serving and machine, each with what it does', () => {
    for (const id of [
      'fp8',
      'nvfp4',
      'kv',
      'sparse',
      'batch',
      'drafting',
      'prefix',
      'pools',
      'memory',
      'network',
      'optical',
      'tensors',
    ]) {
      expect(lever(id).after, id).not.toBeNull()
    }
    const wafers = leverEffects(
      scenario('cerebras-wse3', 'llama-3.1-8b', { devices: 2, tensorParallel: 1, pipelineParallel: 2 }),
    )
    expect(wafers.levers.map(({ id }) => id)).toContain('stages')
  })

  it('do what the whole evaluation of the patched scenario does', () => {
    for (const { patch, after } of levers) {
      if (patch === null || after === null) continue
      const { metrics } = evaluate(patched(own, patch))
      expect(after.tpot).toBe(metrics.tpot.value)
      expect(after.movementShare).toBe(metrics.movementShare.value)
      expect(after.costPerMillionOutput).toBe(metrics.costPerMillionOutput.value)
    }
  })

  it('point where physics says: faster memory is no slower, a drafted token helps when accepted, more requests cost speed', () => {
    expect(lever('memory').after?.tpot ?? Infinity).toBeLessThanOrEqual(now.tpot ?? 0)
    expect(lever('optical').after?.tpot ?? Infinity).toBeLessThanOrEqual(now.tpot ?? 0)
    expect(lever('batch').after?.tpot ?? 0).toBeGreaterThan(now.tpot ?? Infinity)
    expect(lever('batch').after?.systemThroughput ?? 0).toBeGreaterThan(now.systemThroughput ?? Infinity)
    expect(lever('nvfp4').after?.tpot ?? Infinity).toBeLessThan(now.tpot ?? 0)
  })

  it('a model with sparse attention reads less of a long context while it writes long answers', () => {
    const long = { ...own, workload: { ...own.workload, inputTokens: 60_000, outputTokens: 30_000, concurrency: 8 } }
    const effects = leverEffects(long)
    const sparse = effects.levers.find(({ id }) => id === 'sparse')
    expect(sparse?.patch).toBeNull()
    expect(sparse?.after?.tpot ?? Infinity).toBeLessThan(effects.now.tpot ?? 0)
  })

  it('hold on any scenario: ids are unique, and what does not run says why', () => {
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        const all = leversOf(drawn)
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
        for (const { after, reason } of leverEffects(drawn).levers) {
          if (after === null) expect(reasonText(reason, '')).toMatch(/\S/)
        }
      }),
      { numRuns: 40, seed: 6 },
    )
  })
})
