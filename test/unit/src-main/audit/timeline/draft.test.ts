import { describe, expect, it } from 'vitest'
import { at, bytesPerRow, ROWS_PER_BLOCK } from '#main/audit/timeline/column.ts'
import {
  addGpuEvent,
  addOp,
  closeTimeline,
  describeDevice,
  deviceOf,
  lose,
  nameOf,
  openTimeline,
  type GpuEvent,
} from '#main/audit/timeline/draft.ts'
import { LOSSES, lostInPart, noLosses } from '#main/audit/timeline/losses.ts'
import { emptyNames, nameNumber } from '#main/audit/timeline/names.ts'
import { GPU_LAYOUT } from '#main/audit/timeline/timeline.ts'
import { english } from '#shared/words/english/english.ts'
import { chinese } from '#shared/words/chinese/chinese.ts'

const EVENT: GpuEvent = {
  start: 0,
  duration: 1,
  name: 0,
  category: 0,
  direction: 0,
  device: 0,
  stream: 0,
  correlation: 1,
  external: Number.NaN,
  bytes: Number.NaN,
  collective: -1,
}

describe('a timeline that is filled', () => {
  it('takes no more than its budget, and counts the rest', () => {
    const draft = openTimeline(2 * ROWS_PER_BLOCK * bytesPerRow(GPU_LAYOUT))
    for (let start = 0; start < 3 * ROWS_PER_BLOCK; start++) addGpuEvent(draft, { ...EVENT, start })
    expect(draft.gpu.length).toBe(2 * ROWS_PER_BLOCK)
    expect(draft.losses.events).toBe(ROWS_PER_BLOCK)
    expect(draft.budget.left).toBe(0)
    expect(at(draft.gpu.start, 2 * ROWS_PER_BLOCK - 1)).toBe(2 * ROWS_PER_BLOCK - 1)
    expect(at(draft.gpu.start, 2 * ROWS_PER_BLOCK)).toBeNaN()
  })

  it('keeps a negative length as 0, and no time that is none', () => {
    const draft = openTimeline()
    expect(addGpuEvent(draft, { ...EVENT, duration: -4 })).toBe(true)
    expect(at(draft.gpu.duration, 0)).toBe(0)
    for (const start of [Number.NaN, 2 ** 52, Infinity, 0.5])
      expect(addGpuEvent(draft, { ...EVENT, start })).toBe(false)
    expect(draft.losses).toMatchObject({ negative: 1, untimed: 1, distant: 3 })
  })

  it('knows a device before and after it is described', () => {
    const draft = openTimeline()
    expect([deviceOf(draft, 9), deviceOf(draft, 4), deviceOf(draft, 9)]).toEqual([0, 1, 0])
    describeDevice(draft, {
      id: 9,
      name: 'A',
      memoryBytes: 1,
      multiprocessors: 2,
      memoryBandwidth: 3,
      architecture: null,
    })
    const { devices } = closeTimeline(draft, null)
    expect(devices.map(({ id, name }) => [id, name])).toEqual([
      [9, 'A'],
      [4, ''],
    ])
  })

  it('reads the texts of operators once each', () => {
    const draft = openTimeline()
    for (const shape of ['a', 'b', 'a']) addOp(draft, 1, shape)
    const asked: string[] = []
    closeTimeline(draft, 5n, (op) => {
      asked.push(op)
      return { op, dims: [], types: [] }
    })
    expect(asked).toEqual(['a', 'b'])
  })

  it('names beyond the caps are empty and counted', () => {
    const names = emptyNames({ most: 3, longest: 4, total: 100 })
    expect(['a', 'bcdefg', 'bcdeXX', 'c', 'd', 'a'].map((name) => names.texts[nameNumber(names, name)])).toEqual([
      'a',
      'bcde',
      'bcde',
      '',
      '',
      'a',
    ])
    expect(names.beyond).toBe(2)
    const draft = openTimeline()
    expect(nameOf(draft, 'x')).toBe(nameOf(draft, 'x'))
  })

  it('every loss has its words, and those that cost an event make a reading partial', () => {
    for (const loss of LOSSES) {
      expect(english[`trace.lost.${loss}`]).toBeDefined()
      expect(chinese[`trace.lost.${loss}`]).toBeDefined()
    }
    const draft = openTimeline()
    for (const loss of LOSSES) lose(draft, loss)
    expect(lostInPart(noLosses())).toBe(0)
    expect(lostInPart(draft.losses)).toBe(LOSSES.length - 3)
  })
})
