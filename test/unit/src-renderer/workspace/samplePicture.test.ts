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

test('every shipped sample has a picture of the screen it opens on', async () => {
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

  const barsOf = (id: string) => {
    const picture = pictures[id]
    if (picture?.kind !== 'bars') throw new Error(`${id} has no bars`)
    expect(Math.max(...picture.bars.map((bar) => bar.length))).toBe(1)
    return picture
  }
  expect(barsOf('bandwidth-experiment').bars).toHaveLength(4)
  // What it costs, the one to be chosen first: the same figures the decision shows.
  const cost = barsOf('deepseek-by-precision')
  expect(cost.bars.map(({ length }) => length)).toEqual(cost.bars.map(({ length }) => length).toSorted((a, b) => a - b))
  expect(cost.bars.map(({ value }) => value)).toEqual(expect.arrayContaining([expect.stringMatching(/^≈ \d/)]))
  expect(cost.altText).toMatch(/GB200: ≈/)
})

test('a sample that cannot be worked out keeps its place without a picture', async () => {
  broken = 'engine.evaluate'
  const shelf = useSampleShelf()
  await shelf.load()
  expect(shelf.samples?.map((sample) => sample.picture === null)).toEqual([true, true, false])
  expect(shelf.samples?.map((sample) => sample.slots.length)).toEqual([4, 4, 3])
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
