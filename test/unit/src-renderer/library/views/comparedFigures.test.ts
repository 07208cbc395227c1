import { expect, test } from 'vitest'
import {
  compareDevices,
  compareModels,
  differencesOnly,
  type ComparedGroup,
} from '../../../../../src-renderer/library/views/comparedFigures.ts'
import { device, shippedModel } from '../../../resources/libraryProfiles.ts'

const row = (groups: readonly ComparedGroup[], key: string) =>
  groups.flatMap(({ rows }) => rows).find((each) => each.key === key)

test('the memory of a wafer and of a GPU stand in one row, with the ratio and the best', () => {
  const groups = compareDevices([device('b200-sxm'), device('cerebras-wse3')])
  const capacity = row(groups, 'memory.model.capacity')
  expect(capacity?.cells.map(({ text, aside, best }) => [text, aside?.slice(0, 4), best])).toEqual([
    ['192\u00a0GB', 'HBM3', true],
    ['44.0\u00a0GB', expect.any(String), false],
  ])
  expect(capacity?.cells[1]?.ratio).toMatch(/^−77\s%$/)
  expect(capacity?.cells[0]?.ratio).toBe('')
  const bandwidth = row(groups, 'memory.model.bandwidth')
  expect(bandwidth?.cells.map(({ best }) => best)).toEqual([false, true])
  expect(bandwidth?.cells[1]?.ratio).toMatch(/×$/)
})

test('less is better of power; an unknown is no best and no zero', () => {
  const groups = compareDevices([device('b200-sxm'), device('h100-sxm')])
  const board = row(groups, 'power.board')
  expect(board?.cells.map(({ best }) => best)).toEqual([false, true])
  const idle = row(groups, 'power.idle')
  expect(idle?.cells.map(({ text, best, ratio }) => [text, best, ratio])[0]).toEqual(['unknown', false, ''])
})

test('every figure of every profile is in the table, once', () => {
  const profiles = [device('b200-sxm'), device('cerebras-wse3'), device('h100-sxm')]
  const keys = compareDevices(profiles).flatMap(({ rows }) => rows.map(({ key }) => key))
  expect(new Set(keys).size).toBe(keys.length)
  for (const format of Object.keys(profiles[0]?.peaks ?? {})) expect(keys).toContain(`peaks.${format}`)
})

test('a profile beside itself differs in nothing, and nothing is best', () => {
  const groups = compareDevices([device('b200-sxm'), device('b200-sxm')])
  expect(differencesOnly(groups)).toEqual([])
  expect(groups.flatMap(({ rows }) => rows).some(({ cells }) => cells.some(({ best }) => best))).toBe(false)
})

test('what only one has differs', () => {
  const groups = differencesOnly(compareDevices([device('b200-sxm'), device('h100-sxm')]))
  expect(row(groups, 'peaks.fp4')?.cells.map(({ text }) => text)).toEqual([expect.stringContaining('PFLOP/s'), '–'])
})

test('models: sizes counted and published, with their grades and sources', () => {
  const groups = compareModels([shippedModel('llama-3.1-70b'), shippedModel('deepseek-v3')])
  const total = row(groups, 'Parameters, total, counted')
  expect(total?.cells.map(({ text }) => text)).toEqual(['70.6\u00a0B', '671\u00a0B'])
  expect(total?.cells[1]?.ratio).toBe('9.51×')
  expect(row(groups, 'KV cache per token, BF16')?.cells.map(({ best }) => best)).toEqual([false, true])
  expect(row(groups, 'Layers, group 1')?.differs).toBe(true)
  expect(total?.cells[0]?.details.length).toBeGreaterThan(1)
})
