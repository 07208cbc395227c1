import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Figure } from '../../../../../src-shared/domain/provenance.ts'
import { rangeEnds, rangeMarks } from '../../../../../src-renderer/library/figures/rangeScale.ts'

const figure = (value: number | null, rest: Partial<Figure> = {}): Figure => ({
  value,
  grade: value === null ? null : 'vendor',
  source: null,
  ...rest,
})
const other = (value: number) => ({ value, grade: 'vendor' as const, source: null })

test('a single value and an unknown have no range', () => {
  expect(rangeMarks(figure(5))).toBeNull()
  expect(rangeMarks(figure(null, { alternatives: [other(3)] }))).toBeNull()
  expect(rangeEnds(figure(5))).toBeNull()
})

test('the band is from the smallest to the largest value on record, on a scale from zero', () => {
  const marks = rangeMarks(figure(180, { alternatives: [other(192), other(144)] }))
  expect(marks?.high).toBeCloseTo(1 / 1.1)
  expect((marks?.low ?? 0) / (marks?.high ?? 1)).toBeCloseTo(144 / 192)
  expect(rangeEnds(figure(180, { alternatives: [other(192), other(144)] }))).toEqual([144, 192])
})

test('every mark lies on the bar and within the band', () => {
  const amount = fc.double({ min: 1e-12, max: 1e18, noNaN: true })
  fc.assert(
    fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 6 }), (value, values) => {
      const marks = rangeMarks(figure(value, { alternatives: values.map(other) }))
      if (!marks) throw new Error('no marks')
      for (const mark of [marks.value, ...marks.others]) {
        expect(mark).toBeGreaterThanOrEqual(marks.low)
        expect(mark).toBeLessThanOrEqual(marks.high)
      }
      expect(marks.low).toBeGreaterThanOrEqual(0)
      expect(marks.high).toBeLessThan(1)
    }),
  )
})
