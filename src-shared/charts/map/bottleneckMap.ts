import { spoken } from '../kit/spoken.ts'
import { amount } from '../../units/amount.ts'
import { mapState, type BottleneckMap, type MapState } from '../../domain/analysis/bottleneckMap.ts'
import { RESOURCES, type Resource } from '../../domain/result.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { chartFrame, logAxis, yTitleGraphic } from '../kit/axes.ts'
import { chip, text } from '../kit/draw.ts'
import { resourceName, resourceWord } from '../../words/labels.ts'
import { legendGraphics, LEGEND_HEIGHT, resourceLegend } from '../kit/legend.ts'
import { areas, edge } from './mapAreas.ts'
import { isoLevels, isoLines, roomiest, stateShares, type IsoLine, type Roomiest } from './mapRegions.ts'
import { around, firstClear, LABEL_HEIGHT, partedLine, sidesOf, type Box, type Obstacles } from '../kit/placement.ts'
import { textWidth } from '../kit/textWidth.ts'
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
import { say, wordingText } from '../../words/say.ts'
import { sentences, stopped, withSemicolons } from '../../words/joined.ts'

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
 * What a scenario's decode step waits for over requests in flight × input tokens, both logarithmic: hatched areas with
 * their names in them, lines of equal time per token, hatched where the requests do not fit. The chip is the load now.
 */
export function bottleneckMapChart(
  { map, scenario }: BottleneckMapInput,
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const title = say('charts.map.title', { letter: letterOf(scenario) })
  const shares = stateShares(map)
  const states = new Set(shares.map(({ state }) => state))
  if (map.states.length === 0) {
    const reason = [say('charts.map.noneReason')]
    return stateFigure(theme, { state: 'empty', title, heading: say('charts.map.none'), reason })
  }
  if (states.size === 1 && states.has('unknown')) {
    const reason = [wordingText(scenario.result.fit.reason), say('charts.map.setMissing')]
    return stateFigure(theme, { state: 'unknown', title, heading: say('charts.unknown'), reason })
  }
  if (states.size === 1 && states.has('doesNotFit')) {
    const reason = [say('charts.map.misfit'), say('charts.chooseMore')]
    return stateFigure(theme, { state: 'infeasible', title, heading: say('charts.misfit'), reason })
  }
  const memory = memoryWordOf([scenario])
  const name = (state: MapState): string =>
    state === 'doesNotFit'
      ? say('charts.misfit')
      : state === 'unknown'
        ? say('charts.unknown')
        : resourceName(state, memory)
  const now = scenario.result.binding?.decode.resource ?? null
  const sentence = readingSentence(scenario, now, memory, shares)
  const altText = sentences([
    stopped(title),
    stopped(
      withSemicolons(
        shares.map(({ state, share }) =>
          say('charts.map.share', { name: name(state), percent: Math.round(share * 100) }),
        ),
      ),
    ),
    sentence,
  ])
  const x = [edge(map.concurrency, 0), edge(map.concurrency, map.concurrency.length)] as const
  const y = [edge(map.inputTokens, 0), edge(map.inputTokens, map.inputTokens.length)] as const
  const corner = [x[0], y[0]] as const
  const resources = RESOURCES.filter((resource) => states.has(resource))
  const legend = resourceLegend(resources, (resource) => resourceName(resource, memory))
  const yTitle = say('charts.map.y')
  const foot = FOOT + (theme.legendInPlot ? LEGEND_HEIGHT : 0)
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: tableOf(map, name),
    legend,
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 44, right: 24, top: TOP, bottom: foot },
      graphic: [yTitleGraphic(theme, yTitle), ...legendGraphics(theme, legend)],
      xAxis: logAxis(theme, {
        range: x,
        label: (value) => formatNumber(value, { trim: true }),
        name: say('charts.map.x'),
      }),
      yAxis: logAxis(theme, { range: y, label: tokensText }),
      series: [areas(theme, map, corner), lines(theme, map, scenario, corner, name), probes(theme, map, name)],
    }),
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
  return value >= 1000
    ? say('charts.map.thousands', { value: formatNumber(value / 1000, { trim: true }) })
    : formatNumber(value, { trim: true })
}

/** Side of the square that the chip of the load now takes, with the air around it. */
const CHIP_ROOM = 20

/** Where the chip of the load now is: beside the labels of the axes, not on them. */
function chipPlace({ resolved }: EvaluatedScenario, api: RenderApi, plot: PlotRect): readonly [number, number] {
  const [x, y] = api.coord([resolved.workload.concurrency, resolved.workload.inputTokens])
  return [Math.max(x, plot.x + 3), Math.min(y, plot.y + plot.height - 3)]
}

/** Lines of equal time with their names, names in the areas, and the load now: each keeps clear of the others. */
function lines(
  theme: ChartTheme,
  map: BottleneckMap,
  scenario: EvaluatedScenario,
  corner: readonly [number, number],
  name: (state: MapState) => string,
): ChartOption {
  const levels = isoLevels(map, MOST_LINES).map((level) => ({ level, lines: isoLines(map, level) }))
  const places = roomiest(map)
  return {
    type: 'custom',
    silent: true,
    z: 2,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const at = ([x, y]: readonly [number, number]): readonly [number, number] =>
        api.coord([between(map.concurrency, x), between(map.inputTokens, y)])
      const frame = measuredBox(map, api, plot)
      const now = chipPlace(scenario, api, plot)
      const taken: Box[] = [around(now, CHIP_ROOM / 2)]
      const obstacles = (): Obstacles => ({ boxes: taken, segments: frame ? sidesOf(frame) : [], bounds: plot })
      const plates: Graphic[] = []
      for (const place of places) {
        const words = name(place.state)
        const box = areaName(theme, map, place, words, api, obstacles())
        // A name that does not fit in its area is in the legend.
        if (!box) continue
        taken.push(box)
        const bare = place.state === 'doesNotFit' || place.state === 'unknown'
        const fill = bare ? theme.surface : theme.resources[place.state].fill
        plates.push(...plate(theme, box, words, { fill, weight: 600 }))
      }
      if (frame) {
        const words = say('charts.map.measured')
        const width = textWidth(words, theme.fontSize) + 8
        const box =
          frame.width > width + 4 && frame.height > 24
            ? firstClear(
                { width, height: PLATE },
                [
                  [frame.x + 4, frame.y + 12],
                  [frame.x + frame.width - width - 4, frame.y + 12],
                  [frame.x + 4, frame.y + frame.height - 12],
                  [frame.x + frame.width - width - 4, frame.y + frame.height - 12],
                ],
                obstacles(),
              )
            : null
        if (box) {
          taken.push(box)
          plates.push(...plate(theme, box, words, { fill: theme.surface }))
        }
      }
      for (const [index, each] of levels.entries()) {
        const words = formatText(each.level, 'seconds', { trim: true })
        const width = textWidth(words, theme.fontSize) + 8
        const box = firstClear(
          { width, height: PLATE },
          pillPlaces(each.lines, index, levels.length).map((place) => {
            const [x, y] = at(place)
            return [
              Math.max(plot.x + 2, Math.min(plot.x + plot.width - width - 2, x - width / 2)),
              Math.max(plot.y + 10, Math.min(plot.y + plot.height - 10, y)),
            ]
          }),
          obstacles(),
        )
        // A line whose name finds no room says it at the pointer.
        if (!box) continue
        taken.push(box)
        plates.push(...plate(theme, box, words, { fill: theme.surface }))
      }
      const drawn = levels.flatMap((each) => each.lines.flatMap((points) => partedLine(points.map(at), taken)))
      return {
        type: 'group',
        children: [
          ...drawn.map((points): Graphic => ({
            type: 'polyline',
            silent: true,
            shape: { points },
            style: { stroke: theme.ink, lineWidth: 1, fill: 'none' },
          })),
          ...(frame
            ? [
                {
                  type: 'rect',
                  silent: true,
                  z2: 14,
                  shape: { ...frame },
                  style: { fill: 'none', stroke: theme.ink, lineWidth: 1.5, lineDash: [...EXTRAPOLATED_DASH] },
                } as const,
              ]
            : []),
          ...plates,
          ...nowChip(theme, scenario, now),
        ],
      }
    },
  }
}

/** Height of words on a plate, pixels. */
const PLATE = 16

/** Words on a plate that parts the hatch under them. */
function plate(
  theme: ChartTheme,
  { x, y, width, height }: Box,
  words: string,
  { fill, weight = 400 }: { readonly fill: string; readonly weight?: 400 | 600 },
): Graphic[] {
  return [
    { type: 'rect', silent: true, lasting: true, z2: 18, shape: { x, y, width, height, r: 3 }, style: { fill } },
    text(theme, x + width / 2, y + height / 2, words, { align: 'center', color: theme.ink, halo: null, weight }),
  ]
}

/** Where an area's name stands inside it: in its roomiest place, or a line up or down where that is taken. */
function areaName(
  theme: ChartTheme,
  map: BottleneckMap,
  { column, row, reach }: Roomiest,
  words: string,
  api: RenderApi,
  obstacles: Obstacles,
): Box | null {
  const plot = obstacles.bounds
  const wide = plot.width / map.concurrency.length
  const high = plot.height / map.inputTokens.length
  const width = textWidth(words, theme.fontSize, true) + 8
  if (reach * 2 * high < PLATE || Math.min(reach * 2 * wide, plot.width) < width * 0.6) return null
  const [x, y] = api.coord([map.concurrency[column] ?? 1, map.inputTokens[row] ?? 1])
  const left = Math.max(plot.x, Math.min(plot.x + plot.width - width, x - width / 2))
  const shifts = [0, -1, 1, -2, 2].map((step) => step * LABEL_HEIGHT)
  return firstClear(
    { width, height: PLATE },
    shifts
      .filter((shift) => shift === 0 || Math.abs(shift) + PLATE / 2 < reach * high)
      .map((shift) => [left, Math.max(plot.y + PLATE / 2, Math.min(plot.y + plot.height - PLATE / 2, y + shift))]),
    obstacles,
  )
}

/** The load now; outlined where it does not fit, and with the bar of a limit where it is held at one. */
function nowChip(theme: ChartTheme, scenario: EvaluatedScenario, [x, y]: readonly [number, number]): Graphic[] {
  return [
    ...(isClamped(scenario) ? [limitBar(theme, x, y)] : []),
    ...chip(theme, x, y, letterOf(scenario), scenario.slot, scenario.result.fit.state === 'doesNotFit'),
  ]
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
  const load = say('charts.map.mark', {
    requests: amount(map.concurrency[column] ?? 0, 'count'),
    tokens: amount(map.inputTokens[row] ?? 0, 'count'),
    name: name(state),
  })
  if (seconds === null) return load
  const time = say('charts.map.markTime', {
    time: amount(seconds, 'seconds'),
    fits: state === 'doesNotFit' ? 'no' : 'yes',
  })
  return `${load}\n${time}`
}

/** The loads that were measured: beyond the dotted frame the map is extrapolated. */
function measuredBox({ measured }: BottleneckMap, api: RenderApi, plot: PlotRect): Box | null {
  if (measured === null) return null
  const within = (value: number, from: number, length: number): number => Math.max(from, Math.min(from + length, value))
  const [x1, y2] = api.coord([measured.concurrency[0], measured.inputTokens[0]])
  const [x2, y1] = api.coord([measured.concurrency[1], measured.inputTokens[1]])
  const [left, right] = [within(x1, plot.x, plot.width), within(x2, plot.x, plot.width)]
  const [top, bottom] = [within(y1, plot.y, plot.height), within(y2, plot.y, plot.height)]
  return right - left < 2 || bottom - top < 2 ? null : { x: left, y: top, width: right - left, height: bottom - top }
}

function readingSentence(
  scenario: EvaluatedScenario,
  now: Resource | null,
  memory: string,
  shares: readonly { readonly state: MapState; readonly share: number }[],
): string {
  const { concurrency, inputTokens } = scenario.resolved.workload
  const load = { requests: amount(concurrency, 'count'), tokens: amount(inputTokens, 'count') }
  const here =
    now === null
      ? say('charts.map.unknownAt', load)
      : say('charts.map.bindsAt', {
          ...load,
          resource: capitalised(resourceWord(now, memory)),
          many: now === 'link' ? 'yes' : 'no',
          fits: scenario.result.fit.state === 'doesNotFit' ? 'no' : 'yes',
        })
  const never = RESOURCES.filter(
    (resource) => resource === 'compute' && !shares.some(({ state }) => state === resource),
  )
  return sentences([here, ...(never.length > 0 ? [say('charts.map.never')] : []), say('charts.map.lines')])
}

/** A coarse grid of the map: its names and times at some loads. */
function tableOf(map: BottleneckMap, name: (state: MapState) => string): ChartFigure['table'] {
  const rows = sampled(map.inputTokens.length, TABLE_SIDE)
  const columns = sampled(map.concurrency.length, TABLE_SIDE)
  return {
    columns: [
      { label: say('charts.map.inputTokens'), dimension: 'tokens' },
      { label: say('charts.column.requests'), dimension: 'count' },
      { label: say('charts.column.binds'), dimension: null },
      { label: say('charts.column.timePerToken'), dimension: 'seconds' },
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
