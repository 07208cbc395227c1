import { expect, test } from 'vitest'
import {
  columnText,
  DEVICE_COLUMNS,
  nextSort,
  sortLines,
} from '../../../../../src-renderer/library/browse/listColumns.ts'
import { columnsOf, knownView, withColumn } from '../../../../../src-renderer/library/browse/listView.ts'
import { hardwareListing } from '../../../../../src-main/library/hardware.ts'
import { device } from '../../../resources/libraryProfiles.ts'

const lines = ['cerebras-wse3', 'b200-sxm', 'epyc-9965', 'h100-sxm'].map((id) => ({
  ...hardwareListing(device(id)),
  origin: 'bundled' as const,
}))
const ids = (sorted: readonly { readonly id: string }[]) => sorted.map(({ id }) => id)

test('sorted by a figure, what is unknown is last whichever way', () => {
  expect(ids(sortLines(lines, DEVICE_COLUMNS, { by: 'capacity', descending: true }))).toEqual([
    'b200-sxm',
    'h100-sxm',
    'cerebras-wse3',
    'epyc-9965',
  ])
  expect(ids(sortLines(lines, DEVICE_COLUMNS, { by: 'capacity', descending: false }))).toEqual([
    'cerebras-wse3',
    'h100-sxm',
    'b200-sxm',
    'epyc-9965',
  ])
  expect(sortLines(lines, DEVICE_COLUMNS, null)).toBe(lines)
  expect(sortLines(lines, DEVICE_COLUMNS, { by: 'gone', descending: true })).toBe(lines)
})

test('a cell prints its figure, or that it is unknown', () => {
  const b200 = lines.find(({ id }) => id === 'b200-sxm')
  const texts = DEVICE_COLUMNS.map((column) => b200 && columnText(column, b200))
  expect(texts[0]).toBe('192\u00a0GB')
  expect(texts[2]).toMatch(/\u00a0PF\/s$/)
  const epyc = lines.find(({ id }) => id === 'epyc-9965')
  expect(epyc && DEVICE_COLUMNS[0] && columnText(DEVICE_COLUMNS[0], epyc)).toBe('unknown')
})

test('a head is pressed: most first, least first, by owner', () => {
  const first = nextSort(null, 'year')
  expect(first).toEqual({ by: 'year', descending: true })
  const second = nextSort(first, 'year')
  expect(second).toEqual({ by: 'year', descending: false })
  expect(nextSort(second, 'year')).toBeNull()
  expect(nextSort(second, 'capacity')).toEqual({ by: 'capacity', descending: true })
})

test('a view of another version loses what is not known; a column that goes takes its order with it', () => {
  const view = { columns: ['bandwidth', 'spin', 'capacity'], sort: { by: 'spin', descending: true } }
  expect(knownView('devices', view)).toEqual({ columns: ['capacity', 'bandwidth'], sort: null })
  expect(withColumn({ columns: ['year'], sort: { by: 'year', descending: true } }, 'year', false)).toEqual({
    columns: [],
    sort: null,
  })
  expect(columnsOf('models').map(({ id }) => id)).toContain('context')
})
