import { describe, expect, it } from 'vitest'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { A, B, D, FOUR, MISFIT } from '../../../../support/results.ts'
import { seriesData, seriesOf } from '../../../../support/options.ts'

const light = chartTheme('light')
const figure = memoryLadder({ scenarios: FOUR, baselineId: A.id }, light)

describe('memoryLadder', () => {
  it('draws every known level at its capacity and bandwidth', () => {
    const points = seriesData(figure.option, 'ladder-s0')
    expect(points).toEqual(A.result.ladder.map((level) => [level.capacity, level.bandwidth]))
  })
  it('leaves unknown levels out and names them, never drawing 0', () => {
    expect(seriesData(figure.option, 'ladder-s3')).toHaveLength(D.result.ladder.length - 1)
    expect(figure.sentence).toContain('Unknown: LDS of D')
    expect(figure.altText).toContain('LDS of D')
    const row = figure.table.rows.find((cells) => cells[0] === 'D 8 × MI355X' && cells[1] === 'LDS')
    expect(row?.[3]).toBeNull()
  })
  it('says where the working set lands and what does not fit', () => {
    expect(figure.sentence).toContain('124\u00a0GB of weights + KV: HBM on A, C and D; Wafer SRAM on B.')
    expect(memoryLadder({ scenarios: [A, MISFIT], baselineId: A.id }, light).sentence).toContain('E does not fit.')
  })
  it('has a row per level and the numbers in its alternative text', () => {
    expect(figure.table.rows).toHaveLength(FOUR.reduce((sum, scenario) => sum + scenario.result.ladder.length, 0))
    for (const words of ['64.0\u00a0TB/s', '84.0\u00a0PB/s', '70.6\u00a0GB']) expect(figure.altText).toContain(words)
  })
  it('holds locked axes while values change', () => {
    const lockedAxes = { x: [1e6, 1e15], y: [1e9, 1e18] } as const
    const locked = memoryLadder({ scenarios: FOUR, baselineId: A.id }, light, { lockedAxes })
    expect(locked.axes).toEqual(lockedAxes)
    expect(locked.option['xAxis']).toMatchObject({ min: 1e6, max: 1e15 })
    expect(
      memoryLadder({ scenarios: [B], baselineId: B.id }, light, figure.axes && { lockedAxes: figure.axes }).axes,
    ).toEqual(figure.axes)
  })
  it('parts scenarios by line style on paper and by colour alone on screen', () => {
    const dashes = (theme: 'light' | 'print') =>
      FOUR.map((scenario) => {
        const printed = memoryLadder({ scenarios: FOUR, baselineId: A.id }, chartTheme(theme))
        return JSON.stringify(
          (seriesOf(printed.option, `ladder-${scenario.id}`)['lineStyle'] as { type?: unknown }).type,
        )
      })
    expect(new Set(dashes('print')).size).toBe(4)
    expect(new Set(dashes('light')).size).toBe(1)
  })
  it('shows an empty and an unknown state', () => {
    expect(memoryLadder({ scenarios: [], baselineId: '' }, light).state).toBe('empty')
    const blank = { ...A, result: { ...A.result, ladder: [] } }
    expect(memoryLadder({ scenarios: [blank], baselineId: A.id }, light).state).toBe('unknown')
  })
})
