import { expect, test } from 'vitest'
import { oddsMarks, oddsOf } from '#shared/verdict/oddsMarks.ts'
import { CHOSEN, NONE_FEASIBLE } from '../../../support/briefVerdicts.ts'

const countOf = (marks: ReturnType<typeof oddsMarks>, id: string | null) =>
  marks.filter((mark) => mark.id === id).length

test('marks are shares of first, with those in which nobody is, and all are given out', () => {
  const odds = oddsOf(CHOSEN)
  expect(odds.shares.reduce((sum, { share }) => sum + share, odds.none)).toBeCloseTo(1, 9)
  const marks = oddsMarks(odds, 20)
  expect(marks).toHaveLength(20)
  expect([countOf(marks, 'b200'), countOf(marks, 'mi355x'), countOf(marks, null)]).toEqual([16, 3, 1])
})

test('who cannot be chosen has no mark', () => {
  const ids = oddsOf(CHOSEN).shares.map(({ id }) => id)
  expect(ids).not.toContain('gb200')
  expect(ids).not.toContain('wse3')
  expect(oddsMarks(oddsOf(NONE_FEASIBLE), 20).every(({ id }) => id === null)).toBe(true)
})

test.each([1, 7, 20, 33])('%i marks are neither more nor fewer, whatever is left over in rounding', (count) => {
  const shares = ['a', 'b', 'c'].map((id) => ({ id, share: 1 / 3 }))
  const marks = oddsMarks({ shares, none: 0 }, count)
  expect(marks).toHaveLength(count)
  const counts = ['a', 'b', 'c'].map((id) => countOf(marks, id))
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
})

test('without a share there is no mark', () => {
  expect(oddsMarks({ shares: [], none: 0 }, 20)).toEqual([])
})
