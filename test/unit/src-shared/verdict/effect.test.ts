import { describe, expect, it } from 'vitest'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { effectOf, leaderOf, lookedAt } from '#shared/verdict/effect.ts'

/** As much of a verdict as is read: cost per million and share of draws by alternative, in the order of rank. */
function verdictOf(
  rows: readonly (readonly [id: string, cost: number | null, first: number | null])[],
  change: Partial<BriefVerdict> = {},
): BriefVerdict {
  const table = rows.map(([id, cost, first], at) => ({
    id,
    rank: first === null ? null : at + 1,
    costing: cost === null ? null : { perMillionOutput: cost, presentValue: 1 },
    fared: first === null ? null : { first, tenth: 1, ninetieth: 1 },
  }))
  const choice = rows.flatMap(([id, , first], at) => (at === 0 && first !== null ? [id] : []))
  return { state: 'choose', choice, leaning: null, table, ...change } as unknown as BriefVerdict
}

const base = verdictOf([
  ['a', 4, 0.75],
  ['b', 5, 0.25],
])

describe('the effect of a change', () => {
  it('is the difference of what leads', () => {
    const alone = verdictOf([
      ['a', 4.5, 0.5],
      ['b', 5, 0.5],
    ])
    expect(effectOf(base, alone, 'a')).toEqual({ alternative: 'a', cost: 0.5, first: -0.25, choice: null, state: null })
    expect(effectOf(base, base, 'a')).toEqual({ alternative: 'a', cost: 0, first: 0, choice: null, state: null })
  })

  it('is no cost where it is only how numbers are rounded', () => {
    const alone = verdictOf([
      ['a', 4 * (1 + 1e-12), 0.75],
      ['b', 5, 0.25],
    ])
    expect(effectOf(base, alone, 'a').cost).toBe(0)
  })

  it('names the choice and the state that it changes', () => {
    const other = verdictOf([
      ['b', 3, 0.9],
      ['a', 4, 0.1],
    ])
    expect(effectOf(base, other, 'a')).toMatchObject({ choice: ['b'], state: null })
    expect(effectOf(base, verdictOf([['a', 4, 0.75]], { state: 'undecided', choice: [] }), 'a')).toMatchObject({
      choice: [],
      state: 'undecided',
    })
    const tied = (choice: string[]) => ({ ...base, state: 'tied' as const, choice })
    expect(effectOf(tied(['a', 'b']), tied(['b', 'a']), 'a').choice).toBeNull()
  })

  it('is null where the alternative has no price, no place or is not there', () => {
    expect(effectOf(base, verdictOf([['a', null, null]]), 'a')).toMatchObject({ cost: null, first: null })
    expect(effectOf(base, verdictOf([['a', 5, null]]), 'a')).toMatchObject({ cost: 1, first: null })
    expect(effectOf(base, verdictOf([['b', 5, 1]]), 'a')).toMatchObject({ cost: null, first: null })
    expect(effectOf(base, base, null)).toMatchObject({ cost: null, first: null })
  })

  it('is looked at in what leads after, or before where that was not there', () => {
    expect(leaderOf(base)).toBe('a')
    expect(leaderOf(verdictOf([], { leaning: 'b' }))).toBe('b')
    const added = verdictOf([
      ['c', 1, 0.9],
      ['a', 4, 0.1],
    ])
    expect(lookedAt(base, added)).toBe('a')
    expect(lookedAt(added, base)).toBe('a')
    expect(lookedAt(base, verdictOf([['b', 5, 1]]))).toBe('b')
  })
})
