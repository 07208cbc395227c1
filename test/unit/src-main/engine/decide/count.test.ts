import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uniform } from '#main/engine/analysis/draws/randomness.ts'
import { capacityOf } from '#main/engine/analysis/loads/capacity.ts'
import { sizeAdded } from '#main/engine/decide/added.ts'
import { countSystems } from '#main/engine/decide/count.ts'
import { needsOf } from '#main/engine/decide/drawnSizing.ts'
import { mostLoad } from '#main/engine/analysis/loads/mostLoad.ts'
import { systemsFor } from '#main/engine/decide/systems.ts'
import { curve, LADDER } from '../../../../support/decideCurves.ts'

const DRAWS = 1600

/** Needs of so many draws: a share of them `high`, mixed. */
function needs(low: number, high: number, share: number, seed = 7): Float64Array {
  return Float64Array.from({ length: DRAWS }, (_, draw) => (uniform(seed, draw, 1) < share ? high : low))
}

describe('the count of systems', () => {
  it('is the least that is enough in the share of draws that is asked', () => {
    const question = { central: 2, withSpare: 3, needs: needs(3, 5, 0.2), confidence: 0.9 }
    expect(countSystems(question)).toMatchObject({
      systems: 5,
      atCentral: 2,
      atConfidence: 5,
      spare: 1,
      probability: 1,
    })
    const easier = countSystems({ ...question, confidence: 0.75 })
    expect(easier.systems).toBe(3)
    expect(easier.probability).toBeCloseTo(0.8, 1)
    expect(easier.edge).toBeNull()
  })

  it('has the standard error of draws that know nothing of each other', () => {
    const { standardError, probability } = countSystems({
      central: 3,
      withSpare: 3,
      needs: needs(3, 4, 0.2),
      confidence: 0.7,
    })
    const binomial = Math.sqrt((probability * (1 - probability)) / DRAWS)
    expect(standardError / binomial).toBeGreaterThan(0.5)
    expect(standardError / binomial).toBeLessThan(1.7)
  })

  it('is not raised by draws that no number serves, but says how many they are', () => {
    const question = { central: 2, withSpare: 3, needs: needs(3, Infinity, 0.3), confidence: 0.9 }
    const count = countSystems(question)
    expect(count).toMatchObject({ systems: 3, probability: 1, edge: null })
    expect(count.never).toBeCloseTo(0.3, 1)
    // Nobody buys more than four times what the central values take with their spare.
    expect(countSystems({ ...question, needs: needs(3, 13, 0.3) }).never).toBe(count.never)
    expect(countSystems({ ...question, needs: needs(3, 12, 0.3) })).toMatchObject({ systems: 12, never: 0 })
  })

  it('is at the edge where chance may hide another count', () => {
    const question = { central: 3, withSpare: 3, needs: needs(3, 4, 0.1), confidence: 0.9 }
    const { systems, edge } = countSystems(question)
    expect([systems, edge].toSorted()).toEqual([3, 4])
    // Where spares ask for four anyway, there is no other count.
    expect(countSystems({ ...question, withSpare: 4 })).toMatchObject({ systems: 4, edge: null })
  })

  it('is never in every draw where one request misses already', () => {
    const slow = curve(LADDER, (load) => load ** 0.5, { tpot: () => 0.05 })
    const limits = { timePerToken: 0.04, timeToFirstToken: null, endToEnd: null, outputTokens: 100 }
    const { rate } = capacityOf(slow, mostLoad(slow, limits), { quantile: 0.95, dispersion: 1 })
    const packing = { size: 4, devicesPerSystem: 8, devicesPerDomain: 8 }
    const count = countSystems({
      central: systemsFor(10, 8, packing),
      withSpare: systemsFor(10, 8, packing, 1),
      needs: needsOf(new Float64Array(DRAWS).fill(10), [rate], packing),
      confidence: 0.9,
    })
    expect(count.never).toBe(1)
    expect(count.probability).toBeNaN()
    expect(countSystems({ central: Infinity, withSpare: Infinity, needs: [1, 1], confidence: 0.9 })).toMatchObject({
      systems: Infinity,
      never: 1,
    })
  })
})

describe('at a fixed configuration', () => {
  const packing = { size: 4, devicesPerSystem: 8, devicesPerDomain: 8 }
  const flattening = curve(LADDER, (load) => load / (1 + 0.01 * load), {
    tpot: (load) => 0.01 + 1e-4 * load,
    ttft: (load) => 0.1 + 4e-3 * load,
  })
  interface Asked {
    readonly rate: number
    readonly timePerToken: number
    readonly confidence: number
    readonly spare: number
    readonly dispersion: number
  }

  /** Systems for a demand that varies by a third and times that vary by a fifth. */
  function systems({ rate, timePerToken, confidence, spare, dispersion }: Asked): number {
    const limits = { timePerToken, timeToFirstToken: 0.6, endToEnd: null, outputTokens: 100 }
    const capacityAt = (error: number): number =>
      capacityOf(flattening, mostLoad(flattening, limits, { tpot: error, ttft: error }), { quantile: 0.95, dispersion })
        .rate / error
    const drawn = Float64Array.from({ length: 160 }, (_, draw) => capacityAt(0.8 + 0.4 * uniform(7, draw, 2)))
    const rates = Float64Array.from({ length: 320 }, (_, draw) => rate * (0.7 + 0.6 * uniform(7, draw, 3)))
    const central = capacityAt(1)
    return countSystems({
      central: systemsFor(rate, central, packing),
      withSpare: systemsFor(rate, central, packing, spare),
      needs: needsOf(rates, drawn, packing),
      confidence,
    }).systems
  }

  it('more demand, tighter limits, more certainty, more spares and wilder arrivals never need fewer systems', () => {
    const asked = fc.record({
      rate: fc.double({ min: 10, max: 500, noNaN: true }),
      timePerToken: fc.double({ min: 0.015, max: 0.05, noNaN: true }),
      confidence: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
      spare: fc.integer({ min: 0, max: 4 }),
      dispersion: fc.oneof(fc.constant(1), fc.double({ min: 0.2, max: 6, noNaN: true })),
    })
    const which = fc.constantFrom(...(['rate', 'timePerToken', 'confidence', 'spare', 'dispersion'] as const))
    let more = 0
    fc.assert(
      fc.property(asked, asked, which, (one, other, input) => {
        const harder = input === 'timePerToken' ? Math.min : Math.max
        const base = systems(one)
        const hard = systems({ ...one, [input]: harder(one[input], other[input]) })
        expect(hard).toBeGreaterThanOrEqual(base)
        if (hard > base) more++
      }),
      { numRuns: 120 },
    )
    // About one draw in five makes it harder: that none does is no accident.
    expect(more).toBeGreaterThan(2)
  })
})

describe('systems that join owned ones', () => {
  const packing = { size: 4, devicesPerSystem: 8, devicesPerDomain: 8 }
  const owned = { packing, systems: 2, capacity: 5, capacities: [5] }
  const added = { packing, capacity: 10, capacities: [10] }
  const rates = new Float64Array(DRAWS).fill(50)
  const question = { owned, added, rate: 50, rates, confidence: 0.9, spareDomains: 0, pinned: null }

  it('carry what the owned leave', () => {
    const { count, keptRate } = sizeAdded(question)
    // Two systems of two copies carry 20 of 50; three copies of the new ones the rest.
    expect(keptRate).toBe(20)
    expect(count).toMatchObject({ atCentral: 2, systems: 2, never: 0 })
  })

  it('are none where the owned carry all, but for the spare of their own pool', () => {
    const small = { ...question, rate: 15, rates: new Float64Array(DRAWS).fill(15) }
    expect(sizeAdded(small)).toMatchObject({ keptRate: 15, count: { systems: 0 } })
    // One owned system lost leaves 10 of 15: a copy of the new ones, beside their own spare.
    expect(sizeAdded({ ...small, spareDomains: 1 }).count.systems).toBe(2)
  })

  it('carry all in draws in which the owned keep no promise', () => {
    const failing = { ...owned, capacities: [5, 0] }
    // Half of the draws take five copies, 50 of 50, in place of three.
    expect(sizeAdded({ ...question, owned: failing }).count.systems).toBe(3)
    expect(sizeAdded({ ...question, owned: failing, confidence: 0.5 }).count.systems).toBe(2)
  })

  it('are as many as without owned ones where there are none', () => {
    const alone = sizeAdded({ ...question, owned: { ...owned, systems: 0 }, spareDomains: 1 }).count
    const needed = needsOf(rates, added.capacities, packing)
    const direct = { central: systemsFor(50, 10, packing), withSpare: systemsFor(50, 10, packing, 1) }
    expect(alone).toEqual(countSystems({ ...direct, needs: needed, confidence: 0.9 }))
  })
})
