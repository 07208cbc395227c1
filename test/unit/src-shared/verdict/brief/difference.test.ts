import { describe, expect, it } from 'vitest'
import { differenceOf } from '#shared/verdict/brief/difference.ts'

const known = (chosen: readonly number[], rival: readonly number[]) => {
  const found = differenceOf(Float64Array.from(chosen), Float64Array.from(rival))
  if (!found) throw new Error('no difference')
  return found
}
const sumOf = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share, 0)

describe('differenceOf', () => {
  it('puts zero between two bins, so that every bin is of one side', () => {
    const chosen = Array.from({ length: 1000 }, (_, draw) => 10 + Math.sin(draw))
    const rival = chosen.map((value, draw) => value + 3 * Math.sin(draw * 1.7) + 2)
    const { from, step, shares, less, more, mean } = known(chosen, rival)
    expect(shares).toHaveLength(24)
    const below = Math.round(-from / step)
    expect(from).toBeCloseTo(-below * step, 9)
    expect(sumOf(shares)).toBeCloseTo(1, 9)
    expect(sumOf(shares.slice(0, below))).toBeCloseTo(less, 9)
    expect(sumOf(shares.slice(below))).toBeCloseTo(more, 9)
    expect(less).toBeGreaterThan(0.2)
    expect(mean).toBeCloseTo(2, 1)
  })

  it('counts what lies far beyond in the outermost bin, and does not let it stretch the others', () => {
    const rival = Array.from({ length: 1000 }, (_, draw) => (draw < 3 ? 1e6 : 1 + (draw % 10)))
    const { from, step, shares, less } = known(new Array<number>(1000).fill(0), rival)
    expect(from).toBeCloseTo(0, 12)
    expect(from + 24 * step).toBeCloseTo(10, 6)
    expect(shares.at(-1)).toBeCloseTo(0.103, 2)
    expect(less).toBe(0)
  })

  it('knows a rival that always has less', () => {
    const { from, step, less, more } = known([5, 6, 7], [1, 1, 1])
    expect(from + 24 * step).toBeCloseTo(0, 12)
    expect([less, more]).toEqual([1, 0])
  })

  it('says nothing of draws that are not known, nor where there is no difference', () => {
    expect(differenceOf(Float64Array.from([1, NaN]), Float64Array.from([1, 2]))).toBeNull()
    expect(differenceOf(Float64Array.from([1, 2]), Float64Array.from([1, 2]))).toBeNull()
  })
})
