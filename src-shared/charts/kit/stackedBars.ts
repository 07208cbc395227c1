import { formatQuantity, formatText } from '../../units/format.ts'
import type { Dimension } from '../../units/quantity.ts'
import { axisText } from '../../words/text.ts'
import { withinPlot } from './beyond.ts'
import { categoryAxis, chartFrame, linearAxis, niceScale, yTitleGraphic } from './axes.ts'
import { ghostStroke } from './ghost.ts'
import { hatchShapes, line } from './draw.ts'
import { legendGraphics, LEGEND_HEIGHT } from './legend.ts'
import { shortened, textWidth } from './placement.ts'
import { font, type ChartTheme } from './theme.ts'
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

/** Horizontal stacked bars, first scenario on top, totals at their ends, unknown and infeasible ones named. */
export function stackedBars(
  theme: ChartTheme,
  chart: StackChart,
  options: ChartOptions,
): { readonly option: ChartOption; readonly end: number } {
  const largest = Math.max(
    0,
    ...chart.stacks.map((stack) => (stack.total === null ? 0 : Math.max(stack.total, stack.high ?? 0))),
  )
  const locked = options.lockedAxes?.x
  const scale = locked ? { end: locked[1], step: niceScale(locked[1]).step } : niceScale(largest * 1.02)
  const stacks = chart.stacks.toReversed()
  const names = stacks.map((stack) => shortened(stack.name, LONGEST_NAME, theme.fontSize))
  const left = Math.max(64, ...names.map((name) => textWidth(name, theme.fontSize))) + 10
  const unit = axisText(scale.end, chart.dimension).split('\u00a0')[1]
  const option: ChartOption = {
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
      name: unit === undefined ? chart.xName : `${unit} ${chart.xName}`,
    }),
    yAxis: categoryAxis(theme, names, false),
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
  }
  return { option, end: scale.end }
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
function ends(theme: ChartTheme, stacks: readonly Stack[], print: (value: number) => string): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: stacks.map((_, index) => [0, index]),
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
      const [zero, y] = api.coord([0, row])
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
          : interval80(theme, at(stack.low), at(stack.high), y, stack.dashed)
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

function interval80(theme: ChartTheme, x1: number, x2: number, y: number, dashed: boolean): Graphic[] {
  return [
    line(x1, y, x2, y, theme.ink, 1.25, dashed ? [3, 2] : null),
    line(x1, y - 4, x1, y + 4, theme.ink, 1.25),
    line(x2, y - 4, x2, y + 4, theme.ink, 1.25),
  ]
}
