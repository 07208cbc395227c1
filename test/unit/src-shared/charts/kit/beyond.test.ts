import { expect, test } from 'vitest'
import { costBar } from '#shared/charts/money/costBar.ts'
import { deltaWaterfall } from '#shared/charts/waterfall/deltaWaterfall.ts'
import { energyWaterfall } from '#shared/charts/waterfall/energyWaterfall.ts'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { roofline } from '#shared/charts/roofline/roofline.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { tornado } from '#shared/charts/decision/tornado.ts'
import type { AxisRanges, ChartFigure, ChartOptions } from '#shared/charts/kit/types.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'
import { seriesData } from '../../../../support/options.ts'
import { A, C, D, FOUR } from '../../../../support/results.ts'
import { sensitivity } from '../../../../support/sensitivity.ts'

const light = chartTheme('light')
const BEYOND = / \d+ values? lies? beyond the locked axes\.$/

/** A tenth of the lower part of a range: on a logarithmic axis and on one from zero. */
const part = ([low, high]: readonly [number, number]): readonly [number, number] => [low, low + (high - low) / 10]

function held({ axes }: ChartFigure): AxisRanges {
  return { ...(axes?.x ? { x: part(axes.x) } : {}), ...(axes?.y ? { y: part(axes.y) } : {}) }
}

const CHARTS: Readonly<Record<string, (options: ChartOptions) => ChartFigure>> = {
  ladder: (options) => memoryLadder({ scenarios: FOUR, baselineId: A.id }, light, options),
  roofline: (options) => roofline(A, light, options),
  waterfall: (options) => waterfall(A, light, options),
  delta: (options) => deltaWaterfall({ from: C, to: A }, light, options),
  joules: (options) => energyWaterfall(A, light, options),
  cost: (options) => costBar([A, C, D], light, options),
}

test.each(Object.entries(CHARTS))('%s keeps locked axes and says what lies beyond them', (_name, draw) => {
  const own = draw({})
  const lockedAxes = held(own)
  const figure = draw({ lockedAxes })
  expect(figure.axes).toEqual(lockedAxes)
  expect(figure.sentence).toMatch(BEYOND)
  expect(figure.altText).toMatch(BEYOND)
  // An arrow for every value that is counted, and the note names their number.
  const count = seriesData(figure.option, 'beyond').length
  expect(figure.sentence).toContain(` ${count} value`)
  expect(JSON.stringify(figure.option['graphic'])).toContain(`${count} value`)
  // The table still has them all.
  expect(figure.table).toEqual(own.table)
})

test.each(Object.entries(CHARTS))('%s says nothing where its locked axes reach everything', (_name, draw) => {
  const own = draw({})
  const figure = draw(own.axes ? { lockedAxes: own.axes } : {})
  expect(figure.sentence).toBe(own.sentence)
  expect(figure.altText).toBe(own.altText)
  expect((figure.option['series'] as readonly object[]).length).toBe((own.option['series'] as readonly object[]).length)
})

test('one value is one value', () => {
  const total = (A.result.metrics.tpot.high ?? 0) * 1000
  const { sentence } = waterfall(A, light, { lockedAxes: { y: [0, total * 0.999] } })
  expect(sentence).toMatch(/ 1 value lies beyond the locked axes\.$/)
})

test('a locked tornado cuts what lies beyond and writes it out', () => {
  const input = { sensitivity: sensitivity(), scenario: A, rival: null }
  const figure = tornado(input, light, { lockedAxes: { x: [-0.05, 0.05] } })
  expect(figure.axes).toEqual({ x: [-0.05, 0.05] })
})
