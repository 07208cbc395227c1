import { spoken } from '../kit/spoken.ts'
import type { Brief } from '../../domain/brief/brief.ts'
import { peakAfter } from '../../domain/brief/peakAfter.ts'
import { amount } from '../../units/amount.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { say } from '../../words/say.ts'
import { chartFrame, linearAxis, niceScale, yTitleGraphic } from '../kit/axes.ts'
import { text } from '../kit/draw.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import { sentences, stopped } from '../../words/joined.ts'

const TOP = 22
const FOOT = 40
/** Months between points: a quarter of a year, or half of one. */
const everyOf = (months: number): number => (months <= 60 ? 3 : 6)
const stepOf = (months: number): number => (months <= 12 ? 3 : months <= 24 ? 6 : months <= 72 ? 12 : 24)

/** What is drawn: the demand, and the months that are looked at. */
export type PeakLoadInput = Pick<Brief, 'demand' | 'horizon'>

/** Requests a second in the busiest hour, month by month: what whatever is chosen has to carry. Null: it is not known. */
export function peakLoad(
  { demand, horizon }: PeakLoadInput,
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure | null {
  const every = everyOf(horizon)
  const months = Array.from({ length: Math.ceil(horizon / every) }, (_, index) => index * every)
  const points = [...months, horizon].map((month) => ({ month, rate: peakAfter(demand, month) }))
  const first = points[0]?.rate ?? null
  const last = points.at(-1)?.rate ?? null
  if (first === null || last === null) return null
  const scale = niceScale(Math.max(first, last) * 1.1, 4)
  const y = options.lockedAxes?.y ?? ([0, scale.end] as const)
  const title = say('brief.answer.horizon')
  const sentence = say('brief.answer.chart', {
    from: amount(first, 'count'),
    to: amount(last, 'count'),
    months: horizon,
    changes: first === last ? 'no' : 'yes',
  })
  return {
    state: 'ready',
    title,
    sentence,
    yTitle: say('brief.answer.rates'),
    altText: sentences([stopped(title), sentence]),
    table: {
      columns: [
        { label: say('brief.answer.month'), dimension: 'count' },
        { label: say('brief.answer.rates'), dimension: 'count' },
      ],
      rows: points.map(({ month, rate }) => [month, rate]),
    },
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, sentences([stopped(title), sentence])),
      grid: { left: theme.inset + 36, right: 20, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, say('brief.answer.rates'))],
      xAxis: linearAxis(theme, {
        range: [0, horizon],
        step: stepOf(horizon),
        label: (value) => formatNumber(value, { trim: true }),
        name: say('brief.answer.months'),
      }),
      yAxis: linearAxis(theme, {
        range: y,
        step: y[1] === scale.end ? scale.step : niceScale(y[1], 4).step,
        label: (value) => formatNumber(value, { trim: true }),
      }),
      series: [
        {
          id: 'peak-load',
          type: 'line',
          z: 3,
          symbol: 'circle',
          symbolSize: 6,
          showAllSymbol: true,
          itemStyle: { color: theme.ink, opacity: 0 },
          lineStyle: { color: theme.ink, width: 1.5 },
          emphasis: { scale: 1.4 },
          data: points.map(({ month, rate }) => ({
            value: [month, rate],
            tooltip: { formatter: say('brief.answer.point', { month, rate: amount(rate, 'count') }) },
          })),
        },
        ends(theme, horizon, first, last),
      ],
    }),
    axes: { y },
  }
}

/** The rates at both ends, on the side to which the line does not turn. */
function ends(theme: ChartTheme, horizon: number, first: number, last: number): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [[0, first]],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const label = (month: number, rate: number, align: 'left' | 'right'): Graphic => {
        const [x, at] = api.coord([month, rate])
        const below = (align === 'left') === last > first
        const beside = Math.max(params.coordSys.y + 8, below ? at + 12 : at - 11)
        return text(theme, align === 'left' ? x + 6 : x, beside, formatText(rate, 'count'), {
          align,
          color: theme.ink,
          weight: 500,
        })
      }
      return { type: 'group', children: [label(0, first, 'left'), label(horizon, last, 'right')] }
    },
  }
}
