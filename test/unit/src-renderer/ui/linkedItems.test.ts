import { init } from 'echarts'
import { expect, test } from 'vitest'
import { itemScenarios, linkedItems, scenarioItems } from '../../../../src-renderer/ui/linkedItems.ts'
import { steadyMarks } from '../../../../src-renderer/ui/steadyMarks.ts'
import { costBar } from '#shared/charts/money/costBar.ts'
import { deltaWaterfall } from '#shared/charts/waterfall/deltaWaterfall.ts'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { tornado } from '#shared/charts/decision/tornado.ts'
import type { ChartOption } from '#shared/charts/kit/types.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'
import { A, B, C, D, FOUR } from '../../../support/results.ts'
import { sensitivity } from '../../../support/sensitivity.ts'

const light = chartTheme('light')
const bars = costBar([A, C, D], light).option
const delta = deltaWaterfall({ from: C, to: A }, light).option
const moved = tornado({ sensitivity: sensitivity(), scenario: A, rival: B }, light).option

/** The picture while a scenario stands out. */
function lifted(option: ChartOption, id: string | null): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 544, height: 280 })
  chart.setOption({ ...linkedItems(steadyMarks(option)), animation: false })
  const items = id === null ? null : scenarioItems(option, id)
  if (items) chart.dispatchAction({ type: 'highlight', ...items, dataIndex: [...items.dataIndex] })
  // States are drawn with the next frame.
  chart.getZr().animation.trigger('frame')
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

test('the bars of a scenario are known in every part, from the last row to the first', () => {
  const parts = itemScenarios(bars).filter((own) => own.some((scenario) => scenario !== null))
  expect(parts.length).toBeGreaterThan(1)
  for (const own of parts) expect(own).toEqual([D.id, C.id, A.id])
})

test('both ends of a difference belong to their scenarios, what is between to neither', () => {
  const own = itemScenarios(delta).find((each) => each.some((scenario) => scenario !== null)) ?? []
  expect(own[0]).toBe(C.id)
  expect(own.at(-1)).toBe(A.id)
  expect(own.slice(1, -1).every((scenario) => scenario === null)).toBe(true)
})

test('a part a bar does not have is not what is highlighted', () => {
  const option = {
    series: [
      {
        data: [
          { value: '-', scenario: 'a' },
          { value: 1, scenario: 'b' },
        ],
      },
      { data: [{ value: 2, scenario: 'a' }] },
    ],
  }
  expect(scenarioItems(option, 'a')).toEqual({ seriesIndex: 1, dataIndex: [0] })
})

test('a chart of one scenario lowers nothing, and a chart without items is left as it is', () => {
  expect(scenarioItems(waterfall(A, light).option, A.id)).toBeNull()
  const { option } = memoryLadder({ scenarios: FOUR, baselineId: A.id }, light)
  expect(linkedItems(option)).toBe(option)
  expect(scenarioItems(option, A.id)).toBeNull()
})

test.each([
  ['bars', bars, A.id, C.id],
  ['difference', delta, C.id, A.id],
  ['tornado', moved, A.id, B.id],
])('in ECharts, one scenario of the %s stands out and then another', (_name, option, first, second) => {
  const pictures = [null, first, second].map((id) => lifted(option, id))
  expect(new Set(pictures).size).toBe(3)
  const count = (svg: string): number => svg.split('opacity="0.3"').length - 1
  expect(count(pictures[0] ?? '')).toBe(0)
  expect(count(pictures[1] ?? '')).toBeGreaterThan(0)
  // Every word is as it was.
  const words = (svg: string): string[] => svg.match(/<text[^>]*>[^<]*/g)?.toSorted() ?? []
  expect(words(pictures[0] ?? '').length).toBeGreaterThan(0)
  expect(words(pictures[1] ?? '')).toEqual(words(pictures[0] ?? ''))
})
