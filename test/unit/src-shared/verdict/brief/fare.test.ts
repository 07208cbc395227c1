import { describe, expect, it } from 'vitest'
import { fares, firsts } from '#shared/verdict/brief/fare.ts'
import { drawn, LATE, MEETS, NEVER, randomFrom, SHORT } from './prepared.ts'

const many = (count: number, value: (draw: number) => number) => Array.from({ length: count }, (_, draw) => value(draw))

describe('how alternatives fare', () => {
  it('a short draw keeps its loss: it is never taken out of the mean', () => {
    // A looks cheap where it is enough, and costs tenfold in a tenth of the draws.
    const isShort = (draw: number) => draw % 10 === 0
    const a = {
      id: 'a',
      ...drawn(
        many(100, (d) => (isShort(d) ? 1000 : 100)),
        many(100, (d) => (isShort(d) ? SHORT : MEETS)),
      ),
    }
    const b = {
      id: 'b',
      ...drawn(
        many(100, (d) => (isShort(d) ? 154 : 104)),
        many(100, (d) => (isShort(d) ? SHORT : MEETS)),
      ),
    }
    const c = { id: 'c', ...drawn(many(100, () => 5000)) }
    const [ofA, ofB] = fares([a, b])
    expect([ofA?.mean, ofB?.mean]).toEqual([190, 109])
    expect(fares([a, b, c]).map(({ mean }) => mean)).toEqual([190, 109, 5000])
  })

  it('where it never serves, the cheapest other there is paid, on top of what is sunk', () => {
    const a = { id: 'a', ...drawn([100, 100, 7, 7], [MEETS, MEETS, NEVER, NEVER]) }
    const b = { id: 'b', ...drawn([200, 200, 300, 320]) }
    const c = { id: 'c', ...drawn([150, 150, 400, 420]) }
    const [ofA] = fares([a, b, c])
    expect(ofA?.fallback?.id).toBe('b')
    expect([...(ofA?.losses ?? [])]).toEqual([100, 100, 307, 327])
  })

  it('a third that is nobody’s fallback changes no mean', () => {
    const random = randomFrom(3)
    const a = {
      id: 'a',
      ...drawn(
        many(500, (d) => (d % 9 === 0 ? 20 : 100 + 10 * random())),
        many(500, (d) => (d % 9 === 0 ? NEVER : MEETS)),
      ),
    }
    const b = { id: 'b', ...drawn(many(500, () => 130 + 10 * random())) }
    const third = { id: 'c', ...drawn(many(500, () => 500 + 10 * random())) }
    const before = fares([a, b]).map(({ mean }) => mean)
    expect(
      fares([a, b, third])
        .slice(0, 2)
        .map(({ mean }) => mean),
    ).toEqual(before)
  })

  it('one that never serves in the same draws is no cheap substitute: a copy leaves the mean alone', () => {
    const states = [MEETS, MEETS, MEETS, NEVER]
    const a = { id: 'a', ...drawn([100, 100, 100, 5], states) }
    const copy = { ...a, id: 'a2' }
    const b = { id: 'b', ...drawn([300, 300, 300, 300]) }
    expect(fares([a, copy, b]).map(({ fallback }) => fallback?.id)).toEqual(['b', 'b', undefined])
    expect(fares([a, copy, b])[0]?.mean).toBe(fares([a, b])[0]?.mean)
  })

  it('who fails together with its substitute pays for the one that serves', () => {
    const a = { id: 'a', ...drawn([100, 5, 5, 5], [MEETS, NEVER, NEVER, NEVER]) }
    const b = { id: 'b', ...drawn([200, 200, 200, 9], [MEETS, MEETS, MEETS, NEVER]) }
    const c = { id: 'c', ...drawn([900, 900, 900, 900]) }
    const [ofA] = fares([a, b, c])
    expect(ofA?.fallback?.id).toBe('b')
    expect([...(ofA?.losses ?? [])]).toEqual([100, 205, 205, 5 + 9 + 900])
  })

  it('where nobody serves, the draw stays with what is sunk', () => {
    const a = { id: 'a', ...drawn([100, 5], [MEETS, NEVER]) }
    const b = { id: 'b', ...drawn([200, 9], [MEETS, NEVER]) }
    expect(fares([a])[0]?.losses[1]).toBe(5)
    expect(fares([a, b]).map(({ losses }) => losses[1])).toEqual([14, 14])
  })

  it('p10, p90 and the worst tenth are those of the losses', () => {
    const [only] = fares([{ id: 'a', ...drawn(many(1000, (d) => (d * 7) % 1000)) }])
    expect(only?.tenth).toBeCloseTo(99.5, 6)
    expect(only?.ninetieth).toBeCloseTo(899.5, 6)
    expect(only?.worstTenth).toBeCloseTo(949.5, 6)
  })
})

describe('who is first', () => {
  const row = (values: number[], states: number[] = values.map(() => MEETS)) => ({
    values: Float64Array.from(values),
    states: Uint8Array.from(states),
  })

  it('equals share a draw, and whoever does not keep the promise is never first', () => {
    const { first, none, least } = firsts([
      row([1, 5, 1, 1], [MEETS, MEETS, SHORT, LATE]),
      row([1, 2, 3, 3]),
      row([9, 9, 9, 9]),
    ])
    expect(first).toEqual([0.125, 0.375, 0])
    // In the last two draws the least is short or late: that makes no other first.
    expect(none).toBe(0.5)
    expect([...least]).toEqual([1, 2, 1, 1])
  })

  it('all shares and none make one', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = randomFrom(seed)
      const rows = many(2 + (seed % 7), (d) => d).map(() =>
        row(
          many(200, () => Math.floor(4 * random())),
          many(200, () => Math.floor(4 * random())),
        ),
      )
      const { first, none } = firsts(rows)
      expect(first.reduce((sum, share) => sum + share, none)).toBeCloseTo(1, 12)
    }
  })
})
