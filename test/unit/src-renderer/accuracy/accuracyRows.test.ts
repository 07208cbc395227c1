import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCURACY_KINDS, ACCURACY_QUANTITIES, type AccuracyRow } from '../../../../src-shared/domain/accuracy.ts'
import {
  besideOf,
  errorsByKind,
  FACETS,
  facetValues,
  filterRows,
  offTarget,
  OFF_GRID,
  pooledBy,
  rowKey,
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

  it('put errors off the grid beside those on it of the same quantities', () => {
    fc.assert(
      fc.property(rows, filterOf, (all, filter) => {
        const byKind = errorsByKind(all, filter)
        expect(byKind.map(({ kind }) => kind)).toEqual(['groupLeftOut', ...OFF_GRID])
        // What has rows at all has some of the quantities in common, or none of them has.
        const pooled = byKind.filter(({ errors }) => errors !== null)
        const present = byKind.filter(({ kind }) => filterRows(all, { ...filter, kind }).length > 0)
        expect([0, present.length]).toContain(pooled.length)
      }),
    )
    const [first] = fc.sample(rowOf, { numRuns: 1, seed: 1 })
    if (first === undefined) throw new Error('no row')
    const of = (kind: AccuracyRow['kind'], quantity: AccuracyRow['quantity'], median: number) => ({
      ...first,
      ...{ kind, quantity, median },
    })
    const all = [of('groupLeftOut', 'tpot', 0.1), of('groupLeftOut', 'gemm', 0.02), of('siteLeftOut', 'tpot', 0.3)]
    const errors = errorsByKind(all, {
      ...{ kind: 'groupLeftOut', device: null, software: null, quantity: null, family: null },
    })
    expect(errors.map(({ errors: pooled }) => pooled?.median ?? null)).toEqual([0.1, null, null, null, 0.3])
  })

  it('never read rows beside themselves, nor one row beside another thing’s', () => {
    for (const kind of ACCURACY_KINDS) expect(besideOf(kind)).not.toBe(kind)
    fc.assert(
      fc.property(rowOf, rowOf, (one, two) => {
        const alike = FACETS.every((facet) => one[facet] === two[facet])
        expect(rowKey(one) === rowKey(two)).toBe(alike)
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
