import { expect, test } from 'vitest'
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
  expect(made.series[1].renderItem()).toEqual({
    type: 'group',
    children: [
      { type: 'rect', style: { opacity: 0.6 }, blur: { style: { opacity: 0.6 } } },
      { type: 'group', children: [{ type: 'text', style: { text: 'A' }, blur: { style: { opacity: 1 } } }] },
    ],
  })
})

test('marks that answer the pointer are left to ECharts', () => {
  const dots = { type: 'custom', renderItem: () => ({ type: 'circle' }) }
  expect(steadyMarks({ series: [dots] })).toEqual({ series: [dots] })
})
