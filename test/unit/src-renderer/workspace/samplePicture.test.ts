import { afterEach, beforeEach, expect, test } from 'vitest'
import { samplePicture } from '../../../../src-renderer/workspace/samplePicture.ts'
import { useSampleShelf } from '../../../../src-renderer/workspace/sampleShelf.ts'
import type { TestApp } from '../../../support/app.ts'
import { startCoreWithStores } from '../coreClient.ts'

let core: TestApp
let broken: string | null

beforeEach(() => {
  core = startCoreWithStores((name) =>
    name === broken ? Promise.resolve({ ok: false, error: { code: 'internal', message: 'It broke.' } }) : undefined,
  )
  broken = null
})
afterEach(() => core.close())

test('every shipped sample has a picture computed from its evaluation', async () => {
  const shelf = useSampleShelf()
  await shelf.load()
  const pictures = Object.fromEntries((shelf.samples ?? []).map((sample) => [sample.id, sample.picture]))
  expect(Object.keys(pictures)).toHaveLength(3)

  const ladder = pictures['b200-against-wse3']
  if (ladder?.kind !== 'ladder') throw new Error('no ladder')
  expect(ladder.lines.map((line) => line.slot)).toEqual([0, 1, 2, 3])
  const serving = ladder.lines.map((line) => line.points.find((point) => point.serves))
  // The wafer's SRAM is faster than any HBM and smaller than it.
  const [b200, wafer] = serving
  expect(wafer?.y).toBeGreaterThan(b200?.y ?? 1)
  expect(wafer?.x).toBeLessThan(b200?.x ?? 0)
  for (const line of ladder.lines) {
    for (const { x, y } of line.points) {
      for (const share of [x, y]) {
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }
    }
  }

  for (const id of ['bandwidth-experiment', 'deepseek-by-precision']) {
    const bars = pictures[id]
    if (bars?.kind !== 'bars') throw new Error(`${id} has no bars`)
    expect(bars.bars).toHaveLength(4)
    expect(Math.max(...bars.bars.map((bar) => bar.length))).toBe(1)
    for (const bar of bars.bars.filter((each) => each.parts.length > 0)) {
      expect(bar.parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(bar.length, 6)
    }
  }
})

test('a sample that cannot be evaluated keeps its place without a picture', async () => {
  broken = 'engine.evaluate'
  const shelf = useSampleShelf()
  await shelf.load()
  expect(shelf.samples?.map((sample) => sample.picture)).toEqual([null, null, null])
  expect(shelf.samples?.every((sample) => sample.slots.length === sample.scenarios)).toBe(true)
})

test('a list that cannot be read says so, and is read again', async () => {
  broken = 'documents.samples'
  const shelf = useSampleShelf()
  await shelf.load()
  expect(shelf.failure).toBe('It broke.')
  broken = null
  await shelf.load()
  expect(shelf.failure).toBeNull()
  expect(shelf.samples).toHaveLength(3)
})

test('without scenarios there is no picture', () => {
  expect(samplePicture([], 's1')).toBeNull()
})
