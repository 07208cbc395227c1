import { spoken } from '../kit/spoken.ts'
import { say } from '../../words/say.ts'
import { chartFrame, decadeRange, logAxis, yTitleGraphic } from '../kit/axes.ts'
import { line, text } from '../kit/draw.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { axisText, percentText } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'

/** One prediction beside its measurement, seconds, above 0. */
export interface PredictedPoint {
  readonly measured: number
  readonly predicted: number
}

/** Half-width of the band around equality. */
const BAND = 0.25
/** Dots drawn; a picture of more is no longer told apart. */
const MOST_DOTS = 3000
/** Rows of the table twin. */
const MOST_ROWS = 500

function thinned<Item>(items: readonly Item[], limit: number): readonly Item[] {
  if (items.length <= limit) return items
  const stride = items.length / limit
  return Array.from({ length: limit }, (_, index) => items[Math.floor(index * stride)]).flatMap((item) =>
    item === undefined ? [] : [item],
  )
}

/** Predicted over measured times on two logarithmic axes of one range, with the line of equality and its ±25 % band. */
export function predictedMeasured(
  points: readonly PredictedPoint[],
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const title = say('charts.predicted.title')
  const yTitle = say('charts.predicted.y')
  const drawn = points.filter(({ measured, predicted }) => measured > 0 && predicted > 0)
  if (drawn.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: say('charts.measured.none'),
      reason: [say('charts.predicted.widen')],
    })
  }
  const range =
    options.lockedAxes?.x ??
    decadeRange(
      drawn.flatMap(({ measured, predicted }) => [measured, predicted]),
      [1e-3, 1],
    )
  const within = drawn.filter(({ measured, predicted }) => Math.abs(predicted / measured - 1) <= BAND).length
  const slow = drawn.filter(({ measured, predicted }) => predicted > measured * (1 + BAND)).length
  const sentence = say('charts.predicted.reading', {
    within: percentText(within / drawn.length),
    slow: percentText(slow / drawn.length),
    fast: percentText((drawn.length - within - slow) / drawn.length),
  })
  const alternative = say('charts.predicted.alternative', {
    title,
    low: axisText(range[0], 'seconds'),
    high: axisText(range[1], 'seconds'),
  })
  const altText = `${alternative} ${sentence}`
  const label = (value: number): string => axisText(value, 'seconds')
  return {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: column('measured'), dimension: 'seconds' },
        { label: column('predicted'), dimension: 'seconds' },
        { label: column('error'), dimension: 'share' },
      ],
      rows: thinned(drawn, MOST_ROWS).map(({ measured, predicted }) => [measured, predicted, predicted / measured - 1]),
    },
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      tooltip: { show: false },
      graphic: [yTitleGraphic(theme, yTitle)],
      grid: { left: 62, right: 20, top: 24, bottom: 44 },
      xAxis: logAxis(theme, { range, label, name: say('charts.predicted.x'), nameGap: 26 }),
      yAxis: logAxis(theme, { range, label }),
      series: [
        {
          type: 'custom',
          silent: true,
          z: 1,
          data: [[range[0], range[1]]],
          renderItem: (_params: RenderParams, api: RenderApi): Graphic => ({
            type: 'group',
            children: bandShapes(theme, api, range),
          }),
        },
        {
          type: 'scatter',
          silent: true,
          z: 3,
          symbolSize: 4,
          itemStyle: { color: theme.ink, opacity: 0.35 },
          data: thinned(drawn, MOST_DOTS).map(({ measured, predicted }) => [measured, predicted]),
        },
      ],
    }),
    axes: { x: range, y: range },
  }
}

const column = (name: string): string => say('charts.predicted.column', { column: name })

/** The diagonal, and the two lines a quarter above and below it. */
function bandShapes(theme: ChartTheme, api: RenderApi, [low, high]: readonly [number, number]): Graphic[] {
  const diagonal = (factor: number): readonly [readonly [number, number], readonly [number, number]] => {
    const from = Math.max(low, low / factor)
    const to = Math.min(high, high / factor)
    return [api.coord([from, from * factor]), api.coord([to, to * factor])]
  }
  const [right, bottom] = api.coord([high, low])
  const [upper, lower, middle] = [diagonal(1 + BAND), diagonal(1 - BAND), diagonal(1)]
  return [
    {
      type: 'polygon',
      silent: true,
      shape: { points: [upper[0], upper[1], lower[1], lower[0]] },
      style: { fill: theme.ink3, opacity: 0.12 },
    },
    ...[upper, lower].map(([from, to]) => line(from[0], from[1], to[0], to[1], theme.ink3, 1, [3, 3])),
    line(middle[0][0], middle[0][1], middle[1][0], middle[1][1], theme.ink2),
    text(theme, right - 6, bottom - 10, say('charts.predicted.band'), { align: 'right', color: theme.ink3 }),
  ]
}
