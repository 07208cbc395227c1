import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  discountFactor,
  monthly,
  presentOfContracts,
  presentOfMonths,
  sumBetween,
  sumOfMonths,
} from '#main/engine/economics/cash/discount.ts'

const yearly = fc.double({ min: -0.6, max: 1.5, noNaN: true })
const rates = fc.double({ min: 0, max: 0.6, noNaN: true })
const months = fc.integer({ min: 0, max: 120 })

/** Month by month, with nothing but powers. */
function summed(from: number, to: number, flow: (month: number) => number): number {
  let sum = 0
  for (let month = from + 1; month <= to; month++) sum += flow(month)
  return sum
}

function near(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)))
}

describe('present worth of months', () => {
  it('is that of tables at 9 % over three years', () => {
    const rate = monthly(0.09)
    expect(Math.expm1(rate)).toBeCloseTo(0.0072073, 7)
    expect(presentOfMonths(rate, 36)).toBeCloseTo(31.609, 4)
    expect(discountFactor(rate, 36)).toBeCloseTo(0.772183, 6)
    expect(presentOfMonths(0, 36)).toBe(36)
  })

  it('is the sum of its months, growing or falling, to twelve digits', () => {
    fc.assert(
      fc.property(rates, yearly, months, months, (rate, change, one, two) => {
        const [from, to] = one < two ? [one, two] : [two, one]
        const flow = (month: number) => ((1 + change) / (1 + rate)) ** (month / 12)
        near(sumBetween(monthly(change) - monthly(rate), from, to), summed(from, to, flow))
        near(sumOfMonths(monthly(change) - monthly(rate), to), summed(0, to, flow))
      }),
    )
  })

  it('holds where growth and discount all but cancel', () => {
    for (const change of [0.09, 0.09 + 1e-13, 0.09 - 1e-9]) {
      near(
        sumOfMonths(monthly(change) - monthly(0.09), 48),
        summed(0, 48, (month) => ((1 + change) / 1.09) ** (month / 12)),
      )
    }
  })

  it('never falls with more months, parts of months included', () => {
    fc.assert(
      fc.property(rates, yearly, fc.double({ min: 0, max: 120, noNaN: true }), (rate, change, until) => {
        const ratio = monthly(change) - monthly(rate)
        expect(sumOfMonths(ratio, until + 0.25)).toBeGreaterThan(sumOfMonths(ratio, until))
      }),
    )
  })
})

describe('contracts that follow one another', () => {
  it('are the sum of their months, each at the price of its contract', () => {
    fc.assert(
      fc.property(rates, yearly, months, months, fc.integer({ min: 1, max: 40 }), (rate, drift, one, two, term) => {
        const [from, to] = one < two ? [one, two] : [two, one]
        const flow = (month: number) =>
          (1 + drift) ** ((Math.floor((month - from - 1) / term) * term) / 12) * (1 + rate) ** (-month / 12)
        near(presentOfContracts(monthly(rate), monthly(drift), from, to, term), summed(from, to, flow))
      }),
    )
  })

  it('of a year each, 20 % cheaper every time, are 0.82 of the first price', () => {
    const rate = monthly(0.09)
    expect(presentOfContracts(rate, monthly(-0.2), 0, 36, 12) / presentOfMonths(rate, 36)).toBeCloseTo(0.824, 3)
  })
})
