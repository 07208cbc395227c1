import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beyondAxes, isBeyond, type MeasuredDomain } from '#main/engine/calibration/measuredDomain.ts'
import { SERVING_ENTRIES } from '#main/engine/calibration/servingTable.ts'
import { createProbed, probe } from '#main/engine/analysis/probe.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { anyScenario, scenario } from '../../../../support/engineScenarios.ts'
import { wordingText } from '#shared/words/say.ts'

const DOMAIN: MeasuredDomain = { requestsPerRank: [4, 256], inputTokens: [1024, 8192], contextTokens: [2048, 9216] }
const load = (inputTokens: number, outputTokens: number) => ({
  inputTokens,
  outputTokens,
  concurrency: 1,
  cachedShare: 0,
})

describe('the loads a stack was measured under', () => {
  it.each([
    ['within', load(2048, 1024), 64, []],
    ['a quarter past an end', load(8192, 1024), 256 * 1.25, []],
    ['more requests than measured', load(2048, 1024), 400, ['requestsPerRank']],
    ['a lone request where none was measured', load(2048, 1024), 1, ['requestsPerRank']],
    ['a long prompt, and so a long context', load(65_536, 1024), 64, ['inputTokens', 'contextTokens']],
    ['a long answer', load(2048, 16_384), 64, ['contextTokens']],
  ])('%s', (_name, asked, requests, axes) => {
    expect(beyondAxes(DOMAIN, asked, requests).map(({ axis }) => axis)).toEqual(axes)
    expect(isBeyond(DOMAIN, asked, requests)).toBe(axes.length > 0)
    expect(isBeyond(null, asked, requests)).toBe(false)
  })

  it('are known of every fit, from the least to the most', () => {
    for (const { domain } of SERVING_ENTRIES) {
      for (const [low, high] of Object.values(domain)) {
        expect(low).toBeGreaterThan(0)
        expect(high).toBeGreaterThanOrEqual(low)
      }
    }
  })

  it('mark what lies beyond, with a finding that says where, and a wider interval', () => {
    const of = (inputTokens: number) =>
      evaluate(scenario('h100-sxm', 'llama-3.1-70b', {}, { inputTokens, concurrency: 16 }))
    const [near, far] = [of(4096), of(60_000)]
    const width = ({ metrics }: typeof near) => Math.log((metrics.ttft.high ?? NaN) / (metrics.ttft.low ?? NaN))
    expect(near.metrics.tpot.extrapolated).toBeUndefined()
    expect(far.metrics.tpot.extrapolated).toBe(true)
    const found = far.findings.find(({ code }) => code === 'extrapolated')
    expect(found && wordingText(found)).toMatch(
      /^60,000 input tokens lie beyond the measurements of .+, .+ to .+: times/,
    )
    expect(width(far)).toBeGreaterThan(1.3 * width(near))
  })

  it('mark a point of an analysis as the whole result does', () => {
    const point = createProbed()
    fc.assert(
      fc.property(anyScenario, (own) => {
        probe(own, point)
        const { tpot } = evaluate(own).metrics
        if (tpot.value !== null) expect(point.beyond).toBe(tpot.extrapolated === true)
      }),
      { numRuns: 400, seed: 11 },
    )
  })
})
