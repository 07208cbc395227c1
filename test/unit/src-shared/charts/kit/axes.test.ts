import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decadeRange, logTicks, niceScale } from '#shared/charts/kit/axes.ts'

describe('logTicks', () => {
  it('steps in 1-2-5 while that stays readable', () => {
    expect(logTicks(1, 100)).toEqual([1, 2, 5, 10, 20, 50, 100])
  })
  it('falls back to decades, then to every second one', () => {
    expect(logTicks(1, 1e5)).toEqual([1, 10, 100, 1e3, 1e4, 1e5])
    expect(logTicks(1e8, 1e20)).toEqual([1e8, 1e10, 1e12, 1e14, 1e16, 1e18, 1e20])
  })
  it('stays within the axis, in order, and never crowds it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -12, max: 18, noNaN: true }),
        fc.double({ min: 0.31, max: 14, noNaN: true }),
        (a, b) => {
          const [low, high] = [10 ** a, 10 ** (a + b)]
          const ticks = logTicks(low, high)
          expect(ticks.length).toBeLessThanOrEqual(8)
          expect(ticks).toEqual(ticks.toSorted((x, y) => x - y))
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(low * (1 - 1e-8))
            expect(tick).toBeLessThanOrEqual(high * (1 + 1e-8))
          }
        },
      ),
    )
  })
})

describe('ranges', () => {
  it('ends a logarithmic axis on whole decades', () => {
    expect(decadeRange([3e8, 2e12], [1, 10])).toEqual([1e8, 1e13])
    expect(decadeRange([100], [1, 10])).toEqual([100, 1000])
    expect(decadeRange([0, -5, Number.NaN], [1, 10])).toEqual([1, 10])
  })
  it('ends a linear axis just above the largest value, in 1-2-5 steps', () => {
    expect(niceScale(8.6)).toEqual({ end: 10, step: 2 })
    expect(niceScale(0.73)).toEqual({ end: 0.8, step: 0.2 })
    expect(niceScale(0)).toEqual({ end: 1, step: 0.2 })
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (largest) => {
        const { end, step } = niceScale(largest)
        expect(end).toBeGreaterThanOrEqual(largest * (1 - 1e-9))
        expect(end / step).toBeLessThanOrEqual(6.001)
      }),
    )
  })
})
