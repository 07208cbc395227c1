import { spoken } from '../kit/spoken.ts'
import { amount } from '../../units/amount.ts'
import { SENSITIVE_METRICS, type Sensitivity, type SensitivityRow } from '../../domain/sensitivity.ts'
import { formatText, MINUS } from '../../units/format.ts'
import { categoryAxis, chartFrame, linearAxis, niceScale } from '../kit/axes.ts'
import { chip, line, text } from '../kit/draw.ts'
import { legendGraphics, LEGEND_HEIGHT } from '../kit/legend.ts'
import { say, wordingText } from '../../words/say.ts'
import { shortened, textWidth } from '../kit/textWidth.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { sensitiveMetricWords } from '../../words/sensitiveMetric.ts'
import { percentText, withinSentence } from '../../words/text.ts'
import { scenarioStyle, withAlpha, type ChartTheme } from '../kit/theme.ts'
import type {
  ChartFigure,
  ChartOption,
  ChartOptions,
  Graphic,
  LegendEntry,
  RenderApi,
  RenderParams,
} from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { isClamped, isExtrapolated, withWeaknesses } from '../kit/weakness.ts'
import { reasonText } from '../../words/reasonText.ts'
import { sentences, stopped, withSemicolons } from '../../words/joined.ts'

/** What a tornado is drawn from: the scenario that is moved, and the one it is ranked against. */
export interface TornadoInput {
  readonly sensitivity: Sensitivity
  readonly scenario: EvaluatedScenario
  readonly rival: EvaluatedScenario | null
}

/** Inputs drawn; the table twin has them all. */
const MOST_ROWS = 9
const FOOT = 36
const LONGEST_NAME = 168
/** Room for notes in the corner, pixels. */
const NOTES = 16
/** Half of a bar's height. */
const HALF = 6
/** Changes beyond this are cut at the axis' end and written out. */
const MOST_CHANGE = 1

/** What each input alone does to a metric, the widest swing first, and where the ranking turns. */
export function tornado(input: TornadoInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const { sensitivity, scenario, rival } = input
  const { metric, base, rows } = sensitivity
  const words = sensitiveMetricWords(metric)
  const title = say('charts.tornado.title', { metric: words.title, letter: letterOf(scenario) })
  if (base === null) {
    const reason = reasonText(scenario.result.metrics[metric].reason, say('charts.tornado.notRunning'))
    const state = scenario.result.fit.state === 'doesNotFit' ? 'infeasible' : 'unknown'
    return stateFigure(theme, {
      state,
      title,
      heading: say(state === 'infeasible' ? 'charts.misfit' : 'charts.unknown'),
      reason: [reason],
    })
  }
  if (rows.length === 0) {
    const reason = [say('charts.tornado.nothingWithin')]
    return stateFigure(theme, { state: 'empty', title, heading: say('charts.tornado.nothing'), reason })
  }
  const shown = rows.slice(0, MOST_ROWS)
  const change = (value: number | null): number => (value === null ? Infinity : value / base - 1)
  const largest = Math.max(
    ...shown.flatMap((row) =>
      [row.atLow, row.atHigh].flatMap((value) => (value === null ? [] : [Math.abs(change(value))])),
    ),
    0.01,
  )
  const locked = options.lockedAxes?.x?.[1]
  const scale =
    locked === undefined
      ? niceScale(Math.min(MOST_CHANGE, largest), 3)
      : { end: locked, step: niceScale(locked, 3).step }
  const names = shown.map(({ label }) => shortened(wordingText(label), LONGEST_NAME, theme.fontSize))
  const nameWidth = Math.max(...names.map((name) => textWidth(name, theme.fontSize)))
  const rivalAt = rival && sensitivity.rivalBase !== null ? change(sensitivity.rivalBase) : null
  const sentence = readingSentence(input, words.noun, rivalAt, scale.end)
  const value = (number: number | null): string =>
    number === null ? say('charts.tornado.misfit') : formatText(number, words.dimension)
  const altText = sentences([
    say('charts.tornado.now', { title, value: value(base) }),
    stopped(
      withSemicolons(
        shown.map((row) =>
          say('charts.tornado.row', {
            name: wordingText(row.label),
            range: inputText(row),
            low: value(row.atLow),
            high: value(row.atHigh),
          }),
        ),
      ),
    ),
    sentence,
  ])
  const rivals = rival ? [scenario, rival] : [scenario]
  const legend = legendOf(input, rivalAt !== null && Math.abs(rivalAt) <= scale.end)
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    altText,
    table: {
      columns: [
        { label: column('input'), dimension: null },
        { label: column('range'), dimension: null },
        { label: column('low'), dimension: words.dimension },
        { label: column('high'), dimension: words.dimension },
        { label: column('elasticity'), dimension: 'count' },
        { label: column('turns'), dimension: null },
        { label: column('from'), dimension: null },
      ],
      rows: rows.map((row) => [
        wordingText(row.label),
        inputText(row),
        row.atLow,
        row.atHigh,
        row.elasticity,
        say('charts.tornado.ends', endsOf(row)),
        wordingText(row.basis),
      ]),
    },
    legend,
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: {
        left: theme.inset + nameWidth + 8,
        right: 20,
        top: (rivalAt === null ? 4 : 20) + (rivals.some((each) => isExtrapolated(each) || isClamped(each)) ? NOTES : 0),
        bottom: FOOT + (theme.legendInPlot ? LEGEND_HEIGHT : 0),
      },
      graphic: legendGraphics(theme, legend),
      xAxis: linearAxis(theme, {
        range: [-scale.end, scale.end],
        step: scale.step,
        label: signedPercent,
        name: say('charts.tornado.x', { metric: words.noun }),
        nameGap: 20,
      }),
      yAxis: { ...categoryAxis(theme, names, { axisLine: false }), inverse: true },
      series: [
        zeroLine(theme),
        ...(rival && rivalAt !== null && Math.abs(rivalAt) <= scale.end ? [rivalLine(theme, rival, rivalAt)] : []),
        {
          type: 'custom',
          clip: false,
          data: shown.map((row, index) => ({
            name: wordingText(row.label),
            scenario: scenario.id,
            value: [0, index],
            tooltip: { formatter: tooltipText(row, value) },
          })),
          encode: { x: 0, y: 1 },
          renderItem: (params: RenderParams, api: RenderApi): Graphic => ({
            type: 'group',
            children: rowShapes(input, shown, params, api, theme, scale.end),
          }),
        },
      ],
    }),
    axes: { x: [-scale.end, scale.end] },
  }
  return withWeaknesses(theme, figure, rivals)
}

/** What a filled and a hollow bar are, and where the ranking turns. */
function legendOf({ scenario, rival, sensitivity }: TornadoInput, isRivalDrawn: boolean): LegendEntry[] {
  const swing = (isFilled: boolean): LegendEntry => ({
    label: say('charts.tornado.swing', { better: isFilled ? 'no' : 'yes' }),
    mark: { kind: 'swing', slot: scenario.slot, isFilled },
  })
  if (!rival) return [swing(false), swing(true)]
  const letter = letterOf(rival)
  const turns = sensitivity.rows.some(({ flips }) => flips.length > 0)
  const marked = (label: string, isHollow: boolean): LegendEntry => ({
    label,
    mark: { kind: 'chip', slot: rival.slot, letter, isHollow },
  })
  return [
    swing(false),
    swing(true),
    ...(isRivalDrawn ? [marked(say('charts.tornado.rival', { letter }), false)] : []),
    ...(turns ? [marked(say('charts.tornado.rankTurns', { letter }), true)] : []),
  ]
}

/** No change. */
function zeroLine(theme: ChartTheme): ChartOption {
  return {
    type: 'custom',
    silent: true,
    data: [[0, 0]],
    renderItem: ({ coordSys: { y, height } }: RenderParams, api: RenderApi): Graphic => {
      const [x] = api.coord([0, 0])
      return line(x, y, x, y + height, theme.ink2, 1)
    },
  }
}

/** Where the rival stands: a dashed line with its chip on top, a series of its own so that it can be lifted alone. */
function rivalLine(theme: ChartTheme, rival: EvaluatedScenario, at: number): ChartOption {
  const { color } = scenarioStyle(theme, rival.slot)
  return {
    type: 'custom',
    clip: false,
    tooltip: { show: false },
    data: [{ value: [at, 0], scenario: rival.id }],
    renderItem: ({ coordSys: { y, height } }: RenderParams, api: RenderApi): Graphic => {
      const [x] = api.coord([at, 0])
      const dashes = Array.from({ length: Math.ceil(height / 7) }, (_, step) =>
        line(x, y + step * 7, x, y + Math.min(height, step * 7 + 4), color, 1.5),
      )
      return { type: 'group', children: [...dashes, ...chip(theme, x, y - 10, letterOf(rival), rival.slot)] }
    },
  }
}

function rowShapes(
  { scenario, rival, sensitivity }: TornadoInput,
  rows: readonly SensitivityRow[],
  params: RenderParams,
  api: RenderApi,
  theme: ChartTheme,
  end: number,
): Graphic[] {
  const row = rows[params.dataIndex]
  const { base, metric } = sensitivity
  if (!row || base === null) return []
  const [zero, y] = api.coord([0, params.dataIndex])
  const { color, onColor } = scenarioStyle(theme, scenario.slot)
  const less = SENSITIVE_METRICS[metric] === 'less'
  const dashed = isExtrapolated(scenario) ? { lineDash: [3, 2] } : null
  const shapes: Graphic[] = []
  for (const [name, at] of [
    ['low', row.atLow],
    ['high', row.atHigh],
  ] as const) {
    const change = at === null ? (less ? Infinity : -Infinity) : at / base - 1
    const cut = Math.max(-end, Math.min(end, change))
    const [x] = api.coord([cut, params.dataIndex])
    const isBetter = less ? change < 0 : change > 0
    const left = Math.min(zero, x)
    const width = Math.abs(x - zero)
    if (width > 0.5) {
      shapes.push({
        type: 'rect',
        silent: true,
        shape: { x: left, y: y - HALF, width, height: 2 * HALF },
        style: isBetter
          ? { fill: theme.surface, stroke: color, lineWidth: 1.5, ...dashed }
          : { fill: dashed === null ? color : withAlpha(color, 0.45), stroke: color, lineWidth: 1.5, ...dashed },
      })
    }
    if (Math.abs(change) > end) shapes.push(line(x, y - HALF - 3, x, y + HALF + 3, theme.ink, 1.5))
    const words = at === null ? say('charts.tornado.misfit') : Math.abs(change) > end ? signedPercent(change) : ''
    const inside = change > 0 ? x - 6 : x + 6
    if (words) {
      shapes.push(
        text(theme, inside, y, words, {
          align: change > 0 ? 'right' : 'left',
          color: isBetter || dashed !== null ? theme.ink : onColor,
          halo: null,
          weight: 500,
        }),
      )
    }
    if (rival && row.flips.includes(name)) {
      const side = change > 0 ? 1 : -1
      shapes.push(...chip(theme, x + side * 11, y, letterOf(rival), rival.slot, true))
    }
  }
  return shapes
}

/** "+50 %", "−20 %", "0". */
function signedPercent(share: number): string {
  if (Math.abs(share) < 1e-9) return '0'
  return `${share > 0 ? '+' : MINUS}${percentText(Math.abs(share))}`
}

const column = (name: string): string => say('charts.tornado.column', { column: name })

/** At which ends of an input the ranking turns. */
function endsOf({ flips }: SensitivityRow): { readonly low: 'yes' | 'no'; readonly high: 'yes' | 'no' } {
  return { low: flips.includes('low') ? 'yes' : 'no', high: flips.includes('high') ? 'yes' : 'no' }
}

/** "7.62 TB/s to 8.40 TB/s". */
function inputText(row: SensitivityRow): string {
  return say('charts.tornado.range', {
    low: formatText(row.low, row.dimension),
    high: formatText(row.high, row.dimension),
  })
}

function tooltipText(row: SensitivityRow, value: (number: number | null) => string): string {
  return [
    say('charts.tornado.mark', {
      name: wordingText(row.label),
      base: amount(row.base, row.dimension),
      low: amount(row.low, row.dimension),
      atLow: value(row.atLow),
      high: amount(row.high, row.dimension),
      atHigh: value(row.atHigh),
      basis: wordingText(row.basis),
    }),
    ...(row.flips.length > 0 ? [say('charts.tornado.markTurns', endsOf(row))] : []),
  ].join('\n')
}

/** "The cost per million output tokens depends most on hours in use; none alone turns the ranking of A and B." */
function readingSentence(
  { sensitivity, scenario, rival }: TornadoInput,
  noun: string,
  rivalAt: number | null,
  end: number,
): string {
  const [first] = sensitivity.rows
  if (!first) return ''
  const most = (rest: string): string =>
    say('charts.tornado.most', { metric: noun, input: withinSentence(wordingText(first.label)), rest })
  if (!rival) return most(say('charts.tornado.stop'))
  const other = letterOf(rival)
  if (rivalAt === null) return most(say('charts.tornado.rivalUnknown', { name: letterAndName(rival) }))
  const turning = sensitivity.rows.filter(({ flips }) => flips.length > 0)
  const off =
    Math.abs(rivalAt) > end ? say('charts.tornado.offScale', { letter: other, change: signedPercent(rivalAt) }) : ''
  const one = letterOf(scenario)
  if (turning.length === 0) return sentences([most(say('charts.tornado.noneTurns', { one, other })), off])
  const inputs = turning.slice(0, 2).map(({ label }) => withinSentence(wordingText(label)))
  const more = Math.max(0, turning.length - 2)
  return sentences([most(say('charts.tornado.someTurn', { inputs, more, one, other })), off])
}
