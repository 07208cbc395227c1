import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { decal } from '#shared/charts/kit/bars.ts'
import type { ChartOption } from '#shared/charts/kit/types.ts'

let painted = 0

beforeEach(() => {
  painted = 0
  vi.resetModules()
})
afterEach(() => vi.unstubAllGlobals())

/** The module with a page whose canvases take everything and count themselves. */
async function freshFills() {
  const { setPlatformAPI } = await import('echarts/core')
  const context = new Proxy({}, { get: () => () => undefined, set: () => true })
  setPlatformAPI({
    createCanvas: () => {
      painted += 1
      return { width: 0, height: 0, getContext: () => context } as unknown as HTMLCanvasElement
    },
  })
  return (await import('../../../../src-renderer/ui/hatchedFills.ts')).hatchedFills
}

const bar = (fill: string, hatch: Parameters<typeof decal>[0]) => ({
  value: 1,
  itemStyle: { color: fill, borderColor: '#333', decal: decal(hatch, '#333') },
})

test('a fill and its hatch are one picture, painted once for all drawings', async () => {
  const hatchedFills = await freshFills()
  const option = (value: number): ChartOption => ({
    aria: { enabled: true, decal: { show: true } },
    series: [{ type: 'bar', data: [{ ...bar('#fff', 'rising'), value }, bar('#fff', 'rising'), bar('#eee', 'dots')] }],
  })
  const [first, second] = [1, 2].map((value) => JSON.parse(JSON.stringify(hatchedFills(option(value), 2))))
  expect(painted).toBe(2)
  for (const made of [first, second]) {
    expect(made.aria).toEqual({ enabled: true, decal: { show: false } })
    for (const { itemStyle } of made.series[0].data) {
      expect(itemStyle).toMatchObject({ borderColor: '#333', color: { repeat: 'repeat', scaleX: 0.5 } })
      expect(itemStyle.decal).toBeUndefined()
    }
  }
  hatchedFills(option(3), 1)
  expect(painted, 'another resolution is another picture').toBe(4)
})

test('a bar without a hatch keeps its plain fill, and what is no bar is not touched', async () => {
  const hatchedFills = await freshFills()
  const line = { type: 'line', data: [1, [2, 3], null] }
  const plain = bar('#fff', 'none')
  const made = hatchedFills({ series: [line, { type: 'bar', itemStyle: plain.itemStyle, data: [plain] }] }, 1)
  expect(made['series']).toEqual([
    line,
    {
      type: 'bar',
      itemStyle: { color: '#fff', borderColor: '#333' },
      data: [{ value: 1, itemStyle: { color: '#fff', borderColor: '#333' } }],
    },
  ])
  expect(painted).toBe(0)
})
