import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costAxis, linearAxis } from '#main/report/sections/axis.ts'

describe('an axis the page draws', () => {
  it('begins at zero, and is in equal ratios where the values lie far apart', () => {
    expect(linearAxis([41, 50.5]).printed.ticks.map(({ text }) => text)).toEqual([
      '0',
      '10',
      '20',
      '30',
      '40',
      '50',
      '60',
    ])
    expect(costAxis([4, 8]).printed.log).toBe(false)
    expect(costAxis([4, 100]).printed.log).toBe(true)
  })

  it('holds every value, in their order, with few ticks within it', () => {
    const values = fc.array(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(values, (all) => {
        for (const axis of [linearAxis(all), costAxis(all)]) {
          const sorted = all.toSorted((one, two) => one - two).map((value) => axis.at(value))
          expect(sorted.every((at, index) => at >= 0 && at <= 1 && at >= (sorted[index - 1] ?? 0))).toBe(true)
          expect(axis.printed.ticks.length).toBeLessThanOrEqual(8)
          expect(axis.printed.ticks.length).toBeGreaterThanOrEqual(1)
          for (const { at } of axis.printed.ticks) expect(at >= 0 && at <= 1).toBe(true)
        }
      }),
    )
  })
})
