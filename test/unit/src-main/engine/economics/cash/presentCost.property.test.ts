import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CostInput } from '#shared/domain/brief/costInput.ts'
import { presentCost } from '#main/engine/economics/cash/presentCost.ts'
import { COST_PARTS } from '#shared/domain/brief/verdict.ts'
import { beginnings, monthByMonth, runningIn } from './monthByMonth.ts'
import { CHAT_ALTERNATIVES } from './workedExamples.ts'

const share = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const dollars = fc.double({ min: 0, max: 1e6, noNaN: true })
const or = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

const bought = fc
  .record({
    price: fc.double({ min: 1000, max: 1e6, noNaN: true }),
    left: share(0, 0.7),
    owned: fc.boolean(),
    otherShare: share(0, 0.1),
    replaced: or(fc.record({ every: fc.integer({ min: 6, max: 80 }), price: dollars })),
  })
  .map(({ left, ...rest }) => ({ ...rest, residual: left * rest.price }))
const rented = fc.record({
  perMonth: dollars,
  term: or(fc.integer({ min: 1, max: 40 })),
  drift: share(-0.4, 0.2),
})
const powered = fc.record({
  idle: share(0, 1e5),
  joulesPerRequest: share(0, 1e4),
  requests: share(0, 100),
  powerUsageEffectiveness: share(1, 2),
  tariff: share(0, 1),
  drift: share(-0.2, 0.2),
})
const spaced = fc.record({ provisioned: share(0, 1e5), least: share(0, 1e6), perKilowattMonth: share(0, 500) })
const tokens = fc.record({
  input: dollars,
  cached: dollars,
  output: dollars,
  inputPrice: share(0, 10),
  cachedPrice: share(0, 10),
  outputPrice: share(0, 10),
  drift: share(-0.4, 0.2),
})
/** Fleets that never fall, over whole months. */
const inputs: fc.Arbitrary<CostInput> = fc
  .record({
    discountRate: share(0, 0.5),
    horizon: fc.integer({ min: 12, max: 60 }),
    neededBy: fc.integer({ min: 0, max: 11 }),
    lead: fc.integer({ min: 0, max: 20 }),
    growth: share(-0.5, 1),
    steps: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 20 }),
    bought: or(bought),
    rented: or(rented),
    powered: or(powered),
    spaced: or(spaced),
    maintenance: or(dollars),
    people: or(dollars),
    licence: or(dollars),
    migration: or(dollars),
    modelChange: or(fc.record({ every: fc.integer({ min: 1, max: 40 }), dollars })),
    bridge: or(dollars),
    tokens: or(tokens),
  })
  .map(({ steps, ...rest }) => {
    let sum = 0
    return { ...rest, systems: steps.map((step) => (sum += step)) }
  })

function near(found: number, expected: number, scale: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, scale))
}

describe('present dollars in closed form', () => {
  it('are the sum of the months, for any fleet that grows', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { presentValue, parts } = presentCost(input)
        const scale = COST_PARTS.reduce((sum, part) => sum + Math.abs(parts[part] ?? 0), 0)
        near(presentValue, monthByMonth(input), scale)
      }),
      { numRuns: 300 },
    )
  })

  it('are nothing for what would be bought at the horizon', () => {
    const late = { price: 1000, residual: 0, owned: false, otherShare: 0, replaced: null }
    const input = {
      ...CHAT_ALTERNATIVES.h100,
      bought: late,
      rented: null,
      horizon: 12,
      neededBy: 0,
      lead: 0,
      systems: [0, 0, 0, 0, 2],
    }
    expect(presentCost(input).parts.capital).toBe(0)
    near(presentCost(input).presentValue, monthByMonth(input), 1)
  })

  it('have as their dearest month the dearest of all after the last delivery', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const last = Math.max(input.lead, input.neededBy, ...beginnings(input))
        let dearest = 0
        for (let month = last + 1; month <= input.horizon; month++) {
          dearest = Math.max(dearest, runningIn(month, input))
        }
        if (last < input.horizon) near(presentCost(input).perMonth, dearest, dearest)
      }),
      { numRuns: 300 },
    )
  })

  it('are the sum of their parts', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { presentValue, parts } = presentCost(input)
        near(
          presentValue,
          COST_PARTS.reduce((sum, part) => sum + (parts[part] ?? 0), 0),
          Math.abs(presentValue),
        )
      }),
    )
  })

  it('all money in another currency gives all costs in that currency', () => {
    fc.assert(
      fc.property(inputs, share(0.01, 200), (input, rate) => {
        const one = presentCost(input)
        const other = presentCost(inCurrency(input, rate))
        near(other.presentValue, one.presentValue * rate, Math.abs(one.presentValue * rate) + 1e6 * rate)
        near(other.capital, one.capital * rate, one.capital * rate)
        near(other.perMonth, one.perMonth * rate, one.perMonth * rate)
        for (const part of COST_PARTS) {
          expect(other.parts[part] === null).toBe(one.parts[part] === null)
          near(other.parts[part] ?? 0, (one.parts[part] ?? 0) * rate, Math.abs((one.parts[part] ?? 0) * rate))
        }
      }),
    )
  })

  it('more demand on the same configuration never costs less', () => {
    fc.assert(
      fc.property(inputs, share(1, 5), fc.integer({ min: 0, max: 3 }), (input, factor, more) => {
        const grown: CostInput = {
          ...input,
          systems: input.systems.map((systems) => systems + more),
          powered: input.powered && { ...input.powered, requests: input.powered.requests * factor },
          tokens: input.tokens && {
            ...input.tokens,
            input: input.tokens.input * factor,
            cached: input.tokens.cached * factor,
            output: input.tokens.output * factor,
          },
          bridge: input.bridge === null ? null : input.bridge * factor,
        }
        const [least, most] = [presentCost(input), presentCost(grown)]
        const tolerance = 1e-9 * (1 + Math.abs(most.presentValue) + (least.parts.capital ?? 0))
        expect(most.presentValue).toBeGreaterThanOrEqual(least.presentValue - tolerance)
        expect(most.perMonth).toBeGreaterThanOrEqual(least.perMonth * (1 - 1e-12))
        expect(most.capital).toBeGreaterThanOrEqual(least.capital * (1 - 1e-12))
      }),
    )
  })

  it('rent at the levelised payment of buying costs the same', () => {
    const buy = CHAT_ALTERNATIVES.b200
    const { parts, presentValue } = presentCost({ ...buy, powered: null, spaced: null, maintenance: null })
    const price = (parts.capital ?? NaN) + (parts.residual ?? NaN)
    const monthly = presentCost({ ...buy, bought: null, rented: { perMonth: 1, term: 36, drift: 0 } }).parts.rent
    const payment = price / (monthly ?? NaN)
    const rents = { ...buy, bought: null, powered: null, spaced: null, maintenance: null }
    const rent = presentCost({ ...rents, rented: { perMonth: payment, term: 36, drift: 0 } })
    expect(rent.presentValue / presentValue).toBeCloseTo(1, 9)
  })

  it('a number nobody knows is not hidden by any sum', () => {
    const { b200 } = CHAT_ALTERNATIVES
    const unknown: CostInput[] = [
      { ...b200, maintenance: NaN },
      { ...b200, bought: b200.bought && { ...b200.bought, price: NaN } },
      { ...b200, powered: b200.powered && { ...b200.powered, idle: NaN } },
      { ...b200, lead: NaN },
    ]
    for (const input of unknown) expect(presentCost(input).presentValue).toBeNaN()
  })
})

describe('a fleet that falls', () => {
  const input: CostInput = {
    ...CHAT_ALTERNATIVES.mi355x,
    discountRate: 0,
    lead: 0,
    bridge: null,
    people: null,
    migration: null,
    rented: { perMonth: 1, term: 12, drift: 0 },
  }
  it('is paid for until the contract is over, and no longer', () => {
    // Three nodes, one from the eighth month on (the third quarter begins after month 6).
    expect(presentCost({ ...input, systems: [3, 3, 1] }).presentValue).toBeCloseTo(2 * 12 + 36, 9)
    expect(presentCost({ ...input, systems: [3, 3, 3, 3, 3, 1] }).presentValue).toBeCloseTo(2 * 24 + 36, 9)
    const monthly = { perMonth: 1, term: null, drift: 0 }
    expect(presentCost({ ...input, systems: [3, 3, 1], rented: monthly }).presentValue).toBeCloseTo(2 * 6 + 36, 9)
  })

  it('gives each system back once', () => {
    expect(presentCost({ ...input, systems: [3, 2, 1] }).presentValue).toBeCloseTo(12 + 12 + 36, 9)
    expect(presentCost({ ...input, systems: [1, 3, 1] }).presentValue).toBeCloseTo(12 + 12 + 3 - 3 + 33, 9)
  })

  it('of bought systems never falls', () => {
    const { b200 } = CHAT_ALTERNATIVES
    expect(presentCost({ ...b200, systems: [2, 1, 1] })).toEqual(presentCost(b200))
  })
})

/** Every amount of money times the same. */
function inCurrency(input: CostInput, rate: number): CostInput {
  const { bought, rented, powered, spaced, modelChange, tokens } = input
  const times = (dollars: number | null) => (dollars === null ? null : dollars * rate)
  return {
    ...input,
    bought: bought && {
      ...bought,
      price: bought.price * rate,
      residual: bought.residual * rate,
      replaced: bought.replaced && { ...bought.replaced, price: bought.replaced.price * rate },
    },
    rented: rented && { ...rented, perMonth: rented.perMonth * rate },
    powered: powered && { ...powered, tariff: powered.tariff * rate },
    spaced: spaced && { ...spaced, perKilowattMonth: spaced.perKilowattMonth * rate },
    maintenance: times(input.maintenance),
    people: times(input.people),
    licence: times(input.licence),
    migration: times(input.migration),
    bridge: times(input.bridge),
    modelChange: modelChange && { ...modelChange, dollars: modelChange.dollars * rate },
    tokens: tokens && {
      ...tokens,
      inputPrice: tokens.inputPrice * rate,
      cachedPrice: tokens.cachedPrice * rate,
      outputPrice: tokens.outputPrice * rate,
    },
  }
}
