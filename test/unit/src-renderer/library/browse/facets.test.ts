import { expect, test } from 'vitest'
import {
  chosenCount,
  countFacets,
  narrowed,
  toggled,
  type Facet,
} from '../../../../../src-renderer/library/browse/facets.ts'
import { sizeClass } from '../../../../../src-renderer/library/browse/libraryFacets.ts'

interface Line {
  readonly vendor: string
  readonly year: string
  readonly kinds: readonly string[]
}
const LINES: readonly Line[] = [
  { vendor: 'A', year: '2024', kinds: ['device'] },
  { vendor: 'A', year: '2023', kinds: ['device', 'own'] },
  { vendor: 'B', year: '2024', kinds: ['cloud'] },
]
const compare = (left: string, right: string) => (left < right ? -1 : 1)
const FACETS: readonly Facet<Line>[] = [
  { id: 'vendor', label: 'Vendor', valuesOf: ({ vendor }) => vendor, compare },
  { id: 'year', label: 'Year', valuesOf: ({ year }) => year, compare },
  { id: 'kind', label: 'Kind', valuesOf: ({ kinds }) => kinds, compare },
]
const counts = (choice: Record<string, string[]>) =>
  Object.fromEntries(
    countFacets(LINES, FACETS, choice).map(({ id, values }) => [
      id,
      values.map(({ value, count }) => `${value} ${count}`).join(', '),
    ]),
  )

test('nothing chosen: every line, and every value with all its lines', () => {
  expect(narrowed(LINES, FACETS, {})).toBe(LINES)
  expect(counts({})).toEqual({ vendor: 'A 2, B 1', year: '2023 1, 2024 2', kind: 'cloud 1, device 2, own 1' })
})

test('facets are all met, and counts say what another choice within a facet would leave', () => {
  expect(narrowed(LINES, FACETS, { vendor: ['A'], year: ['2024'] })).toEqual([LINES[0]])
  expect(counts({ vendor: ['A'] })).toEqual({ vendor: 'A 2, B 1', year: '2023 1, 2024 1', kind: 'device 2, own 1' })
  expect(counts({ vendor: ['A'], year: ['2024'] })).toMatchObject({ vendor: 'A 1, B 1', kind: 'device 1' })
})

test('two values of a facet: either will do; a line of two kinds is under both', () => {
  expect(narrowed(LINES, FACETS, { kind: ['own', 'cloud'] })).toEqual([LINES[1], LINES[2]])
})

test('a count is what choosing that value alone would leave', () => {
  const choice = { vendor: ['A'], kind: ['device'] }
  for (const facet of countFacets(LINES, FACETS, choice)) {
    for (const { value, count } of facet.values) {
      expect(narrowed(LINES, FACETS, { ...choice, [facet.id]: [value] })).toHaveLength(count)
    }
  }
})

test('a chosen value stays where nothing is left of it, so that it can be taken back', () => {
  expect(counts({ vendor: ['C'] })).toMatchObject({ vendor: 'A 2, B 1, C 0', year: '' })
  const choice = toggled(toggled({}, 'vendor', 'C'), 'vendor', 'A')
  expect(chosenCount(choice)).toBe(2)
  expect(toggled(choice, 'vendor', 'C')).toEqual({ vendor: ['A'] })
})

test('classes of size end with their number', () => {
  expect([3e9, 4e9, 4.1e9, 70e9, 671e9].map(sizeClass)).toEqual([
    'Up to 4 B',
    'Up to 4 B',
    '4 to 15 B',
    '40 to 150 B',
    'Over 500 B',
  ])
})
