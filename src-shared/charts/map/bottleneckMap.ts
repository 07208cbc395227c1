import { mapState, type BottleneckMap, type MapState } from '../../domain/analysis/bottleneckMap.ts'
import { RESOURCES, type Resource } from '../../domain/result.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { chartFrame, logAxis, yTitleGraphic } from '../kit/axes.ts'
import { chip, text } from '../kit/draw.ts'
import { resourceName, resourceWord } from '../../words/labels.ts'
import { legendGraphics, LEGEND_HEIGHT, resourceLegend } from '../kit/legend.ts'
import { areas, edge } from './mapAreas.ts'
import { isoLevels, isoLines, roomiest, stateShares, type IsoLine } from './mapRegions.ts'
import { LABEL_HEIGHT, overlaps, textWidth, type Box } from '../kit/placement.ts'
import { letterOf, memoryWordOf } from '../../words/scenario.ts'
import { limitBar } from '../kit/scenarioLine.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { capitalised } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type {
  ChartFigure,
  ChartOption,
  ChartOptions,
  Graphic,
  PlotRect,
  RenderApi,
  RenderParams,
} from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { EXTRAPOLATED_DASH, isClamped, withWeaknesses } from '../kit/weakness.ts'
import { wordingText } from '../../words/say.ts'

/** What the map shows. */
export interface BottleneckMapInput {
  readonly map: BottleneckMap
  readonly scenario: EvaluatedScenario
}

const FOOT = 40
const TOP = 22
/** Lines of equal time, at most. */
const MOST_LINES = 4
/** Cells that answer to the pointer, a side, and rows and columns of the table twin. */
const PROBES = 36
const TABLE_SIDE = 10

/**
 * What a scenario's decode step waits for over requests in flight × input tokens, both logarithmic: flat areas with
 * their names in them, lines of equal time per token, hatched where the requests do not fit. The chip is the load now.
 */
export function bottleneckMapChart(
  { map, scenario }: BottleneckMapInput,
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const title = `What binds ${letterOf(scenario)}, decode, per system`
  const shares = stateShares(map)
  const states = new Set(shares.map(({ state }) => state))
  if (map.states.length === 0) {
    const reason = ['There are no loads to look at.']
    return stateFigure(theme, { state: 'empty', title, heading: 'No loads', reason })
  }
  if (states.size === 1 && states.has('unknown')) {
    const reason = [wordingText(scenario.result.fit.reason), 'Set what is missing among the inputs.']
    return stateFigure(theme, { state: 'unknown', title, heading: 'Unknown', reason })
  }
  if (states.size === 1 && states.has('doesNotFit')) {
    const reason = ['Not one request fits, however short.', 'Choose more devices or narrower numbers.']
    return stateFigure(theme, { state: 'infeasible', title, heading: 'Does not fit', reason })
  }
  const memory = memoryWordOf([scenario])
  const name = (state: MapState): string =>
    state === 'doesNotFit' ? 'Does not fit' : state === 'unknown' ? 'Unknown' : resourceName(state, memory)
  const now = scenario.result.binding?.decode.resource ?? null
  const sentence = readingSentence(scenario, now, memory, shares)
  const altText = `${title}. ${shares
    .map(({ state, share }) => `${name(state)}: ${Math.round(share * 100)} % of the loads`)
    .join('; ')}. ${sentence}`
  const x = [edge(map.concurrency, 0), edge(map.concurrency, map.concurrency.length)] as const
  const y = [edge(map.inputTokens, 0), edge(map.inputTokens, map.inputTokens.length)] as const
  const corner = [x[0], y[0]] as const
  const resources = RESOURCES.filter((resource) => states.has(resource))
  const legend = resourceLegend(resources, (resource) => resourceName(resource, memory))
  const foot = FOOT + (theme.legendInPlot ? LEGEND_HEIGHT : 0)
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    yTitle: 'Input tokens per request',
    altText,
    table: tableOf(map, name),
    legend,
    option: {
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 44, right: 24, top: TOP, bottom: foot },
      graphic: [yTitleGraphic(theme, 'Input tokens per request'), ...legendGraphics(theme, legend)],
      xAxis: logAxis(theme, {
        range: x,
        label: (value) => formatNumber(value, { trim: true }),
        name: 'Requests in flight, per system',
      }),
      yAxis: logAxis(theme, { range: y, label: tokensText }),
      series: [
        areas(theme, map, corner),
        lines(theme, map, scenario, corner),
        probes(theme, map, name),
        marks(theme, map, scenario, corner, name),
      ],
    },
    axes: { x, y },
  }
  return withWeaknesses(theme, figure, [scenario])
}

/** A place between cells' middles as a value of the axis. */
function between(values: readonly number[], place: number): number {
  const below = values[Math.floor(place)] ?? 1
  const above = values[Math.min(values.length - 1, Math.floor(place) + 1)] ?? below
  return below * (above / below) ** (place - Math.floor(place))
}

function tokensText(value: number): string {
  return value >= 1000 ? `${formatNumber(value / 1000, { trim: true })}k` : formatNumber(value, { trim: true })
}

/** Side of the square that the chip of the load now takes, with the air around it. */
const CHIP_ROOM = 20

/** Where the chip of the load now is: names keep clear of it. */
function chipBox({ resolved }: EvaluatedScenario, api: RenderApi): Box {
  const [x, y] = api.coord([resolved.workload.concurrency, resolved.workload.inputTokens])
  return { x: x - CHIP_ROOM / 2, y: y - CHIP_ROOM / 2, width: CHIP_ROOM, height: CHIP_ROOM }
}

function lines(
  theme: ChartTheme,
  map: BottleneckMap,
  scenario: EvaluatedScenario,
  corner: readonly [number, number],
): ChartOption {
  const levels = isoLevels(map, MOST_LINES).map((level) => ({ level, lines: isoLines(map, level) }))
  return {
    type: 'custom',
    silent: true,
    z: 2,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const at = ([x, y]: readonly [number, number]): readonly [number, number] =>
        api.coord([between(map.concurrency, x), between(map.inputTokens, y)])
      const children = levels.flatMap((each) =>
        each.lines.map((points): Graphic => ({
          type: 'polyline',
          silent: true,
          shape: { points: points.map(at) },
          style: { stroke: theme.ink, lineWidth: 1, fill: 'none' },
        })),
      )
      children.push(...measuredFrame(theme, map, api, params.coordSys))
      const taken = [chipBox(scenario, api)]
      for (const [index, each] of levels.entries()) {
        const words = formatText(each.level, 'seconds', { trim: true })
        const box = pillPlaces(each.lines, index, levels.length)
          .map((place) => pillBox(theme, words, at(place), params.coordSys))
          .find((candidate) => !taken.some((other) => overlaps(candidate, other)))
        // A line whose name finds no room says it at the pointer.
        if (!box) continue
        taken.push(box)
        children.push(...pill(theme, box, words))
      }
      return { type: 'group', children }
    },
  }
}

/** Steps along a line, as shares of it, at which its name may stand where its first place is taken. */
const PILL_STEPS = [0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3] as const

/** Places of a line's name, best first: staggered along the longest of each, so that neighbours do not stand in one row. */
function pillPlaces(lines: readonly IsoLine[], index: number, count: number): (readonly [number, number])[] {
  const longest = lines.reduce<IsoLine>((best, each) => (each.length > best.length ? each : best), [])
  const share = 0.35 + (0.3 * (index + 0.5)) / count
  return PILL_STEPS.flatMap((step) => {
    const place = longest[Math.floor(longest.length * (share + step))]
    return place ? [place] : []
  })
}

function pillBox(theme: ChartTheme, words: string, [x, y]: readonly [number, number], plot: PlotRect): Box {
  const width = textWidth(words, theme.fontSize) + 8
  return {
    x: Math.max(plot.x + 2, Math.min(plot.x + plot.width - width - 2, x - width / 2)),
    y: Math.max(plot.y + 2, Math.min(plot.y + plot.height - 18, y - 8)),
    width,
    height: 16,
  }
}

function pill(theme: ChartTheme, { x, y, width, height }: Box, words: string): Graphic[] {
  return [
    { type: 'rect', silent: true, z2: 18, shape: { x, y, width, height, r: 3 }, style: { fill: theme.surface } },
    text(theme, x + width / 2, y + height / 2, words, { align: 'center', color: theme.ink, halo: null }),
  ]
}

/** Cells that answer to the pointer: some of them, or a large map would be slow to draw. */
function probes(theme: ChartTheme, map: BottleneckMap, name: (state: MapState) => string): ChartOption {
  const columns = sampled(map.concurrency.length, PROBES)
  const rows = sampled(map.inputTokens.length, PROBES)
  return {
    type: 'scatter',
    z: 4,
    symbol: 'rect',
    symbolSize: 14,
    itemStyle: { color: theme.ink, opacity: 0 },
    emphasis: { itemStyle: { opacity: 0 } },
    data: rows.flatMap((row) =>
      columns.map((column) => ({
        value: [map.concurrency[column] ?? 1, map.inputTokens[row] ?? 1],
        tooltip: { formatter: cellText(map, column, row, name) },
      })),
    ),
  }
}

function sampled(count: number, most: number): number[] {
  const places = Math.min(count, most)
  return [
    ...new Set(Array.from({ length: places }, (_, at) => Math.round((at * (count - 1)) / Math.max(1, places - 1)))),
  ]
}

function cellText(map: BottleneckMap, column: number, row: number, name: (state: MapState) => string): string {
  const state = mapState(map, column, row)
  const seconds = map.tpot[row * map.concurrency.length + column] ?? null
  const load = `${formatText(map.concurrency[column] ?? 0, 'count')} requests in flight, ${formatText(map.inputTokens[row] ?? 0, 'count')} input tokens`
  const time =
    seconds === null
      ? ''
      : `\n${formatText(seconds, 'seconds')} per token${state === 'doesNotFit' ? ', of those that fit' : ''}`
  return `${load}\n${name(state)}${time}`
}

/** The loads that were measured: beyond the dotted frame the map is extrapolated. */
function measuredFrame(theme: ChartTheme, { measured }: BottleneckMap, api: RenderApi, plot: PlotRect): Graphic[] {
  if (measured === null) return []
  const within = (value: number, from: number, length: number): number => Math.max(from, Math.min(from + length, value))
  const [x1, y2] = api.coord([measured.concurrency[0], measured.inputTokens[0]])
  const [x2, y1] = api.coord([measured.concurrency[1], measured.inputTokens[1]])
  const [left, right] = [within(x1, plot.x, plot.width), within(x2, plot.x, plot.width)]
  const [top, bottom] = [within(y1, plot.y, plot.height), within(y2, plot.y, plot.height)]
  if (right - left < 2 || bottom - top < 2) return []
  const words = 'measured'
  const named = right - left > textWidth(words, theme.fontSize) + 12 && bottom - top > 24
  return [
    {
      type: 'rect',
      silent: true,
      z2: 14,
      shape: { x: left, y: top, width: right - left, height: bottom - top },
      style: { fill: 'none', stroke: theme.ink, lineWidth: 1.5, lineDash: [...EXTRAPOLATED_DASH] },
    },
    ...(named ? [text(theme, left + 5, top - 8, words, { color: theme.ink2 })] : []),
  ]
}

/** Names in the areas, and the load now. */
function marks(
  theme: ChartTheme,
  map: BottleneckMap,
  scenario: EvaluatedScenario,
  corner: readonly [number, number],
  name: (state: MapState) => string,
): ChartOption {
  const places = roomiest(map)
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const wide = plot.width / map.concurrency.length
      const high = plot.height / map.inputTokens.length
      const now = chipBox(scenario, api)
      const children: Graphic[] = []
      for (const { state, column, row, reach } of places) {
        const words = name(state)
        const room = Math.min(reach * 2 * wide, plot.width)
        // A name that does not fit in its area is in the legend.
        if (reach * 2 * high < 14 || room < textWidth(words, theme.fontSize) * 0.6) continue
        const [x, y] = api.coord([map.concurrency[column] ?? 1, map.inputTokens[row] ?? 1])
        const half = textWidth(words, theme.fontSize, true) / 2 + 3
        const centre = Math.max(plot.x + half, Math.min(plot.x + plot.width - half, x))
        const bare = state === 'doesNotFit' || state === 'unknown'
        const halo = bare ? theme.surface : theme.resources[state].fill
        // As far up or down as the area reaches, or where it was where it is too flat for both.
        const free = [0, -LABEL_HEIGHT, LABEL_HEIGHT, -2 * LABEL_HEIGHT, 2 * LABEL_HEIGHT]
          .filter((shift) => shift === 0 || Math.abs(shift) + LABEL_HEIGHT / 2 < reach * high)
          .map((shift) => y + shift)
          .find((at) => !overlaps({ x: centre - half, y: at - 7, width: 2 * half, height: LABEL_HEIGHT }, now))
        children.push(text(theme, centre, free ?? y, words, { align: 'center', weight: 600, color: theme.ink, halo }))
      }
      const { concurrency, inputTokens } = scenario.resolved.workload
      const [x, y] = api.coord([concurrency, inputTokens])
      if (isClamped(scenario)) children.push(limitBar(theme, x, y))
      children.push(...chip(theme, x, y, letterOf(scenario), scenario.slot, scenario.result.fit.state === 'doesNotFit'))
      return { type: 'group', children }
    },
  }
}

function readingSentence(
  scenario: EvaluatedScenario,
  now: Resource | null,
  memory: string,
  shares: readonly { readonly state: MapState; readonly share: number }[],
): string {
  const { concurrency, inputTokens } = scenario.resolved.workload
  const load = `${formatText(concurrency, 'count')} requests and ${formatText(inputTokens, 'count')} input tokens`
  const fits = scenario.result.fit.state !== 'doesNotFit'
  const here =
    now === null
      ? `Unknown at ${load}`
      : `${capitalised(resourceWord(now, memory))} ${now === 'link' ? 'bind' : 'binds'} at ${load}${fits ? '' : ', which do not all fit'}`
  const never = RESOURCES.filter(
    (resource) => resource === 'compute' && !shares.some(({ state }) => state === resource),
  )
  return `${here}.${never.length > 0 ? ' Compute binds at none of these loads.' : ''} Lines are time per token.`
}

/** A coarse grid of the map: its names and times at some loads. */
function tableOf(map: BottleneckMap, name: (state: MapState) => string): ChartFigure['table'] {
  const rows = sampled(map.inputTokens.length, TABLE_SIDE)
  const columns = sampled(map.concurrency.length, TABLE_SIDE)
  return {
    columns: [
      { label: 'Input tokens', dimension: 'tokens' },
      { label: 'Requests in flight', dimension: 'count' },
      { label: 'Binds', dimension: null },
      { label: 'Time per token', dimension: 'seconds' },
    ],
    rows: rows.flatMap((row) =>
      columns.map((column) => [
        map.inputTokens[row] ?? 0,
        map.concurrency[column] ?? 0,
        name(mapState(map, column, row)),
        map.tpot[row * map.concurrency.length + column] ?? null,
      ]),
    ),
  }
}
