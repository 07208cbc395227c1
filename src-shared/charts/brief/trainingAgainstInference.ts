import { spoken } from '../kit/spoken.ts'
import type { Brief } from '../../domain/brief/brief.ts'
import type { LifecycleCurve } from '../../domain/brief/lifecycleCurve.ts'
import { amount } from '../../units/amount.ts'
import { formatNumber } from '../../units/format.ts'
import { inMonth, lifecycleSentence, rangeOf, type LifecycleRow } from '../../words/decision/lifecycleRows.ts'
import { say } from '../../words/say.ts'
import { chartFrame, linearAxis, niceScale, yTitleGraphic } from '../kit/axes.ts'
import { text } from '../kit/draw.ts'
import { textWidth } from '../kit/textWidth.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import { sentences, stopped, withSemicolons } from '../../words/joined.ts'

/** What is drawn: one alternative, and the months that are looked at. */
export interface TrainingAgainstInferenceInput {
  /** Null: the device-hours of none are known. */
  readonly row: LifecycleRow | null
  readonly horizon: Brief['horizon']
}

const TOP = 22
const FOOT = 40
/** Height of two labels one above the other. */
const TWO_LABELS = 26
const stepOf = (months: number): number => (months <= 12 ? 3 : months <= 24 ? 6 : months <= 72 ? 12 : 24)

const UNITS = [
  { name: 'billions', dollars: 1e9 },
  { name: 'millions', dollars: 1e6 },
  { name: 'thousands', dollars: 1e3 },
] as const

/** What the axis counts dollars in, that its labels stay short. */
function unitOf(largest: number): { readonly name: string; readonly dollars: number } {
  return UNITS.find(({ dollars }) => largest >= dollars) ?? { name: 'dollars', dollars: 1 }
}

/** Why there is no curve. */
function stateOf(row: LifecycleRow | null, theme: ChartTheme): ChartFigure {
  const title = say('decide.life.title')
  if (row === null) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: say('decide.life.noHours'),
      reason: [say('decide.life.none')],
    })
  }
  if (row.state === 'unsaid') {
    const reason = [say('decide.life.unsaidReason')]
    return stateFigure(theme, { state: 'unknown', title, heading: say('decide.life.unsaid'), reason })
  }
  if (row.state === 'noPeak') {
    const reason = [say('decide.life.noPeakReason')]
    return stateFigure(theme, { state: 'unknown', title, heading: say('decide.life.noPeak'), reason })
  }
  const reason = [say('decide.life.noHoursReason', { name: row.shown.name })]
  return stateFigure(theme, { state: 'unknown', title, heading: say('decide.life.noHours'), reason })
}

/**
 * What training the model has cost against what serving it has, month by month of service, by device-hours of one alternative.
 * The ring is where inference has cost as much; the shaded months are those at the ends of what is said of training.
 */
export function trainingAgainstInference(
  { row, horizon }: TrainingAgainstInferenceInput,
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const curve = row?.curve ?? null
  if (row === null || curve === null) return stateOf(row, theme)
  const { letter, slot, name } = row.shown
  const { points } = curve
  const last = points.at(-1)
  const scale = niceScale(Math.max(last?.training ?? 0, last?.inference ?? 0) * 1.08, 4)
  const y = options.lockedAxes?.y ?? ([0, scale.end] as const)
  const title = say('decide.life.title')
  const sentence = lifecycleSentence(row, { horizon })
  const unit = unitOf(scale.end)
  const yTitle = say('decide.life.y', { unit: unit.name })
  const altText = sentences([
    stopped(title),
    stopped(`${letter} ${name}`),
    stopped(withSemicolons(points.filter((_, index) => index === 0 || index === points.length - 1).map(pointText))),
    sentence,
  ])
  return {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: say('decide.life.column', { column: 'month' }), dimension: 'count' },
        { label: say('decide.life.column', { column: 'training' }), dimension: 'dollars' },
        { label: say('decide.life.column', { column: 'inference' }), dimension: 'dollars' },
      ],
      rows: points.map(({ month, training, inference }) => [month, training, inference]),
    },
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 36, right: 20, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: linearAxis(theme, {
        range: [0, horizon],
        step: stepOf(horizon),
        label: (value) => formatNumber(value, { trim: true }),
        name: say('decide.life.x'),
      }),
      yAxis: linearAxis(theme, {
        range: y,
        step: y[1] === scale.end ? scale.step : niceScale(y[1], 4).step,
        label: (value) => formatNumber(value / unit.dollars, { trim: true }),
      }),
      series: [
        ...(curve.crossing.low === null ? [] : [months(theme, curve.crossing.low, curve.crossing.high ?? horizon, y)]),
        drawnLine(
          'training',
          points.map(({ month, training }) => [month, training]),
          theme.ink,
          [4, 3],
          points,
        ),
        drawnLine(
          'inference',
          points.map(({ month, inference }) => [month, inference]),
          scenarioStyle(theme, slot).color,
          'solid',
          points,
        ),
        words(theme, curve, letter, horizon),
      ],
    }),
    axes: { y },
  }
}

function pointText({ month, training, inference }: LifecycleCurve['points'][number]): string {
  return say('decide.life.point', {
    month,
    training: amount(training, 'dollars'),
    inference: amount(inference, 'dollars'),
  })
}

function drawnLine(
  id: string,
  data: readonly (readonly [number, number])[],
  color: string,
  type: readonly number[] | 'solid',
  points: LifecycleCurve['points'],
): ChartOption {
  return {
    id: `life-${id}`,
    type: 'line',
    z: 3,
    symbol: 'circle',
    symbolSize: 6,
    showAllSymbol: true,
    itemStyle: { color, opacity: 0 },
    lineStyle: { color, width: id === 'training' ? 1.5 : 2, type },
    emphasis: { scale: 1.4 },
    data: data.map((value, index) => {
      const point = points[index]
      return { value, tooltip: { formatter: point === undefined ? '' : pointText(point) } }
    }),
  }
}

/** The months in which it may be, at the ends of what is said. */
function months(theme: ChartTheme, low: number, high: number, y: readonly [number, number]): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 1,
    data: [[low, y[0]]],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const [from] = api.coord([low, y[0]])
      const [to] = api.coord([high, y[0]])
      const { y: top, height } = params.coordSys
      return {
        type: 'rect',
        silent: true,
        shape: { x: from, y: top, width: to - from, height },
        style: { fill: theme.line, opacity: 0.6 },
      }
    },
  }
}

/** The names of both lines at their ends, and the month at which they cross. */
function words(theme: ChartTheme, curve: LifecycleCurve, letter: string, horizon: number): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [[0, 0]],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const { x, y, width, height } = params.coordSys
      const last = curve.points.at(-1)
      const end = (value: number): number => api.coord([horizon, value])[1]
      const [trained, served] = [end(last?.training ?? 0), end(last?.inference ?? 0)]
      const beside = (at: number, isAbove: boolean): number =>
        Math.min(y + height - 9, Math.max(y + 8, isAbove ? at - 10 : at + 12))
      const named = (at: number, isAbove: boolean, said: string): Graphic =>
        text(theme, x + width, beside(at, isAbove), said, { align: 'right', color: theme.ink, weight: 500 })
      // What has been served rises, so that there is room above its end, unless training lies just there.
      const isBelow = served > trained && served - trained < TWO_LABELS
      return {
        type: 'group',
        children: [
          named(trained, trained < served, say('decide.life.training')),
          named(served, !isBelow, say('decide.life.inference', { letter })),
          ...crossing(theme, curve, horizon, params, api),
        ],
      }
    },
  }
}

function crossing(
  theme: ChartTheme,
  curve: LifecycleCurve,
  horizon: number,
  { coordSys: { x, width } }: RenderParams,
  api: RenderApi,
): Graphic[] {
  const { month } = curve.crossing
  if (month === null) return []
  const after = curve.points.findIndex((point) => point.month >= month)
  const [one, two] = [curve.points[after - 1], curve.points[after]]
  if (!one || !two) return []
  const share = (month - one.month) / (two.month - one.month)
  const [cx, cy] = api.coord([month, one.training + share * (two.training - one.training)])
  const range = rangeOf(curve, horizon)
  const lines = [say('decide.life.month', { month: inMonth(month) }), ...(range === 'none' ? [] : [range])]
  const wide = Math.max(...lines.map((each) => textWidth(each, theme.fontSize, true)))
  // Beside the ring where the lines leave room: right below it, or left above it.
  const isRight = cx + 10 + wide < x + width - 90
  return [
    {
      type: 'circle',
      silent: true,
      lasting: true,
      z2: 25,
      shape: { cx, cy, r: 4.5 },
      style: { fill: theme.surface, stroke: theme.ink, lineWidth: 1.5 },
    },
    ...lines.map((each, index) =>
      text(
        theme,
        isRight ? cx + 10 : cx - 10,
        isRight ? cy + 13 + index * 14 : cy - 13 - (lines.length - 1 - index) * 14,
        each,
        {
          align: isRight ? 'left' : 'right',
          color: theme.ink,
          weight: index === 0 ? 500 : 400,
        },
      ),
    ),
  ]
}
