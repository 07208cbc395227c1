import { init, type EChartsType } from 'echarts'
import { describe, expect, test } from 'vitest'
import { normaliseSvg } from '#shared/charts/kit/normaliseSvg.ts'
import { steadyMarks } from '../../../../src-renderer/ui/steadyMarks.ts'

test('what a chart draws for itself keeps its opacity when other lines are lowered, and nothing else is changed', () => {
  const line = { type: 'line', data: [1] }
  const drawn = {
    type: 'group',
    children: [
      { type: 'rect', style: { opacity: 0.6 } },
      { type: 'group', children: [{ type: 'text', style: { text: 'A' } }] },
    ],
  }
  const option = { xAxis: { type: 'value' }, series: [line, { type: 'custom', silent: true, renderItem: () => drawn }] }
  const made = steadyMarks(option) as unknown as { xAxis: object; series: [object, { renderItem: () => unknown }] }
  expect(made.xAxis).toBe(option.xAxis)
  expect(made.series[0]).toBe(line)
  const here = { x: 0, y: 0, rotation: 0 }
  expect(made.series[1].renderItem()).toEqual({
    type: 'group',
    ...here,
    children: [
      { type: 'rect', ...here, lasting: true, style: { opacity: 0.6 }, blur: { style: { opacity: 0.6 } } },
      {
        type: 'group',
        ...here,
        children: [{ type: 'text', ...here, lasting: true, style: { text: 'A' }, blur: { style: { opacity: 1 } } }],
      },
    ],
  })
})

test('of marks that answer the pointer, words and chips keep their opacity', () => {
  const children = [
    { type: 'circle', x: 4 },
    { type: 'text', lasting: true },
  ]
  const option = steadyMarks({ series: [{ type: 'custom', renderItem: () => ({ type: 'group', children }) }] })
  const [dots] = option['series'] as unknown as [{ renderItem: () => { children: object[] } }]
  expect(dots.renderItem().children).toEqual([
    { type: 'circle', x: 4, y: 0, rotation: 0, blur: { style: { opacity: 0.3 } } },
    { type: 'text', lasting: true, x: 0, y: 0, rotation: 0, blur: { style: { opacity: 1 } } },
  ])
})

describe('in ECharts', () => {
  const draw = (chart: EChartsType, children: () => object[]) =>
    chart.setOption(
      steadyMarks({
        animation: false,
        grid: {},
        xAxis: { show: false },
        yAxis: { show: false },
        series: [
          { type: 'custom', data: [[0, 0]], renderItem: () => ({ type: 'group', children: children() }) } as object,
        ] as never,
      }),
      { notMerge: true },
    )
  const line = { type: 'line', shape: { x1: 10, y1: 10, x2: 90, y2: 10 }, style: { stroke: '#123456' } }
  const words = { type: 'text', x: 50, y: 40, style: { text: 'Does not fit' } }

  test('a shape takes over no place, and a group without children keeps none', () => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width: 100, height: 80 })
    draw(chart, () => [line])
    const alone = chart.renderToSVGString()
    draw(chart, () => [words])
    draw(chart, () => [line])
    expect(normaliseSvg(chart.renderToSVGString())).toBe(normaliseSvg(alone))
    draw(chart, () => [])
    expect(chart.renderToSVGString()).not.toContain('#123456')
    chart.dispose()
  })
})
