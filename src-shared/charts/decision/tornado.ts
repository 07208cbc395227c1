import { SENSITIVE_METRICS, type Sensitivity, type SensitivityRow } from '../../domain/sensitivity.ts'
import { formatText, MINUS } from '../../units/format.ts'
import { categoryAxis, chartFrame, linearAxis, niceScale } from '../kit/axes.ts'
import { chip, line, text } from '../kit/draw.ts'
import { shortened, textWidth } from '../kit/placement.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { sensitiveMetricWords } from '../../words/sensitiveMetric.ts'
import { joinWords, percentText, withinSentence } from '../../words/text.ts'
import { scenarioStyle, withAlpha, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { isExtrapolated, withWeaknesses } from '../kit/weakness.ts'
import { reasonText } from '../../words/reasonText.ts'

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
/** Half of a bar's height. */
const HALF = 6
/** Changes beyond this are cut at the axis' end and written out. */
const MOST_CHANGE = 1

/** What each input alone does to a metric, the widest swing first, and where the ranking turns. */
export function tornado(input: TornadoInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const { sensitivity, scenario, rival } = input
  const { metric, base, rows } = sensitivity
  const words = sensitiveMetricWords(metric)
  const title = `What moves the ${words.title}, ${letterOf(scenario)}`
  if (base === null) {
    const reason = reasonText(scenario.result.metrics[metric].reason, 'It does not run as it is.')
    const state = scenario.result.fit.state === 'doesNotFit' ? 'infeasible' : 'unknown'
    return stateFigure(theme, {
      state,
      title,
      heading: state === 'infeasible' ? 'Does not fit' : 'Unknown',
      reason: [reason],
    })
  }
  if (rows.length === 0) {
    const reason = ['No input moves it within its range.']
    return stateFigure(theme, { state: 'empty', title, heading: 'Nothing moves it', reason })
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
  const names = shown.map(({ label }) => shortened(label, LONGEST_NAME, theme.fontSize))
  const nameWidth = Math.max(...names.map((name) => textWidth(name, theme.fontSize)))
  const rivalAt = rival && sensitivity.rivalBase !== null ? change(sensitivity.rivalBase) : null
  const sentence = readingSentence(input, words.noun, rivalAt, scale.end)
  const value = (number: number | null): string =>
    number === null ? 'does not run' : formatText(number, words.dimension)
  const altText = `${title}, now ${value(base)}. ${shown
    .map((row) => `${row.label} ${inputText(row)}: ${value(row.atLow)} to ${value(row.atHigh)}`)
    .join('; ')}. ${sentence}`
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    altText,
    table: {
      columns: [
        { label: 'Input', dimension: null },
        { label: 'Range', dimension: null },
        { label: 'At its low end', dimension: words.dimension },
        { label: 'At its high end', dimension: words.dimension },
        { label: '% per %', dimension: 'count' },
        { label: 'Ranking turns', dimension: null },
        { label: 'Range from', dimension: null },
      ],
      rows: rows.map((row) => [
        row.label,
        inputText(row),
        row.atLow,
        row.atHigh,
        row.elasticity,
        row.flips.map((end) => `at ${end}`).join(' and '),
        row.basis,
      ]),
    },
    legend: [],
    option: {
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + nameWidth + 8, right: 20, top: rivalAt === null ? 4 : 20, bottom: FOOT },
      xAxis: linearAxis(theme, {
        range: [-scale.end, scale.end],
        step: scale.step,
        label: signedPercent,
        name: `Change of the ${words.noun}`,
        nameGap: 20,
      }),
      yAxis: { ...categoryAxis(theme, names, false), inverse: true },
      series: [
        zeroLine(theme),
        ...(rival && rivalAt !== null && Math.abs(rivalAt) <= scale.end ? [rivalLine(theme, rival, rivalAt)] : []),
        {
          type: 'custom',
          clip: false,
          data: shown.map((row, index) => ({
            name: row.label,
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
    },
    axes: { x: [-scale.end, scale.end] },
  }
  return withWeaknesses(theme, figure, rival ? [scenario, rival] : [scenario])
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
  const { color } = scenarioStyle(theme, scenario.slot)
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
    const words = at === null ? 'does not run' : Math.abs(change) > end ? signedPercent(change) : ''
    const inside = change > 0 ? x - 6 : x + 6
    if (words) {
      shapes.push(
        text(theme, inside, y, words, { align: change > 0 ? 'right' : 'left', color: theme.ink, weight: 500 }),
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

/** "7.62 TB/s to 8.40 TB/s". */
function inputText(row: SensitivityRow): string {
  return `${formatText(row.low, row.dimension)} to ${formatText(row.high, row.dimension)}`
}

function tooltipText(row: SensitivityRow, value: (number: number | null) => string): string {
  return [
    `${row.label}, now ${formatText(row.base, row.dimension)}`,
    `${formatText(row.low, row.dimension)}: ${value(row.atLow)}`,
    `${formatText(row.high, row.dimension)}: ${value(row.atHigh)}`,
    `Range: ${row.basis}`,
    ...(row.flips.length > 0 ? [`The ranking turns at its ${joinWords(row.flips)} end`] : []),
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
  const most = `The ${noun} depends most on ${withinSentence(first.label)}`
  if (!rival) return `${most}.`
  const rivalLetter = letterOf(rival)
  if (rivalAt === null) return `${most}; that of ${letterAndName(rival)} is not known.`
  const turning = sensitivity.rows.filter(({ flips }) => flips.length > 0)
  const off = Math.abs(rivalAt) > end ? ` ${rivalLetter} is off the scale at ${signedPercent(rivalAt)}.` : ''
  if (turning.length === 0)
    return `${most}; none alone turns the ranking of ${letterOf(scenario)} and ${rivalLetter}.${off}`
  const named = joinWords(turning.slice(0, 2).map(({ label }) => withinSentence(label)))
  const more = turning.length > 2 ? ` and ${turning.length - 2} more` : ''
  return `${most}; ${named}${more} can turn the ranking of ${letterOf(scenario)} and ${rivalLetter}.${off}`
}
