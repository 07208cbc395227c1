import { describe, expect, it } from 'vitest'
import { lawOf } from '#shared/domain/bandwidthExperiment.ts'
import { findingsOf } from '#shared/domain/experiment/findings.ts'
import { fitBandwidth, type BandwidthFit, type BandwidthRuns } from '#shared/domain/experiment/fit.ts'
import { isTooFar, repeatsNeeded, shareAt, shareIfOff, timeRatioAt } from '#shared/domain/experiment/intervals.ts'
import { wordingText } from '#shared/words/say.ts'

const GIGABIT = 1.25e8
const at = (gigabits: number, ...seconds: readonly number[]): BandwidthRuns => ({
  bandwidth: gigabits * GIGABIT,
  seconds,
})
function fitOf(...runs: readonly BandwidthRuns[]): BandwidthFit {
  const fit = fitBandwidth(runs)
  if (typeof fit === 'string') throw new Error(fit)
  return fit
}

describe('the published experiment: 100 to 200 Gb/s on 512 accelerators', () => {
  it('is the law of two points, and predicts the next doubling', () => {
    const ttft = fitOf(at(100, 1), at(200, 0.78))
    expect(shareAt(ttft, 100 * GIGABIT).value).toBeCloseTo(0.44, 10)
    expect(timeRatioAt(ttft, 400 * GIGABIT).value - 1).toBeCloseTo(-0.141, 3)
    const throughput = fitOf(at(100, 1), at(200, 1 / 1.19))
    expect(shareAt(throughput, 100 * GIGABIT).value).toBeCloseTo(0.319, 3)
    expect(1 / timeRatioAt(throughput, 400 * GIGABIT).value).toBeCloseTo(1.105, 3)
    const law = lawOf({ bandwidth: 100 * GIGABIT, seconds: 1 }, { bandwidth: 200 * GIGABIT, seconds: 0.78 })
    if (typeof law === 'string') throw new Error(law)
    expect(ttft.law.fixed / law.fixed).toBeCloseTo(1, 12)
    expect(ttft.law.moved / law.moved).toBeCloseTo(1, 12)
  })

  it('says nothing of how sure it is without repeats, and what three percent would do', () => {
    const fit = fitOf(at(100, 1), at(200, 0.78))
    expect([shareAt(fit, 100 * GIGABIT).interval, fit.spread, fit.lackOfFit]).toEqual([null, null, null])
    // 2 × (1.03 − 0.7566) ÷ 1.03 and 2 × (0.97 − 0.8034) ÷ 0.97.
    const { low, high } = shareIfOff(fit, 0.03)
    expect([low, high]).toEqual([
      expect.closeTo((2 * (0.97 - 0.8034)) / 0.97, 10),
      expect.closeTo((2 * (1.03 - 0.7566)) / 1.03, 10),
    ])
    expect(findingsOf(fit, [400 * GIGABIT]).map(({ code }) => code)).toEqual([
      'experiment.notRepeated',
      'experiment.nextWithout',
    ])
  })
})

describe('a fit with repeats', () => {
  const good = [at(100, 1, 1.01, 0.99), at(200, 0.78, 0.79, 0.77), at(400, 0.67, 0.68, 0.66)]

  it('has the interval of Fieller, worked out by hand', () => {
    // Two points of two: x 1 and 0.5, means 1 and 0.7, b = 0.6, a = 0.4; s² = 0.0004 by 2 degrees, t = 1.8856.
    const fit = fitOf(at(100, 0.98, 1.02), at(200, 0.7, 0.7))
    expect(fit.line).toMatchObject({
      degrees: 2,
      a: expect.closeTo(0.4, 12) as number,
      b: expect.closeTo(0.6, 12) as number,
    })
    const [variance, t] = [0.0004, 1.885618]
    const [vb, vv, cov] = [variance / 0.25, variance * (0.25 + 0.0625 / 0.25), (variance * 0.25) / 0.25]
    const [A, B, C] = [1 - t * t * vv, -2 * (0.6 - t * t * cov), 0.36 - t * t * vb]
    const root = Math.sqrt(B * B - 4 * A * C)
    const { interval } = shareAt(fit, 100 * GIGABIT)
    expect(interval?.low).toBeCloseTo((-B - root) / (2 * A), 6)
    expect(interval?.high).toBeCloseTo((-B + root) / (2 * A), 6)
  })

  it('tests the law, and takes the same bandwidth again as a repeat', () => {
    expect(fitOf(...good).lackOfFit).toMatchObject({ rejected: false })
    const again = [at(100, 1), at(200, 0.78), at(100, 1.01, 0.99), ...good.slice(1), at(200)]
    expect(fitOf(...again).points.map(({ repeats }) => repeats)).toEqual([3, 4, 3])
    // Twice as fast, then no faster at all.
    const capped = fitOf(at(100, 1, 1.01, 0.99), at(200, 0.6, 0.61, 0.59), at(400, 0.6, 0.61, 0.59))
    expect(capped.lackOfFit).toMatchObject({ rejected: true, fastest: 'slower' })
    expect(findingsOf(capped, []).map(({ code }) => code)).toContain('experiment.bringsLess')
    const helped = fitOf(at(100, 1, 1.01, 0.99), at(200, 0.9, 0.91, 0.89), at(400, 0.5, 0.51, 0.49))
    expect(helped.lackOfFit).toMatchObject({ rejected: true, fastest: 'faster' })
  })

  it('says how many repeats would do', () => {
    const noisy = fitOf(at(100, 1, 1.05, 0.95), at(200, 0.78, 0.82, 0.74))
    const needed = repeatsNeeded(noisy, 0.05) ?? 0
    expect(needed).toBeGreaterThan(3)
    expect(repeatsNeeded(fitOf(...good), 0.05)).toBeLessThanOrEqual(4)
    expect(repeatsNeeded(fitOf(at(100, 1, 1.3, 0.7), at(200, 0.78, 1.1, 0.5)), 0.01)).toBeNull()
  })

  it('refuses an interval further than four times from what was measured', () => {
    const fit = fitOf(...good)
    expect(timeRatioAt(fit, 1600 * GIGABIT).interval).not.toBeNull()
    expect([isTooFar(fit, 1601 * GIGABIT), timeRatioAt(fit, 1601 * GIGABIT).interval]).toEqual([true, null])
    expect([isTooFar(fit, 24 * GIGABIT), shareAt(fit, 24 * GIGABIT).interval]).toEqual([true, null])
    expect(wordingText(findingsOf(fit, [2000 * GIGABIT]).at(-1) ?? { code: 'experiment.lawHolds' })).toMatch(
      /more than 4 times away/,
    )
  })

  it('takes a part that is below 0 by less than repeats spread to be none', () => {
    const flat = fitOf(at(100, 1, 1.05, 0.95), at(200, 1.01, 1.06, 0.96))
    expect(flat.law.moved).toBe(0)
    expect(shareAt(flat, 100 * GIGABIT)).toMatchObject({ value: 0, interval: { low: 0 } })
    const all = fitOf(at(100, 1, 1.05, 0.95), at(200, 0.49, 0.52, 0.46))
    expect(all.law.fixed).toBe(0)
    expect(shareAt(all, 100 * GIGABIT)).toMatchObject({ value: 1, interval: { high: 1 } })
  })

  it.each<readonly [string, readonly BandwidthRuns[]]>([
    ['same-bandwidth', [at(100, 1, 1.1), at(100, 1)]],
    ['same-bandwidth', [at(100, 1), at(200)]],
    ['slower-with-more', [at(100, 1, 1.01), at(200, 1.3, 1.31)]],
    ['slower-with-more', [at(100, 1), at(200, 1.001)]],
    ['faster-than-proportional', [at(100, 1, 1.01), at(200, 0.3, 0.31)]],
  ])('%s gives no law', (reason, runs) => {
    expect(fitBandwidth(runs)).toBe(reason)
  })
})
