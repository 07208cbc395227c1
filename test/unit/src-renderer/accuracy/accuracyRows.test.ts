import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCURACY_KINDS, ACCURACY_QUANTITIES, type AccuracyRow } from '../../../../src-shared/domain/accuracy.ts'
import {
  FACETS,
  facetValues,
  filterRows,
  offTarget,
  pooledBy,
  SORT_KEYS,
  sortRows,
  type AccuracyFilter,
} from '../../../../src-renderer/accuracy/accuracyRows.ts'

const rowOf = fc.record({
  device: fc.constantFrom('b200-sxm', 'h100-sxm', 'mi300x'),
  software: fc.constantFrom('vllm', 'trtllm', 'nccl'),
  quantity: fc.constantFrom(...ACCURACY_QUANTITIES),
  family: fc.constantFrom(null, 'llama', 'deepseek'),
  kind: fc.constantFrom(...ACCURACY_KINDS),
  count: fc.integer({ min: 1, max: 500 }),
  median: fc.double({ min: 0, max: 1, noNaN: true }),
  mean: fc.double({ min: 0, max: 1, noNaN: true }),
  p90: fc.double({ min: 0, max: 2, noNaN: true }),
  bias: fc.double({ min: -1, max: 1, noNaN: true }),
  coverage: fc.double({ min: 0, max: 1, noNaN: true }),
  quantiles: fc.constant([-0.1, 0, 0.1]),
}) satisfies fc.Arbitrary<AccuracyRow>
const rows = fc.array(rowOf, { maxLength: 60 })
const filterOf: fc.Arbitrary<AccuracyFilter> = fc.record({
  kind: fc.constantFrom(...ACCURACY_KINDS),
  device: fc.constantFrom(null, 'b200-sxm', 'trainium2'),
  software: fc.constantFrom(null, 'vllm', 'nccl'),
  quantity: fc.constantFrom(null, 'gemm', 'tpot'),
  family: fc.constantFrom(null, 'llama'),
})

describe('filters', () => {
  it('offer a value exactly when choosing it leaves rows, and count them', () => {
    fc.assert(
      fc.property(rows, filterOf, (all, filter) => {
        for (const facet of FACETS) {
          for (const { value, count } of facetValues(all, filter, facet)) {
            const left = filterRows(all, { ...filter, [facet]: value })
            expect(left.length).toBeGreaterThan(0)
            expect(left.reduce((sum, row) => sum + row.count, 0)).toBe(count)
          }
        }
      }),
    )
  })

  it('never mix ways of leaving rows out', () => {
    fc.assert(
      fc.property(rows, filterOf, (all, filter) => {
        expect(filterRows(all, filter).every((row) => row.kind === filter.kind)).toBe(true)
      }),
    )
  })
})

describe('the table', () => {
  it('keeps every row whatever it is sorted by, in order both ways', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...SORT_KEYS), fc.boolean(), (all, key, descending) => {
        const sorted = sortRows(all, key, descending, (row, facet) => row[facet] ?? '')
        expect(new Set(sorted)).toEqual(new Set(all))
        if (key !== 'median') return
        const medians = sorted.map((row) => row.median)
        expect(medians).toEqual([...medians].sort((first, second) => (descending ? second - first : first - second)))
      }),
    )
  })
})

it('joins rows by device without losing one', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const total = pooledBy(all, 'device').reduce((sum, { errors }) => sum + errors.count, 0)
      expect(total).toBe(all.reduce((sum, row) => sum + row.count, 0))
    }),
  )
})

it('marks a coverage only where chance cannot explain it', () => {
  expect(offTarget(0.75, 1000)).toBe(false)
  expect(offTarget(0.6, 1000)).toBe(true)
  expect(offTarget(0.95, 400)).toBe(true)
  expect(offTarget(0.5, 4)).toBe(false)
})
