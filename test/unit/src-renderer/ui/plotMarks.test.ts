import { describe, expect, it } from 'vitest'
import { nextMark, plotMarks } from '../../../../src-renderer/ui/plotMarks.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { frontierChart } from '#shared/charts/decision/frontier.ts'
import { tornado } from '#shared/charts/decision/tornado.ts'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { frontier } from '../../../support/decisions.ts'
import { A, B, FOUR } from '../../../support/results.ts'
import { sensitivity } from '../../../support/sensitivity.ts'

const theme = chartTheme('light')
const figure = frontierChart(
  { frontier: frontier(FOUR), scenarios: FOUR, baselineId: A.id, normaliser: 'device', timePerToken: null },
  theme,
)

describe('marks of a chart', () => {
  it('are those with words of their own or of their series; what only decorates is none', () => {
    const marks = plotMarks(figure.option)
    expect(marks.length).toBeGreaterThan(20)
    expect(new Set(marks.map(({ seriesIndex }) => seriesIndex)).size).toBe(4)
    for (const { text } of marks) expect(text).toMatch(/requests in flight/)
    expect(plotMarks(tornado({ sensitivity: sensitivity(), scenario: A, rival: B }, theme).option)[0]?.text).toMatch(
      /now/,
    )
    const levels = plotMarks(memoryLadder({ scenarios: FOUR, baselineId: A.id }, theme).option)
    expect(levels.map(({ text }) => text).join('\n')).toMatch(/HBM/)
  })

  it('keep their ids when the chart is drawn anew, so that a pinned one is found again', () => {
    const ids = (scenarios: typeof FOUR) =>
      plotMarks(memoryLadder({ scenarios, baselineId: A.id }, theme).option).map(({ id }) => id)
    expect(new Set(ids(FOUR)).size).toBe(ids(FOUR).length)
    expect(ids(FOUR)).toEqual(expect.arrayContaining(ids(FOUR.slice(0, 2))))
  })

  it('are walked: along a series, to the next one at the same place, around the ends', () => {
    const marks = [0, 0, 0, 1, 1].map((seriesIndex, dataIndex) => ({
      seriesIndex,
      dataIndex,
      id: `${dataIndex}`,
      text: '',
    }))
    expect(nextMark(marks, null, 'ArrowRight')).toBe(0)
    expect(nextMark(marks, 0, 'ArrowRight')).toBe(1)
    expect(nextMark(marks, 0, 'ArrowLeft')).toBe(4)
    expect(nextMark(marks, 4, 'ArrowRight')).toBe(0)
    expect(nextMark(marks, 1, 'ArrowDown')).toBe(4)
    expect(nextMark(marks, 2, 'ArrowDown')).toBe(4)
    expect(nextMark(marks, 4, 'ArrowUp')).toBe(1)
    expect(nextMark(marks, 2, 'Home')).toBe(0)
    expect(nextMark(marks, 2, 'End')).toBe(4)
    expect(nextMark(marks, 2, 'a')).toBeNull()
    expect(nextMark([], null, 'ArrowRight')).toBeNull()
  })
})
