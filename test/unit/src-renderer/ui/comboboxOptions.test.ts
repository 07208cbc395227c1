import { expect, test } from 'vitest'
import { groupOptions, matchOptions } from '../../../../src-renderer/ui/comboboxOptions.ts'

const options = [
  { value: 'h200', label: 'H200 SXM', group: 'NVIDIA', hint: '141 GB', words: 'hopper' },
  { value: 'mi300x', label: 'Instinct MI300X', group: 'AMD', hint: '192 GB' },
  { value: 'b200', label: 'B200 SXM', group: 'NVIDIA', hint: '180 GB' },
]
const found = (query: string) => matchOptions(options, query).map((option) => option.value)

test('every typed word has to occur, in any order and case', () => {
  expect(found('')).toHaveLength(3)
  expect(found('nvidia 180')).toEqual(['b200'])
  expect(found('HOPPER')).toEqual(['h200'])
  expect(found('sxm amd')).toEqual([])
})

test('groups keep the order of their first option', () => {
  expect(groupOptions(options).map((group) => [group.name, group.options.length])).toEqual([
    ['NVIDIA', 2],
    ['AMD', 1],
  ])
})
