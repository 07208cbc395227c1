import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CostInput } from '#shared/domain/brief/costInput.ts'
import { monthly, presentOfMonths } from '#main/engine/economics/cash/discount.ts'
import { costOfOneMore, lossWhenShort, sunkCost } from '#main/engine/economics/cash/lossOfDraw.ts'
import { presentCost } from '#main/engine/economics/cash/presentCost.ts'
import { resaleAt } from '#main/engine/economics/cash/resale.ts'
import { CHAT_ALTERNATIVES, CHAT_BRIDGE } from './workedExamples.ts'

const { h100, b200, mi355x } = CHAT_ALTERNATIVES
/** Without discount, so that sums can be done by hand. */
const plain = (input: CostInput): CostInput => ({ ...input, discountRate: 0 })

describe('resale', () => {
  it('is a line from 80 % of the price at delivery to the residual', () => {
    expect(resaleAt(0.8 * 440_000, 96_000, 0, 32)).toBe(352_000)
    expect(resaleAt(0.8 * 440_000, 96_000, 16, 32)).toBe(224_000)
    expect(resaleAt(0.8 * 440_000, 96_000, 32, 32)).toBe(96_000)
    expect(resaleAt(0.8 * 440_000, 96_000, 40, 32)).toBe(96_000)
  })
  it('is never below the residual, also where that is above 80 %', () => {
    expect(resaleAt(80, 90, 0, 32)).toBe(90)
  })
})

describe('a draw in which the fleet is too small', () => {
  const node: CostInput = {
    ...h100,
    lead: 3,
    bought: h100.bought && { ...h100.bought, price: 356_000, owned: false },
  }

  it('costs the missing systems as they are bought, and the bridge for the missing share', () => {
    const each = costOfOneMore(plain(node))
    // 356 − 24 thousand, and 33 months of rest power, space and maintenance.
    const month = 2.84 * 1.25 * 730.5 * 0.09 + 10.2 * 150 + 1133
    expect(each).toBeCloseTo(332_000 + 33 * month, 6)
    const missing = { systems: 2, each, lead: 3, bridge: CHAT_BRIDGE, share: 0.25 }
    expect(lossWhenShort(1e6, missing, 0)).toBeCloseTo(1e6 + 2 * each + 3 * 0.25 * CHAT_BRIDGE, 6)
    expect(lossWhenShort(1e6, missing, 0.09)).toBeCloseTo(
      1e6 + 2 * each + presentOfMonths(monthly(0.09), 3) * 0.25 * CHAT_BRIDGE,
      6,
    )
  })

  it('of rented systems is their rent', () => {
    expect(costOfOneMore(mi355x)).toBeCloseTo((presentCost(mi355x).parts.rent ?? NaN) / 2, 6)
  })

  it('one more system is what a fleet of one more costs more', () => {
    const more = presentCost({ ...b200, systems: [3] }).presentValue - presentCost(b200).presentValue
    expect(costOfOneMore(b200)).toBeCloseTo(more, 6)
  })
})

describe('a draw that no number of systems serves', () => {
  it('of bought systems loses what they lose in value, and what was paid until then', () => {
    // Four months to delivery and three to discovery; 3 of 32 months on the line from 352 to 96 thousand.
    const resale = 352_000 - (256_000 * 3) / 32
    const watts = 2 * 4000 + (500e6 / 512 / 86_400) * 115.46
    const month = (watts / 1000) * 1.25 * 730.5 * 0.09 + 2 * 14.3 * 150 + 2 * 1467
    expect(sunkCost(plain(b200), 7, null)).toBeCloseTo(30_000 + 2 * (440_000 - resale) + 3 * month, 6)
  })

  it('of owned systems loses the fall of their resale', () => {
    const resale = 96_000 - (72_000 * 3) / 36
    const running = presentCost({ ...plain(h100), people: null, bought: null, horizon: 3 }).presentValue
    expect(sunkCost(plain(h100), 3, null)).toBeCloseTo(3 * (96_000 - resale) + running, 6)
  })

  it('of rented systems loses the rent of the whole term, or what it costs to leave', () => {
    const month = 2 * 2.1 * 8 * 730.5
    expect(sunkCost(plain(mi355x), 4, null)).toBeCloseTo(150_000 + 35 * month, 6)
    expect(sunkCost(plain(mi355x), 4, 10_000)).toBeCloseTo(150_000 + 3 * month + 20_000, 6)
    expect(sunkCost(plain(mi355x), 4, 1e9)).toBeCloseTo(150_000 + 35 * month, 6)
    const yearly = { ...plain(mi355x), rented: mi355x.rented && { ...mi355x.rented, term: 12 } }
    expect(sunkCost(yearly, 4, null)).toBeCloseTo(150_000 + 12 * month, 6)
    const monthByMonth = { ...plain(mi355x), rented: mi355x.rented && { ...mi355x.rented, term: null } }
    expect(sunkCost(monthByMonth, 4, null)).toBeCloseTo(150_000 + 3 * month, 6)
  })

  it('found out later is never cheaper', () => {
    const months = fc.double({ min: 0, max: 40, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(h100, b200, mi355x), months, months, (input, one, two) => {
        const [early, late] = one < two ? [one, two] : [two, one]
        const delivered = Math.max(early, input.lead)
        expect(sunkCost(input, Math.max(late, delivered), 0)).toBeGreaterThanOrEqual(
          sunkCost(input, delivered, 0) - 1e-6,
        )
      }),
    )
  })

  it('found out at the end is what the systems cost in all, without people and bridge', () => {
    for (const input of [h100, b200, mi355x]) {
      const all = presentCost({ ...input, people: null, bridge: null }).presentValue
      expect(sunkCost(input, 36, null)).toBeCloseTo(all, 6)
    }
  })
})
