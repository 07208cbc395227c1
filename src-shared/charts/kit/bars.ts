import type { Resource } from '../../domain/result.ts'
import { withinPlot, type DrawnValue } from './beyond.ts'
import { line, whisker } from './draw.ts'
import { ghostStroke } from './ghost.ts'
import { scenarioStyle, withAlpha, type ChartTheme, type Hatch } from './theme.ts'
import type { ChartOption, Graphic, RenderApi, RenderParams } from './types.ts'

/** A bar of a waterfall, in the axis' unit. */
export interface FloatingBar {
  /** What it stands for, the same whatever its name and place. */
  readonly key: string
  /** Id of the scenario it belongs to; absent: to more than one. */
  readonly scenario?: string
  /** On the category axis; a line break splits it. */
  readonly name: string
  /** The name in one line, where joining the lines again would not give it. */
  readonly fullName?: string
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
        name: bar.fullName ?? oneLine(bar.name),
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
  ]
}

/** Ends of bars and their intervals, as held axes may cut them. */
export function barValues(theme: ChartTheme, bars: readonly FloatingBar[]): DrawnValue[] {
  return bars.map((bar, index) => ({
    at: [index, Math.max(bar.base + bar.height, bar.whisker?.high ?? 0)],
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
      const top = Math.max(bar.base + bar.height, bar.whisker?.high ?? 0)
      const plot = params.coordSys
      const at = (value: number): number => withinPlot(api.coord([index, value])[1], plot.y, plot.height)
      const [x, y] = api.coord([index, top])
      // A bar that held axes cut has its number under the arrow at its end.
      const width = Math.min(WIDEST_BAR, (plot.width / bars.length) * BAR_SHARE)
      const labelY = y < plot.y ? plot.y + 15 : y - 9
      const interval = bar.whisker
        ? whisker(x, at(bar.whisker.low), at(bar.whisker.high), theme.ink, bar.whisker.dashed)
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
            x,
            y: labelY,
            silent: true,
            style: {
              text: bar.label,
              font: `${'slot' in bar.fill ? 600 : 400} ${theme.fontSize}px '${theme.fontFamily}'`,
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

/** The outline of a bar before a drag. */
function ghostBar(theme: ChartTheme, x: number, bottom: number, top: number, width: number): Graphic {
  const shape = { x: x - width / 2, y: top, width, height: bottom - top }
  return { type: 'rect', silent: true, shape, style: ghostStroke(theme) }
}

/** Where long single words may be broken under crowded bars. */
const SYLLABLES: Readonly<Record<string, string>> = {
  Activations: 'Activa-\ntions',
  Collectives: 'Collec-\ntives',
  'All-reduce': 'All-\nreduce',
  'All-gather': 'All-\ngather',
  'All-to-all': 'All-\nto-all',
  Arithmetic: 'Arith-\nmetic',
  Attention: 'Atten-\ntion',
  Embedding: 'Embed-\nding',
}

/** Splits a long name over two lines: at the space nearest its middle, or at a syllable where bars stand close. */
export function twoLines(name: string, longest = 12): string {
  if (name.length <= longest) return name
  const middle = name.length / 2
  const spaces = [...name].flatMap((character, index) => (character === ' ' ? [index] : []))
  const nearest = spaces.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  if (nearest === undefined) return SYLLABLES[name] ?? name
  return `${name.slice(0, nearest)}\n${name.slice(nearest + 1)}`
}

/** The name again in one line, for tooltips. */
function oneLine(name: string): string {
  return name.replace('-\n', '').replace('\n', ' ')
}
