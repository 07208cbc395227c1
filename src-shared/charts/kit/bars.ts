import type { Resource } from '../../domain/result.ts'
import { withinPlot, type DrawnValue } from './beyond.ts'
import { cutWhisker, line, text, whisker } from './draw.ts'
import { ghostStroke } from './ghost.ts'
import { inTwoLines, shortened, textWidth } from './textWidth.ts'
import { font, scenarioStyle, withAlpha, type ChartTheme, type Hatch } from './theme.ts'
import type { ChartOption, Graphic, PlotRect, RenderApi, RenderParams } from './types.ts'

/** A bar of a waterfall, in the axis' unit. */
export interface FloatingBar {
  /** What it stands for, the same whatever its name and place. */
  readonly key: string
  /** Id of the scenario it belongs to; absent: to more than one. */
  readonly scenario?: string
  /** Under the bar; a line break splits it, and else it is broken where its place is too narrow. */
  readonly name: string
  /** Lower end. */
  readonly base: number
  readonly height: number
  /** Where the connector to the next bar starts. */
  readonly end: number
  readonly label: string
  readonly fill: { readonly resource: Resource } | { readonly slot: number; readonly dashed: boolean }
  readonly tooltip: string
  /** Interval of a total: its ends on the axis; dashed when inherited or extrapolated. */
  readonly whisker?: { readonly low: number; readonly high: number; readonly dashed: boolean }
  /** Where it stood before a drag. */
  readonly former?: { readonly base: number; readonly height: number }
}

/** Bars that know where those of the same key stood before a drag, where that was elsewhere. */
export function withFormer(bars: readonly FloatingBar[], former: readonly FloatingBar[]): FloatingBar[] {
  return bars.map((bar) => {
    const was = former.find(({ key }) => key === bar.key)
    return was && (was.base !== bar.base || was.height !== bar.height)
      ? { ...bar, former: { base: was.base, height: was.height } }
      : bar
  })
}

/** Share of its place a bar takes, and its greatest width in pixels. */
const BAR_SHARE = 0.58
const WIDEST_BAR = 44

/** A hatch as an ECharts decal. */
export function decal(hatch: Hatch, color: string): ChartOption {
  const stripes = (rotation: number, gap: number): ChartOption => ({
    symbol: 'rect',
    symbolSize: 1,
    dashArrayX: [1, 0],
    dashArrayY: [1, gap],
    rotation,
    color,
  })
  switch (hatch) {
    case 'none':
      return { symbolSize: 0 }
    case 'dots':
      return {
        symbol: 'circle',
        symbolSize: 0.7,
        dashArrayX: [
          [3, 3],
          [0, 3, 3, 0],
        ],
        dashArrayY: [3, 0],
        color,
      }
    case 'rising':
      return stripes(-Math.PI / 4, 4)
    case 'falling':
      return stripes(Math.PI / 4, 4)
    case 'horizontal':
      return stripes(0, 3)
    case 'vertical':
      return stripes(Math.PI / 2, 4)
  }
}

/** Fill, outline and hatch of a bar bound by a resource. */
export function resourceItemStyle(theme: ChartTheme, resource: Resource): ChartOption {
  const style = theme.resources[resource]
  return { color: style.fill, borderColor: style.line, borderWidth: 1, decal: decal(style.hatch, style.line) }
}

/** A scenario's total: its colour at 16 % with a full outline, dashed when extrapolated. */
function totalItemStyle(theme: ChartTheme, slot: number, dashed: boolean): ChartOption {
  const { color } = scenarioStyle(theme, slot)
  return {
    color: withAlpha(color, 0.16),
    borderColor: color,
    borderWidth: 1.5,
    ...(dashed ? { borderType: [4, 3] } : {}),
    decal: { symbolSize: 0 },
  }
}

/** Floating bars as ECharts series: invisible plinths, hatched bars, dotted connectors and the whiskers of totals. */
export function floatingBars(theme: ChartTheme, bars: readonly FloatingBar[]): ChartOption[] {
  return [
    {
      type: 'bar',
      id: 'plinths',
      stack: 'waterfall',
      silent: true,
      data: bars.map((bar) => bar.base),
      itemStyle: { color: 'transparent', decal: { symbolSize: 0 } },
      tooltip: { show: false },
    },
    {
      type: 'bar',
      id: 'bars',
      stack: 'waterfall',
      barWidth: `${BAR_SHARE * 100}%`,
      barMaxWidth: WIDEST_BAR,
      data: bars.map((bar) => ({
        name: bar.name.replace('\n', ' '),
        value: bar.height,
        itemStyle:
          'resource' in bar.fill
            ? resourceItemStyle(theme, bar.fill.resource)
            : totalItemStyle(theme, bar.fill.slot, bar.fill.dashed),
        tooltip: { formatter: bar.tooltip },
        ...(bar.scenario === undefined ? {} : { scenario: bar.scenario }),
      })),
      label: { show: false },
    },
    connectors(theme, bars),
    barLabels(theme, bars),
    barNames(theme, bars),
  ]
}

/** Room for a bar’s number over the arrow of an interval that is cut, pixels. */
const OVER_ARROW = 14
/** How far an interval may reach above the highest bar before it is cut: beyond, it would flatten the bars. */
export const HIGHEST_INTERVAL = 1.6

/** What an axis has to reach: all bars, and their intervals as far as those leave the bars their height. */
export function highestOf(bars: readonly FloatingBar[]): number {
  const bar = Math.max(...bars.map(({ base, height }) => base + height))
  return Math.max(bar, ...bars.map(({ whisker: interval }) => Math.min(interval?.high ?? 0, bar * HIGHEST_INTERVAL)))
}

/** Ends of bars and their intervals, as held axes may cut them. */
export function barValues(theme: ChartTheme, bars: readonly FloatingBar[]): DrawnValue[] {
  const highest = highestOf(bars)
  return bars.map((bar, index) => ({
    at: [index, Math.min(highest, Math.max(bar.base + bar.height, bar.whisker?.high ?? 0))],
    color: 'resource' in bar.fill ? theme.resources[bar.fill.resource].line : scenarioStyle(theme, bar.fill.slot).color,
  }))
}

function connectors(theme: ChartTheme, bars: readonly FloatingBar[]): ChartOption {
  return {
    type: 'custom',
    z: 1,
    silent: true,
    data: bars.slice(0, -1).map((bar, index) => [index, bar.end]),
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const [x1, y] = api.coord([api.value(0), api.value(1)])
      const [x2] = api.coord([api.value(0) + 1, api.value(1)])
      if (y < params.coordSys.y) return { type: 'group', children: [] }
      return line(x1, y, x2, y, theme.ink3, 1, [2, 2])
    },
  }
}

/** Numbers above the bars, and the whiskers, whose upper end lifts the number. */
function barLabels(theme: ChartTheme, bars: readonly FloatingBar[]): ChartOption {
  return {
    type: 'custom',
    z: 6,
    silent: true,
    data: bars.map((bar, index) => [index, bar.base + bar.height]),
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const bar = bars[params.dataIndex]
      if (!bar) return { type: 'group', children: [] }
      const index = params.dataIndex
      const plot = params.coordSys
      const end = bar.base + bar.height
      const high = bar.whisker?.high ?? 0
      const at = (value: number): number => withinPlot(api.coord([index, value])[1], plot.y, plot.height)
      const isCut = bar.whisker !== undefined && api.coord([index, high])[1] < plot.y - 0.01
      const [x, y] = api.coord([index, isCut ? end : Math.max(end, high)])
      const raised = numberRows(theme, bars, plot, (value) => api.coord([0, value])[1])[index] ?? 0
      // A bar that held axes cut has its number under the arrow at its end.
      const width = Math.min(WIDEST_BAR, (plot.width / bars.length) * BAR_SHARE)
      const labelY = isCut ? plot.y + 6 : y < plot.y - 0.01 ? plot.y + 15 : y - 9 - raised * NUMBER_ROW
      const { low, dashed } = bar.whisker ?? { low: 0, dashed: false }
      const interval = bar.whisker
        ? isCut
          ? cutWhisker(x, at(low), plot.y + OVER_ARROW, theme.ink, dashed)
          : whisker(x, at(low), at(high), theme.ink, dashed)
        : []
      return {
        type: 'group',
        children: [
          ...(bar.former
            ? [ghostBar(theme, x, at(bar.former.base), at(bar.former.base + bar.former.height), width)]
            : []),
          ...interval,
          {
            type: 'text',
            // Off the axis, where it is wider than its bar’s place.
            x: Math.max(x, plot.x + textWidth(bar.label, theme.fontSize, 'slot' in bar.fill) / 2 + 3),
            y: labelY,
            silent: true,
            style: {
              text: bar.label,
              font: font(theme, 'slot' in bar.fill ? 600 : 400),
              fill: theme.ink,
              stroke: theme.surface,
              lineWidth: 3,
              lineJoin: 'round',
              align: 'center',
              verticalAlign: 'middle',
            },
          },
        ],
      }
    },
  }
}

/** Height of a row of numbers, pixels. */
const NUMBER_ROW = 12

/** How many rows each number stands above its bar: one more where it would touch its neighbour's. */
function numberRows(
  theme: ChartTheme,
  bars: readonly FloatingBar[],
  plot: PlotRect,
  pixel: (value: number) => number,
): number[] {
  const place = plot.width / bars.length
  const rows: number[] = []
  const tops: { readonly middle: number; readonly half: number; readonly y: number }[] = []
  bars.forEach((bar, index) => {
    const half = textWidth(bar.label, theme.fontSize, 'slot' in bar.fill) / 2 + 1
    const middle = (index + 0.5) * place
    const own = pixel(Math.max(bar.base + bar.height, bar.whisker?.high ?? 0)) - 9
    const touches = (y: number): boolean =>
      tops.some(
        (other) => Math.abs(other.middle - middle) < other.half + half && Math.abs(other.y - y) < NUMBER_ROW - 2,
      )
    let row = 0
    while (row < 2 && touches(own - row * NUMBER_ROW)) row += 1
    rows.push(row)
    tops.push({ middle, half, y: own - row * NUMBER_ROW })
  })
  return rows
}

/** The outline of a bar before a drag. */
function ghostBar(theme: ChartTheme, x: number, bottom: number, top: number, width: number): Graphic {
  const shape = { x: x - width / 2, y: top, width, height: bottom - top }
  return { type: 'rect', silent: true, shape, style: ghostStroke(theme) }
}

/** Air between the names of neighbouring bars, pixels. */
const BETWEEN_NAMES = 5

/** The names of bars under the plot: each as wide as its place, on up to two lines. */
function barNames(theme: ChartTheme, bars: readonly FloatingBar[]): ChartOption {
  return {
    type: 'custom',
    z: 6,
    clip: false,
    silent: true,
    data: bars.map((_, index) => [index, 0]),
    renderItem: ({ coordSys, dataIndex }: RenderParams, api: RenderApi): Graphic => {
      const bar = bars[dataIndex]
      if (!bar) return { type: 'group', children: [] }
      const [x] = api.coord([dataIndex, 0])
      const room = coordSys.width / bars.length - BETWEEN_NAMES
      const foot = coordSys.y + coordSys.height
      const lines = bar.name.split('\n').flatMap((part) => inTwoLines(part, room, theme.fontSize).split('\n'))
      return {
        type: 'group',
        children: lines.slice(0, 2).map((words, line) =>
          text(theme, x, foot + 12 + line * 13, shortened(words, room, theme.fontSize), {
            align: 'center',
            halo: null,
          }),
        ),
      }
    },
  }
}
