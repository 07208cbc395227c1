import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copiesIn, copiesPerSystem, systemsFor, type Packing } from '#main/engine/decide/systems.ts'
import { demandRates } from '#shared/domain/brief/demandRates.ts'
import { fleetOver, grownBy } from '#main/engine/decide/fleet.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import { guessed } from '#shared/domain/brief/assumed.ts'

const packing = (size: number, devicesPerSystem: number, devicesPerDomain = devicesPerSystem): Packing => ({
  size,
  devicesPerSystem,
  devicesPerDomain,
})

const demand = (tokensPerDay: number, outputTokens: number) =>
  demandRates({ ...DEFAULT_BRIEF.demand, amount: guessed(tokensPerDay), outputTokens, peak: guessed(2) })
    .peakRequestsPerSecond

describe('whole systems for a rate', () => {
  // Two briefs an architect worked through by hand: 22.606 and 45.211 requests/s at the peak.
  const chat = 22.606
  const reasoning = 45.211
  it('starts from the tokens of a day', () => {
    expect(demand(500e6, 512)).toBeCloseTo(chat, 3)
    expect(demand(2e9, 1024)).toBeCloseTo(reasoning, 3)
    expect(demandRates(DEFAULT_BRIEF.demand).peakRequestsPerSecond).toBeNull()
  })

  it.each([
    ['H100, four by tensors', chat, 6.109, packing(4, 8), 2, 2, 3],
    ['B200, prefill and decode', chat, 13.269, packing(2, 8), 4, 1, 2],
    ['MI355X alone', chat, 6.43, packing(1, 8), 8, 1, 2],
    ['CS-3, eight wafers', chat, 22.668, packing(8, 1), 1 / 8, 8, 16],
    ['CS-3, seven wafers', chat, 20.684, packing(7, 1), 1 / 7, 14, 21],
    ['MI355X, experts on eight', reasoning, 18.256, packing(8, 8), 1, 3, 4],
    ['B200, experts on eight', reasoning, 16.953, packing(8, 8), 1, 3, 4],
    ['GB200, a tray lost inside its rack', reasoning, 84.711, packing(32, 72, 8), 2, 1, 1],
    ['H200, experts on sixteen', reasoning, 4.488, packing(16, 8), 1 / 2, 22, 24],
  ])('%s', (_, rate, capacity, packed, copies, central, withSpare) => {
    expect(copiesPerSystem(packed)).toBe(copies)
    expect(systemsFor(rate, capacity, packed)).toBe(central)
    expect(systemsFor(rate, capacity, packed, 1)).toBe(withSpare)
    expect(systemsFor(rate, capacity, packed, 0)).toBe(central)
  })

  it('is nothing for nothing, and never for a copy that carries nothing', () => {
    expect(systemsFor(0, 5, packing(4, 8))).toBe(0)
    expect(systemsFor(1, 0, packing(4, 8))).toBe(Infinity)
    expect(systemsFor(10, 5, packing(8, 8))).toBe(2)
  })

  it('counts back to copies, of which a lost tray takes those it touches', () => {
    expect(copiesIn(3, packing(4, 8))).toBe(6)
    expect(copiesIn(3, packing(4, 8), 1)).toBe(4)
    expect(copiesIn(15, packing(8, 1))).toBe(1)
    expect(copiesIn(1, packing(4, 72, 8), 1)).toBe(16)
  })
})

describe('a fleet over quarters', () => {
  const countAt = (growth: number) => (month: number) => Math.ceil(4 * grownBy(growth, month) - 1e-9)

  it('takes the larger need of a quarter, and never falls where systems are bought', () => {
    expect(fleetOver(12, countAt(1), 'forGood')).toEqual([5, 6, 7, 8])
    expect(fleetOver(12, countAt(-0.5), 'forGood')).toEqual([4, 4, 4, 4])
  })

  it('bought never falls, whatever the demand does; and no quarter has fewer than it needs', () => {
    const needs = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 41 })
    fc.assert(
      fc.property(needs, fc.integer({ min: 1, max: 40 }), (need, term) => {
        const at = (month: number) => need[Math.min(need.length - 1, Math.floor(month / 3))] ?? 0
        const bought = fleetOver(36, at, 'forGood')
        expect(bought).toEqual(bought.toSorted((one, two) => one - two))
        const rented = fleetOver(36, at, { months: term })
        bought.forEach((systems, quarter) => {
          const least = Math.max(at(quarter * 3), at(Math.min(36, quarter * 3 + 3)))
          expect(systems).toBeGreaterThanOrEqual(least)
          expect(rented[quarter]).toBeGreaterThanOrEqual(least)
          expect(systems).toBeGreaterThanOrEqual(rented[quarter] ?? NaN)
        })
      }),
    )
  })

  it('falls with rent after its term, and not before', () => {
    expect(fleetOver(12, countAt(-0.5), { months: 0 })).toEqual([4, 4, 3, 3])
    expect(fleetOver(12, countAt(-0.5), { months: 9 })).toEqual([4, 4, 4, 3])
    const peak = (month: number) => (month === 6 ? 5 : 2)
    expect(fleetOver(24, peak, { months: 6 })).toEqual([2, 5, 5, 2, 2, 2, 2, 2])
  })
})
