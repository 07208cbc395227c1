import { describe, expect, it } from 'vitest'
import { fitBandwidth, type BandwidthFit, type BandwidthRuns } from '#shared/domain/experiment/fit.ts'
import { shareAt, timeRatioAt } from '#shared/domain/experiment/intervals.ts'
import { draws } from '../../../../support/draws.ts'
import { seeded } from '../../../../support/hostileFiles.ts'

const GIGABIT = 1.25e8
const EXPERIMENTS = draws(20_000)

/** Experiments at 100, 200 … Gb/s whose repeats are off by so much, always the same ones. */
function simulated(
  time: (x: number) => number,
  { noise, repeats, bandwidths }: { noise: number; repeats: number; bandwidths: number },
): readonly (readonly BandwidthRuns[])[] {
  const random = seeded(7919 * repeats + Math.round(1e4 * noise) + bandwidths)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Array.from({ length: EXPERIMENTS }, () =>
    Array.from({ length: bandwidths }, (_, step) => ({
      bandwidth: 100 * 2 ** step * GIGABIT,
      seconds: Array.from({ length: repeats }, () => time(2 ** -step) * (1 + noise * normal())),
    })),
  )
}

function fits(runs: readonly (readonly BandwidthRuns[])[]): readonly BandwidthFit[] {
  return runs.map((one) => fitBandwidth(one)).filter((fit) => typeof fit !== 'string')
}

const share = (values: readonly boolean[]): number => values.filter(Boolean).length / values.length
/** 44 % of the time at 100 Gb/s, as published. */
const LAW = (x: number): number => 0.56 + 0.44 * x
/** Moving that overlaps with the rest. */
const OVERLAP = (x: number): number => Math.max(0.7, x)

const CASES = [0.01, 0.02, 0.05].flatMap((noise) => [2, 3, 5].map((repeats) => ({ noise, repeats })))

describe('intervals that say 80 of 100', () => {
  it.each(CASES)('hold for $repeats repeats that are off by $noise', ({ noise, repeats }) => {
    for (const bandwidths of [2, 3]) {
      const found = fits(simulated(LAW, { noise, repeats, bandwidths }))
      // What has no law at all is hardly ever one.
      expect(found.length).toBeGreaterThan(0.98 * EXPERIMENTS)
      const covers = (inferred: (fit: BandwidthFit) => ReturnType<typeof shareAt>, truth: number): number =>
        share(
          found.map((fit) => {
            const { interval } = inferred(fit)
            return interval !== null && interval.low <= truth && truth <= interval.high
          }),
        )
      // Three spreads of so many draws, and two points for times that spread less where they are shorter.
      const slack = 3 * Math.sqrt((0.8 * 0.2) / EXPERIMENTS) + 0.02
      const ofShare = covers((fit) => shareAt(fit, 100 * GIGABIT), 0.44)
      expect(Math.abs(ofShare - 0.8)).toBeLessThan(slack)
      const fastest = 2 ** (1 - bandwidths)
      const next = covers((fit) => timeRatioAt(fit, (200 * GIGABIT) / fastest), LAW(fastest / 2) / LAW(fastest))
      expect(Math.abs(next - 0.8)).toBeLessThan(slack)
    }
  })
})

describe('the test of the law at three bandwidths', () => {
  const rejected = (time: (x: number) => number, noise: number, repeats: number) => {
    const tests = fits(simulated(time, { noise, repeats, bandwidths: 3 })).map(({ lackOfFit }) => lackOfFit)
    return {
      share: share(tests.map((test) => test?.rejected === true)),
      slower: share(tests.filter((test) => test?.rejected).map((test) => test?.fastest === 'slower')),
    }
  }

  it.each(CASES)('rejects one in ten of those that hold: $repeats repeats off by $noise', ({ noise, repeats }) => {
    const slack = 3 * Math.sqrt((0.1 * 0.9) / EXPERIMENTS) + 0.015
    expect(Math.abs(rejected(LAW, noise, repeats).share - 0.1)).toBeLessThan(slack)
  })

  it.each([
    [0.01, 3, 0.99],
    [0.02, 3, 0.99],
    [0.05, 3, 0.6],
    [0.05, 5, 0.85],
  ])('finds moving that overlaps: off by %s, %s repeats, more than %s', (noise, repeats, least) => {
    const { share: found, slower } = rejected(OVERLAP, noise, repeats)
    expect(found).toBeGreaterThan(least)
    // Then the fastest is slower than the law, but for a few by chance.
    expect(slower).toBeGreaterThan(0.99)
  })
})
