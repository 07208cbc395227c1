import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lawOf, movementShareAt, secondsAt, type BandwidthLaw } from '#shared/domain/bandwidthExperiment.ts'

const GIGABIT = 1.25e8

function law(...points: readonly [number, number][]): BandwidthLaw {
  const [first, second] = points.map(([gigabits, seconds]) => ({ bandwidth: gigabits * GIGABIT, seconds }))
  const found = first && second ? lawOf(first, second) : 'same-bandwidth'
  if (typeof found === 'string') throw new Error(found)
  return found
}

describe('the published experiment: 100 to 200 Gb/s on 512 accelerators', () => {
  it('time to the first token: −22 % says 44 % is movement, and −14 % for the next doubling', () => {
    // a + b/100 = 1, a + b/200 = 0.78 → b/100 = 0.44, a = 0.56; at 400: 0.56 + 0.11 = 0.67 = 0.78 × 0.859.
    const found = law([100, 1], [200, 0.78])
    expect(movementShareAt(found, 100 * GIGABIT)).toBeCloseTo(0.44, 10)
    expect(secondsAt(found, 400 * GIGABIT) / 0.78 - 1).toBeCloseTo(-0.141, 3)
  })

  it('throughput: +19 % says +10 % for the next doubling', () => {
    // 1/1.19 = 0.8403; b/100 = 0.3193, a = 0.6807; at 400: 0.7605 → 0.8403/0.7605 = 1.105.
    const found = law([100, 1], [200, 1 / 1.19])
    expect(1 / 1.19 / secondsAt(found, 400 * GIGABIT)).toBeCloseTo(1.105, 3)
  })
})

describe('any law', () => {
  const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true })

  it('is found again from two of its points, and its share is between nothing and all', () => {
    fc.assert(
      fc.property(
        positive,
        positive,
        positive,
        fc.double({ min: 1.1, max: 100, noNaN: true }),
        (a, b, from, factor) => {
          const truth: BandwidthLaw = { fixed: a, moved: b }
          const point = (bandwidth: number) => ({ bandwidth, seconds: secondsAt(truth, bandwidth) })
          const found = lawOf(point(from), point(from * factor))
          // Where movement is lost in the last digits, the law may be refused for rounding alone.
          if (b / from < 1e-6 * a || a < 1e-6 * (b / from)) return
          if (typeof found === 'string') throw new Error(found)
          expect(Math.abs(found.moved / b - 1)).toBeLessThan(1e-6)
          expect(movementShareAt(found, from)).toBeGreaterThanOrEqual(0)
          expect(movementShareAt(found, from)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it.each([
    ['same-bandwidth', 1, 1, 1, 2],
    ['slower-with-more', 1, 1, 2, 1.1],
    ['faster-than-proportional', 1, 1, 2, 0.4],
  ])('%s gives no law', (reason, bandwidth, seconds, second, later) => {
    expect(lawOf({ bandwidth, seconds }, { bandwidth: second, seconds: later })).toBe(reason)
  })
})
