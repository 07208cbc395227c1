import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entered, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import {
  askedByQuarter,
  outgrownIn,
  tokensPerDay,
  withinBudget,
  type Budget,
  type Carrying,
} from '#shared/domain/brief/powerBudget.ts'
import { budgetOf, readBudget } from '#shared/domain/brief/readBudget.ts'
import type { Sizing } from '#shared/domain/brief/verdict.ts'
import { CHOSEN } from '../../../../support/briefVerdicts.ts'

const SIZED = CHOSEN.table.find(({ id }) => id === 'b200')?.sizing as Sizing
const OUT = 512
const power = (watts: number): Budget => ({ kind: 'power', watts })
const found = (sizing: Sizing, budget: Budget): Carrying => {
  const carried = withinBudget(sizing, OUT, budget)
  if (carried === null) throw new Error('A system of it is known.')
  return carried
}

/** Sizings of any system: a share of a rack or several of them, many copies in one or one over many, some with what stays. */
const sizings = fc.record({
  systemPower: fc.double({ min: 500, max: 2e5, noNaN: true }),
  racksPerSystem: fc.oneof(
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 12 }).map((count) => 1 / count),
  ),
  copiesPerSystem: fc.oneof(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 9 }).map((count) => 1 / count),
  ),
  capacity: fc.double({ min: 0.01, max: 100, noNaN: true }),
  kept: fc.option(
    fc.record({
      systems: fc.integer({ min: 0, max: 20 }),
      rate: fc.double({ min: 0, max: 500, noNaN: true }),
      deployment: fc.constant(SIZED.deployment),
      systemPower: fc.double({ min: 500, max: 2e4, noNaN: true }),
      racksPerSystem: fc.constantFrom(1, 1 / 4),
    }),
  ),
})
const any = sizings.map((rest): Sizing => ({ ...SIZED, ...rest }))
const watts = fc.double({ min: 1, max: 1e8, noNaN: true })
const racks = fc.integer({ min: 1, max: 5000 })
const site = fc.oneof(
  watts.map(power),
  racks.map((count): Budget => ({ kind: 'racks', racks: count })),
)
const times = (budget: Budget, factor: number): Budget =>
  budget.kind === 'power'
    ? { kind: 'power', watts: budget.watts * factor }
    : budget.kind === 'racks'
      ? { kind: 'racks', racks: Math.ceil(budget.racks * factor) }
      : { kind: 'rate', tokensPerSecond: budget.tokensPerSecond * factor }

describe('what a budget of power, racks or tokens holds', () => {
  it('is whole systems, and the tokens of their copies: floor of power over a system’s, × copies × C × output tokens', () => {
    // 0.8 MW, 14.3 kW a system of one copy of 6.1 requests a second.
    expect(found(SIZED, power(0.8e6))).toEqual({
      systems: 55,
      kept: 0,
      tokensPerSecond: 55 * 6.1 * OUT,
      watts: 55 * 14.3e3,
      racks: 14,
    })
    // A pipeline over eight systems: 34 of them hold four.
    const wafers: Sizing = { ...SIZED, copiesPerSystem: 1 / 8, systemPower: 23e3, capacity: 22.4, racksPerSystem: 1 }
    expect(found(wafers, power(0.8e6))).toMatchObject({ systems: 34, tokensPerSecond: 4 * 22.4 * OUT })
  })

  it('fits exactly where the budget is a whole number of systems', () => {
    for (const systems of [1, 3, 7, 1000]) {
      expect(found(SIZED, power(systems * 14.3e3)).systems).toBe(systems)
      expect(found(SIZED, { kind: 'racks', racks: systems }).systems).toBe(systems * 4)
    }
  })

  it('more power or racks is never fewer systems nor fewer tokens, and never beyond what there is', () => {
    fc.assert(
      fc.property(any, site, fc.double({ min: 1, max: 10, noNaN: true }), (sizing, budget, factor) => {
        const one = found(sizing, budget)
        const more = found(sizing, times(budget, factor))
        expect(more.systems).toBeGreaterThanOrEqual(one.systems)
        expect(more.kept).toBeGreaterThanOrEqual(one.kept)
        expect(more.tokensPerSecond).toBeGreaterThanOrEqual(one.tokensPerSecond)
        if (budget.kind === 'power') expect(one.watts).toBeLessThanOrEqual(budget.watts * (1 + 1e-6))
        if (budget.kind === 'racks') expect(one.racks).toBeLessThanOrEqual(budget.racks)
      }),
    )
  })

  it('there and back: what a budget carries takes no more than the budget, and carries as much again', () => {
    fc.assert(
      fc.property(any, site, (sizing, budget) => {
        const there = found(sizing, budget)
        // Where not all that stays has room, less is carried than stands already.
        fc.pre(there.kept === (sizing.kept?.systems ?? 0))
        const back = found(sizing, { kind: 'rate', tokensPerSecond: there.tokensPerSecond })
        expect(back.systems).toBeLessThanOrEqual(there.systems)
        expect(back.tokensPerSecond / there.tokensPerSecond || 1).toBeCloseTo(1, 9)
        expect(back.watts).toBeLessThanOrEqual(there.watts as number)
        expect(back.racks).toBeLessThanOrEqual(there.racks as number)
        // As tight as it can be: one system fewer carries less, unless a copy spans several.
        if (back.systems > 0 && sizing.copiesPerSystem >= 1) {
          const fewer = Math.floor((back.systems - 1) * sizing.copiesPerSystem + 1e-9) * sizing.capacity * OUT
          expect(fewer).toBeLessThan(there.tokensPerSecond)
        }
      }),
    )
  })

  it('what stays takes its part first; without room for all of it, nothing joins', () => {
    const kept = { systems: 3, rate: 6, deployment: SIZED.deployment, systemPower: 10e3, racksPerSystem: 0.5 }
    const sizing: Sizing = { ...SIZED, kept }
    expect(found(sizing, power(60e3))).toEqual({
      systems: 2,
      kept: 3,
      tokensPerSecond: (2 * 6.1 + 6) * OUT,
      watts: 58.6e3,
      racks: 3,
    })
    expect(found(sizing, power(25e3))).toMatchObject({ systems: 0, kept: 2, tokensPerSecond: 4 * OUT })
    expect(found(sizing, { kind: 'rate', tokensPerSecond: 7 * OUT })).toMatchObject({ systems: 1, kept: 3 })
  })

  it('is unknown where nobody knows what a system takes, never nothing', () => {
    expect(withinBudget({ ...SIZED, systemPower: null }, OUT, power(1e6))).toBeNull()
    expect(withinBudget({ ...SIZED, racksPerSystem: null }, OUT, { kind: 'racks', racks: 10 })).toBeNull()
    expect(found({ ...SIZED, systemPower: null }, { kind: 'racks', racks: 10 })).toMatchObject({
      systems: 40,
      watts: null,
    })
    expect(withinBudget({ ...SIZED, capacity: 0 }, OUT, { kind: 'rate', tokensPerSecond: 1 })).toBeNull()
  })

  it('a day is what the busiest hours bring over the peak', () => {
    expect(tokensPerDay(1000, { peak: entered(2) })).toBe(500 * 86_400)
    expect(tokensPerDay(1000, { peak: NOT_GIVEN })).toBeNull()
  })
})

describe('what the demand asks by quarter', () => {
  it('is the fleet of the verdict to the end of the horizon, and what it takes', () => {
    const asked = askedByQuarter({ ...SIZED, byQuarter: [6, 8] }, 12)
    expect(asked.map(({ systems }) => systems)).toEqual([6, 8, 8, 8])
    expect(asked[1]).toEqual({ quarter: 2, systems: 8, watts: 8 * 14.3e3, racks: 2 })
  })

  it('outgrows a budget in the first quarter that takes more', () => {
    const asked = askedByQuarter({ ...SIZED, byQuarter: [6, 7, 9, 12] }, 12)
    expect(outgrownIn(asked, power(7 * 14.3e3))).toBe(3)
    expect(outgrownIn(asked, power(12 * 14.3e3))).toBeNull()
    expect(outgrownIn(asked, { kind: 'racks', racks: 2 })).toBe(3)
    expect(outgrownIn(askedByQuarter({ ...SIZED, systemPower: null }, 12), power(1))).toBeNull()
  })
})

describe('a budget as it is typed', () => {
  it.each([
    ['2MW', { kind: 'power', watts: 2e6 }],
    ['250 kW', { kind: 'power', watts: 250e3 }],
    ['10 racks', { kind: 'racks', racks: 10 }],
    ['1 rack', { kind: 'racks', racks: 1 }],
    ['1.5M tok/s', { kind: 'rate', tokensPerSecond: 1.5e6 }],
    ['40,000 tokens/s', { kind: 'rate', tokensPerSecond: 40e3 }],
  ])('%s', (text, budget) => {
    expect(readBudget(text)).toEqual({ ok: true, budget })
  })

  it.each(['2', '', '-3 MW', '0 racks', '2.5 racks', '2 M$', 'racks', '0 tok/s'])('“%s” is none', (text) => {
    expect(readBudget(text).ok).toBe(false)
  })

  it('the bounds of a brief are one, power before racks', () => {
    const bound = (constraints: Partial<typeof DEFAULT_BRIEF.constraints>) =>
      budgetOf({ ...DEFAULT_BRIEF, model: '', constraints: { ...DEFAULT_BRIEF.constraints, ...constraints } })
    expect(bound({ power: 5, racks: 3 })).toEqual(power(5))
    expect(bound({ racks: 3 })).toEqual({ kind: 'racks', racks: 3 })
    expect(bound({})).toBeNull()
  })
})
