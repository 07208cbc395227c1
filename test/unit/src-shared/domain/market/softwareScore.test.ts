import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SOFTWARE_CRITERIA, STANDINGS, type SoftwareCriterion, type Standing } from '#shared/domain/market/software.ts'
import { softwareScore } from '#shared/domain/market/softwareScore.ts'

type Facts = Parameters<typeof softwareScore>[0]
const stands = (...pairs: readonly (readonly [SoftwareCriterion, Standing])[]): Facts =>
  pairs.map(([criterion, standing]) => ({ criterion, standing }))
const results = (count: number): Facts => [
  { criterion: 'mlperf', standing: null, counts: { results: count, submitters: count > 0 ? 1 : 0 } },
]
const SERVED = stands(['vllm', 'listed'], ['pytorch', 'stable'])

describe('the score of software', () => {
  it.each([
    ['all of it', [...SERVED, ...results(9), ...stands(['fp8', 'listed'])], 5],
    ['a method of quantisation refused', [...SERVED, ...results(9), ...stands(['fp8', 'listed'], ['awq', 'no'])], 4],
    ['no method told', [...SERVED, ...results(9)], 4],
    ['no results', [...SERVED, ...results(0), ...stands(['fp8', 'listed'])], 4],
    ['vLLM without stable builds', stands(['vllm', 'listed'], ['pytorch', 'experimental']), 3],
    ['a plug-in and another project', stands(['vllm', 'plugin'], ['sglang', 'listed']), 3],
    ['experimental support and another project', stands(['vllm', 'experimental'], ['jax', 'stable']), 3],
    ['a plug-in alone', stands(['vllm', 'plugin'], ['pytorch', 'plugin']), 2],
    ['earlier support', stands(['vllm', 'formerly']), 2],
    ['in no list', [...stands(['vllm', 'unlisted']), ...results(0)], 1],
  ] as const)('%s', (_name, facts, score) => expect(softwareScore(facts)).toBe(score))

  it('is unknown where no list was read', () => {
    expect(softwareScore([])).toBeNull()
    expect(softwareScore(results(40))).toBeNull()
    expect(softwareScore(stands(['fp8', 'listed']))).toBeNull()
  })

  it('is never lower for more support', () => {
    const better: readonly Standing[] = ['unlisted', 'no', 'formerly', 'plugin', 'experimental', 'listed', 'stable']
    const fact = fc.record({
      criterion: fc.constantFrom(...SOFTWARE_CRITERIA),
      standing: fc.constantFrom(...STANDINGS),
    })
    fc.assert(
      fc.property(fc.array(fact, { minLength: 1, maxLength: 8 }), fc.nat(7), (facts, at) => {
        const one = facts[at % facts.length]
        const next = one && better[better.indexOf(one.standing) + 1]
        if (!one || !next) return
        const raised = facts.map((each) => (each === one ? { ...each, standing: next } : each))
        expect(softwareScore(raised) ?? 0).toBeGreaterThanOrEqual(softwareScore(facts) ?? 0)
      }),
    )
  })
})
