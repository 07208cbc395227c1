import { spoken } from './spoken.ts'
import { say } from '../../words/say.ts'
import { formatQuantity, formatText } from '../../units/format.ts'
import type { Dimension } from '../../units/quantity.ts'
import { axisText } from '../../words/text.ts'
import { withinPlot } from './beyond.ts'
import {
  categoryAxis,
  chartFrame,
  decadeRange,
  linearAxis,
  logAxis,
  niceScale,
  WIDEST_LINEAR,
  yTitleGraphic,
} from './axes.ts'
import { ghostStroke } from './ghost.ts'
import { HIGHEST_INTERVAL } from './bars.ts'
import { cutLyingWhisker, hatchShapes, lyingWhisker } from './draw.ts'
import { legendGraphics, LEGEND_HEIGHT } from './legend.ts'
import { shortened, textWidth } from './textWidth.ts'
import { font, scenarioStyle, type ChartTheme } from './theme.ts'
import type { ChartOption, ChartOptions, Graphic, LegendEntry, RenderApi, RenderParams } from './types.ts'

/** A part of every stack, in the order of stacking. */
export interface StackPart {
  readonly key: string
  readonly name: string
  readonly itemStyle: ChartOption
}

/** One scenario's stack; null values: the total is unknown or the scenario does not fit. */
export interface Stack {
  /** Id of the scenario. */
  readonly scenario: string
  /** Its colour. */
  readonly slot: number
  /** "A  8 × B200". */
  readonly name: string
  /** Value of each part in SI, by key; a missing part is 0. */
  readonly values: Readonly<Record<string, number>> | null
  /** Total in SI; null: not known. */
  readonly total: number | null
  readonly low: number | null
  readonly high: number | null
  /** Inherited or extrapolated: the whisker is dashed. */
  readonly dashed: boolean
  /** Total before a drag in SI, where it was another one. */
  readonly former?: number
  /** In place of the bar: "Unknown: no power under load", "Does not fit". */
  readonly note: string
  /** The scenario does not fit: the note is set in red over a hatched track. */
  readonly infeasible: boolean
}

/** Everything a chart of stacked horizontal bars needs. */
export interface StackChart {
  readonly parts: readonly StackPart[]
  readonly stacks: readonly Stack[]
  readonly dimension: Dimension
  readonly yTitle: string
  readonly xName: string
  readonly legend: readonly LegendEntry[]
  readonly altText: string
}

/** Room for a scenario's name left of its bar, pixels; what is longer is cut and whole in the table. */
const LONGEST_NAME = 130

/** Share of its row a bar takes, and its greatest height in pixels. */
const BAR_SHARE = 0.46
const WIDEST_BAR = 24

/** What the chart draws, and the range of its axis. */
export interface StackedPicture {
  readonly option: ChartOption
  readonly range: readonly [number, number]
  /** Points in place of bars: parts cannot be stacked where equal steps are equal ratios. */
  readonly isLogarithmic: boolean
}

/**
 * Horizontal stacked bars, first scenario on top, totals at their ends, unknown and infeasible ones named. Where the largest
 * total would flatten the others, points with their intervals on a logarithmic axis.
 */
export function stackedBars(theme: ChartTheme, chart: StackChart, options: ChartOptions): StackedPicture {
  const known = chart.stacks.flatMap(({ total }) => (total === null || total <= 0 ? [] : [total]))
  const largest = Math.max(
    0,
    ...chart.stacks.map(({ total, high }) =>
      total === null ? 0 : Math.max(total, Math.min(high ?? 0, Math.max(...known) * HIGHEST_INTERVAL)),
    ),
  )
  const locked = options.lockedAxes?.x
  const wide = Math.max(...known) / Math.min(...known) > WIDEST_LINEAR
  if (locked ? locked[0] > 0 : wide) return logarithmicPoints(theme, chart, options)
  const scale = locked ? { end: locked[1], step: niceScale(locked[1]).step } : niceScale(largest * 1.02)
  const stacks = chart.stacks.toReversed()
  const names = stacks.map((stack) => shortened(stack.name, LONGEST_NAME, theme.fontSize))
  const left = Math.max(64, ...names.map((name) => textWidth(name, theme.fontSize))) + 10
  const unit = axisText(scale.end, chart.dimension).split('\u00a0')[1]
  const option: ChartOption = spoken({
    ...chartFrame(theme, options.animate, chart.altText),
    grid: {
      left: theme.inset + left,
      right: 64,
      top: 22,
      bottom: 40 + (theme.legendInPlot ? LEGEND_HEIGHT : 0),
    },
    graphic: [yTitleGraphic(theme, chart.yTitle), ...legendGraphics(theme, chart.legend)],
    xAxis: linearAxis(theme, {
      range: [0, scale.end],
      step: scale.step,
      label: (value) => formatAxis(value, chart.dimension, unit),
      name: unit === undefined ? chart.xName : say('charts.stacked.unitFirst', { unit, name: chart.xName }),
    }),
    yAxis: categoryAxis(theme, names, { axisLine: false }),
    series: [
      ...chart.parts.map((part) => ({
        type: 'bar',
        id: `part-${part.key}`,
        name: part.name,
        stack: 'total',
        barWidth: `${BAR_SHARE * 100}%`,
        barMaxWidth: WIDEST_BAR,
        data: stacks.map((stack) => ({
          name: stack.name,
          value: stack.values?.[part.key] || '-',
          scenario: stack.scenario,
        })),
        itemStyle: part.itemStyle,
        tooltip: {
          formatter: (item: { name: string; value: number }): string =>
            `${item.name}\n${part.name} ${formatText(item.value, chart.dimension)}`,
        },
      })),
      ends(theme, stacks, (value) => formatTotal(value, chart.dimension, unit)),
    ],
  })
  return { option, range: [0, scale.end], isLogarithmic: false }
}

/** A point at each total on a logarithmic axis, its interval through it: a bar has no foot there. */
function logarithmicPoints(theme: ChartTheme, chart: StackChart, options: ChartOptions): StackedPicture {
  const values = chart.stacks.flatMap(({ total, low, high }) =>
    total === null ? [] : [total, low ?? total, high ?? total],
  )
  const range = options.lockedAxes?.x ?? decadeRange(values, [1, 10])
  const stacks = chart.stacks.toReversed()
  const names = stacks.map((stack) => shortened(stack.name, LONGEST_NAME, theme.fontSize))
  const left = Math.max(64, ...names.map((name) => textWidth(name, theme.fontSize))) + 10
  const axis = logAxis(theme, {
    range,
    label: (value) => axisText(value, chart.dimension),
    name: chart.xName,
  })
  const option: ChartOption = spoken({
    ...chartFrame(theme, options.animate, chart.altText),
    grid: { left: theme.inset + left, right: 64, top: 22, bottom: 40 },
    graphic: [yTitleGraphic(theme, chart.yTitle)],
    xAxis: axis,
    yAxis: categoryAxis(theme, names, { axisLine: false }),
    series: [
      {
        type: 'scatter',
        id: 'totals',
        z: 5,
        symbol: 'circle',
        symbolSize: 9,
        data: stacks.flatMap((stack, row) =>
          stack.total === null
            ? []
            : [
                {
                  name: stack.name,
                  value: [stack.total, row],
                  scenario: stack.scenario,
                  itemStyle: { color: scenarioStyle(theme, stack.slot).color, opacity: 1 },
                  tooltip: {
                    formatter: [
                      stack.name,
                      ...chart.parts.flatMap(({ key, name }) => {
                        const value = stack.values?.[key]
                        return value ? [`${name} ${formatText(value, chart.dimension)}`] : []
                      }),
                    ].join('\n'),
                  },
                },
              ],
        ),
      },
      ends(theme, stacks, (value) => formatText(value, chart.dimension), range[0]),
    ],
  })
  return { option, range, isLogarithmic: true }
}

function formatAxis(value: number, dimension: Dimension, unit: string | undefined): string {
  const words = formatText(value, dimension, { trim: true, ...(unit === undefined ? {} : { unit }) })
  return words.split('\u00a0')[0] ?? words
}

/** A total in the unit of the axis, which its name says. */
function formatTotal(value: number, dimension: Dimension, unit: string | undefined): string {
  return formatQuantity(value, dimension, unit === undefined ? {} : { unit }).text
}

/** Totals with their whiskers, or the note of a scenario without one. */
function ends(theme: ChartTheme, stacks: readonly Stack[], print: (value: number) => string, foot = 0): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: stacks.map((_, index) => [foot, index]),
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const stack = stacks[params.dataIndex]
      if (!stack) return { type: 'group', children: [] }
      const row = params.dataIndex
      const words = (x: number, y: number, text: string, color: string, weight: 400 | 600): Graphic => ({
        type: 'text',
        x,
        y,
        silent: true,
        style: {
          text,
          font: font(theme, weight),
          fill: color,
          stroke: theme.surface,
          lineWidth: 3,
          lineJoin: 'round',
          verticalAlign: 'middle',
        },
      })
      const [zero, y] = api.coord([foot, row])
      if (stack.total === null) {
        const right = params.coordSys.x + params.coordSys.width
        return {
          type: 'group',
          children: [
            ...(stack.infeasible
              ? hatchShapes({ x: zero + 1, y: y - 9, width: right - zero - 2, height: 18 }, 'rising', theme.lineStrong)
              : []),
            {
              type: 'rect',
              silent: true,
              shape: { x: zero + 1, y: y - 9, width: right - zero - 2, height: 18 },
              style: {
                fill: 'none',
                stroke: theme.controlLine,
                lineWidth: 1,
                ...(stack.infeasible ? {} : { lineDash: [4, 3] }),
              },
            },
            ...(stack.infeasible ? [notePlate(theme, zero, y, stack.note)] : []),
            words(
              zero + 8,
              y,
              shortened(stack.note, right - zero - 16, theme.fontSize),
              stack.infeasible ? theme.bad : theme.ink2,
              stack.infeasible ? 600 : 400,
            ),
          ],
        }
      }
      const plot = params.coordSys
      const at = (value: number): number => withinPlot(api.coord([value, row])[0], plot.x, plot.width)
      const height = Math.min(WIDEST_BAR, (plot.height / stacks.length) * BAR_SHARE)
      const ghost: Graphic[] =
        stack.former === undefined
          ? []
          : [
              {
                type: 'rect',
                silent: true,
                shape: { x: zero, y: y - height / 2, width: at(stack.former) - zero, height },
                style: ghostStroke(theme),
              },
            ]
      const tip = at(stack.high ?? stack.total)
      const interval =
        stack.low === null || stack.high === null
          ? []
          : api.coord([stack.high, row])[0] > plot.x + plot.width + 0.5
            ? cutLyingWhisker(at(stack.low), plot.x + plot.width, y, theme.ink, stack.dashed)
            : lyingWhisker(at(stack.low), at(stack.high), y, theme.ink, stack.dashed)
      return {
        type: 'group',
        children: [...ghost, ...interval, words(tip + 8, y, print(stack.total), theme.ink, 600)],
      }
    },
  }
}

/** Keeps the words of a hatched track readable. */
function notePlate(theme: ChartTheme, x: number, y: number, note: string): Graphic {
  return {
    type: 'rect',
    silent: true,
    shape: { x: x + 4, y: y - 7, width: textWidth(note, theme.fontSize, true) + 10, height: 14 },
    style: { fill: theme.surface },
  }
}
