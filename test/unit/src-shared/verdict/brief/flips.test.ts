import { describe, expect, it } from 'vitest'
import { contestOf } from '#shared/verdict/brief/contest.ts'
import { bandsOf, flipOf, steppedFlipOf, type FlippingInput } from '#shared/verdict/brief/flips.ts'
import { drawn, randomFrom } from './prepared.ts'

const rent: FlippingInput = {
  input: 'alternatives.b.offer.price',
  alternative: 'b',
  label: 'Rent',
  dimension: 'dollarsPerHour',
  now: 2.1,
  low: 1.5,
  high: 2.9,
}
const against =
  (own: (value: number) => number, other: number) =>
  (value: number): ReadonlyMap<string, number> =>
    new Map([
      ['a', other],
      ['b', own(value)],
    ])

describe('where the choice turns', () => {
  it('at the value at which both cost the same on average', () => {
    const flip = flipOf(
      rent,
      'a',
      against((value) => 500 + 400 * value, 1190),
    )
    expect(flip.at).toBeCloseTo(1.725, 3)
    expect(flip.leader).toBe('b')
  })

  it('not at all where none lies within the range', () => {
    const flip = flipOf(
      rent,
      'a',
      against((value) => 500 + 400 * value, 1000),
    )
    expect([flip.at, flip.leader, flip.low, flip.high]).toEqual([null, null, 1.5, 2.9])
  })

  it('at the nearer of two, on whichever side it is', () => {
    const valley = (value: number) => (value > 2.2 || value < 1.7 ? 900 : 1100)
    expect(flipOf(rent, 'a', against(valley, 1000)).at).toBeCloseTo(2.2, 3)
  })

  it('steps of a count are found where they are', () => {
    // Another node is needed from 2.4 on.
    const flip = flipOf(
      rent,
      'a',
      (value) =>
        new Map([
          ['a', 100 * Math.ceil(value / 1.2)],
          ['b', 250],
        ]),
    )
    expect(flip.at).toBeCloseTo(2.4, 3)
  })

  it('draws are asked, not central values', () => {
    const random = randomFrom(4)
    // In a tenth of draws b fails at what it costs fivefold: on average it costs 1.4 times its price.
    const draws = Array.from({ length: 2000 }, () => (random() < 0.1 ? 5 : 1))
    const factor = draws.reduce((sum, value) => sum + value, 0) / draws.length
    const a = { id: 'a', ...drawn(draws.map(() => 280)) }
    const at = flipOf(rent, 'a', (value) => {
      const { contenders } = contestOf('cost', [a, { id: 'b', ...drawn(draws.map((times) => 100 * times * value)) }])
      return new Map(contenders.map(({ id, score }) => [id, score]))
    }).at
    expect(at).toBeCloseTo(2.8 / factor, 3)
  })

  it('equal losses are no turn', () => {
    expect(
      flipOf(
        rent,
        'b',
        against(() => 1000, 1000),
      ).at,
    ).toBeNull()
  })
})

describe('inputs that work in steps', () => {
  // Demand of the worked example of a chat model: E[loss] in thousands of dollars.
  const DEMAND = new Map([
    [1, { h100: 1215, mi355x: 1351, b200: 1679 }],
    [1.25, { h100: 1376, mi355x: 1382, b200: 1690 }],
    [1.5, { h100: 1542, mi355x: 1417, b200: 1700 }],
    [2, { h100: 1755, mi355x: 1806, b200: 1745 }],
    [2.5, { h100: 2300, mi355x: 2223, b200: 2256 }],
  ])
  const expectedAt = (value: number) => new Map(Object.entries(DEMAND.get(value) ?? {}))
  const demand: FlippingInput = {
    ...rent,
    input: 'demand',
    alternative: null,
    label: 'Demand',
    now: 1,
    low: 1,
    high: 2.5,
  }

  it('have ranges, each with who leads there', () => {
    expect(bandsOf([...DEMAND.keys()], expectedAt)).toEqual([
      { from: 1, to: 1.25, leader: 'h100' },
      { from: 1.5, to: 1.5, leader: 'mi355x' },
      { from: 2, to: 2, leader: 'b200' },
      { from: 2.5, to: 2.5, leader: 'mi355x' },
    ])
  })

  it('turn at the first value beyond the leader’s range', () => {
    const flip = steppedFlipOf(demand, 'h100', [...DEMAND.keys()], expectedAt)
    expect([flip.at, flip.leader, flip.bands.length]).toEqual([1.5, 'mi355x', 4])
  })
})
