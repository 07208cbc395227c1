import type { LadderLevel } from '../domain/result.ts'
import { formatText } from '../units/format.ts'
import { chartFrame, decadeRange, logAxis, yTitleGraphic } from './axes.ts'
import { chip, line, text, textInBox, CHIP } from './draw.ts'
import { LABEL_HEIGHT, placeLabels, spreadMarks, textWidth, type Box, type Segment } from './placement.ts'
import { letterAndName, letterOf } from './scenario.ts'
import { stateFigure } from './statePlot.ts'
import { axisText, joinWords, rangeText } from './text.ts'
import { scenarioStyle, type ChartTheme } from './theme.ts'
import type {
  ChartFigure,
  ChartOption,
  ChartOptions,
  ChartScenario,
  ChartTable,
  Graphic,
  RenderApi,
  RenderParams,
} from './types.ts'

/** What the ladder shows. */
export interface LadderInput {
  readonly scenarios: readonly ChartScenario[]
  /** The scenario whose weights and KV draw the two lines, and whose line is stronger. */
  readonly baselineId: string
}

/** A level whose capacity and bandwidth are both known. */
interface KnownLevel {
  readonly level: LadderLevel
  readonly capacity: number
  readonly bandwidth: number
}

const TITLE = 'Memory ladder, per system'
const Y_TITLE = 'Bandwidth, per system'
const FALLBACK_X: readonly [number, number] = [1e8, 1e13]
const FALLBACK_Y: readonly [number, number] = [1e11, 1e16]

/**
 * The signature chart: usable capacity (bytes, per system) against bandwidth (bytes/s, per system), both logarithmic.
 * Each scenario's levels are joined; its letter sits on the level that serves the working set. The area left of
 * weights + KV is too small to hold them. Levels with an unknown number are left out and named, never drawn at 0.
 */
export function memoryLadder(input: LadderInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const { scenarios } = input
  const reference = scenarios.find((scenario) => scenario.id === input.baselineId) ?? scenarios[0]
  if (!reference) {
    return stateFigure(theme, {
      state: 'empty',
      title: TITLE,
      heading: 'No scenarios',
      reason: ['Add a scenario to see where its working set lands.'],
    })
  }
  const known = scenarios.map((scenario) => knownLevels(scenario))
  if (known.every((levels) => levels.length === 0)) {
    return stateFigure(theme, {
      state: 'unknown',
      title: TITLE,
      heading: 'Unknown',
      reason: ['No memory level has both a capacity and a bandwidth.', 'Enter them in the hardware profile.'],
    })
  }
  const weights = reference.result.fit.weights
  const total = weights + reference.result.fit.kv
  const points = known.flat()
  const x = options.lockedAxes?.x ?? decadeRange([...points.map((point) => point.capacity), weights, total], FALLBACK_X)
  const y =
    options.lockedAxes?.y ??
    decadeRange(
      // Half a decade above the highest level for the names of the two lines.
      points.flatMap((point) => [point.bandwidth / 1.5, point.bandwidth * 3]),
      FALLBACK_Y,
    )
  const sentence = readingSentence(input, total)
  const altText = alternativeText(input, known, weights, total)
  const top = 22
  const option: ChartOption = {
    ...chartFrame(theme, options.animate, altText),
    grid: { left: theme.inset + 56, right: 28, top, bottom: 40 },
    graphic: [yTitleGraphic(theme, Y_TITLE)],
    xAxis: logAxis(theme, {
      range: x,
      label: (value) => axisText(value, 'bytes'),
      name: 'Usable capacity, per system',
    }),
    yAxis: logAxis(theme, { range: y, label: (value) => axisText(value, 'bytesPerSecond') }),
    series: [
      backdrop(theme, [x[0], y[0]], weights, total),
      ...scenarios.map((scenario, index) =>
        scenarioLine(theme, scenario, known[index] ?? [], scenario.id === reference.id),
      ),
      annotations(theme, [x[0], y[0]], scenarios, known, total),
    ],
  }
  return {
    state: 'ready',
    title: TITLE,
    sentence,
    yTitle: Y_TITLE,
    altText,
    table: table(scenarios),
    legend: [],
    option,
    axes: { x, y },
  }
}

function knownLevels(scenario: ChartScenario): KnownLevel[] {
  return scenario.result.ladder.flatMap((level) =>
    level.capacity !== null && level.bandwidth !== null && level.capacity > 0 && level.bandwidth > 0
      ? [{ level, capacity: level.capacity, bandwidth: level.bandwidth }]
      : [],
  )
}

function scenarioLine(
  theme: ChartTheme,
  scenario: ChartScenario,
  levels: readonly KnownLevel[],
  focused: boolean,
): ChartOption {
  const style = scenarioStyle(theme, scenario.slot)
  const letter = letterOf(scenario)
  return {
    name: letter,
    id: `ladder-${scenario.id}`,
    type: 'line',
    z: 3,
    symbol: 'circle',
    symbolSize: 5,
    data: levels.map((point) => ({ name: point.level.name, value: [point.capacity, point.bandwidth] })),
    lineStyle: { color: style.color, width: focused ? 2 : 1.5, ...(style.dash ? { type: style.dash } : {}) },
    itemStyle: { color: style.color },
    emphasis: { scale: 1.6, lineStyle: { width: 2 } },
    tooltip: {
      formatter: (item: { name: string; value: readonly [number, number] }): string =>
        `${letterAndName(scenario)}\n${item.name}\n${formatText(item.value[0], 'bytes')} at ${formatText(item.value[1], 'bytesPerSecond')}`,
    },
  }
}

/** The shaded side and the two vertical lines, under everything else. */
function backdrop(theme: ChartTheme, corner: readonly [number, number], weights: number, total: number): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 1,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const at = (bytes: number): number =>
        Math.round(Math.min(plot.x + plot.width, Math.max(plot.x, api.coord([bytes, corner[1]])[0]))) + 0.5
      const full = at(total)
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            silent: true,
            shape: { x: plot.x, y: plot.y, width: Math.max(0, full - plot.x), height: plot.height },
            style: { fill: theme.canvas, opacity: theme.shadeOpacity },
          },
          line(at(weights), plot.y, at(weights), plot.y + plot.height, theme.ink3, 1, [4, 3]),
          line(full, plot.y, full, plot.y + plot.height, theme.ink, 1),
          text(theme, at(weights) - 5, plot.y + 9, `Weights ${formatText(weights, 'bytes')}`, {
            align: 'right',
            halo: theme.canvas,
          }),
          text(theme, full + 5, plot.y + 9, `Weights + KV ${formatText(total, 'bytes')}`, {
            color: theme.ink,
            weight: 600,
          }),
          text(theme, plot.x + 6, plot.y + plot.height - 10, 'Too small for the working set', {
            color: theme.ink3,
            halo: null,
          }),
        ],
      }
    },
  }
}

/** Letter chips and level names, placed in pixels so that they keep clear of each other and of the lines. */
function annotations(
  theme: ChartTheme,
  corner: readonly [number, number],
  scenarios: readonly ChartScenario[],
  known: readonly (readonly KnownLevel[])[],
  total: number,
): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 8,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const pixel = (point: KnownLevel): readonly [number, number] => api.coord([point.capacity, point.bandwidth])
      const marks = scenarios.flatMap((scenario, index) => {
        const served = chipLevel(scenario, known[index] ?? [])
        return served ? [{ scenario, at: pixel(served.point), hollow: served.hollow }] : []
      })
      const centres = spreadMarks(
        marks.map((mark) => mark.at),
        CHIP,
      )
      const segments = known.flatMap((levels) =>
        levels.slice(1).flatMap((point, index): Segment[] => {
          const before = levels[index]
          if (!before) return []
          const [x1, y1] = pixel(before)
          const [x2, y2] = pixel(point)
          return [{ x1, y1, x2, y2 }]
        }),
      )
      const edge = api.coord([total, corner[1]])[0]
      segments.push({ x1: edge, y1: plot.y, x2: edge, y2: plot.y + plot.height })
      const chips = centres.map(([x, y]): Box => ({
        x: x - CHIP / 2,
        y: y - CHIP / 2,
        width: CHIP,
        height: CHIP,
      }))
      const groups = levelGroups(known.map((levels) => levels.map((point) => ({ ...point, at: pixel(point) }))))
      const boxes = placeLabels(
        groups.map((group) => ({
          width: textWidth(group.label, theme.fontSize, group.serves),
          height: LABEL_HEIGHT,
          anchor: chipAnchor(group.box, chips),
          gap: 5,
          optional: !group.serves,
        })),
        {
          boxes: [
            ...chips,
            ...known.flat().map((point) => around(pixel(point), 3)),
            { x: plot.x, y: plot.y, width: plot.width, height: 18 },
            { x: plot.x, y: plot.y + plot.height - 18, width: 160, height: 18 },
          ],
          segments,
          bounds: { ...plot, width: plot.width + 24 },
        },
      )
      return {
        type: 'group',
        children: [
          ...groups.flatMap((group, index) => {
            const box = boxes[index]
            if (!box) return []
            const shaded = box.x + box.width / 2 < edge
            return [
              textInBox(theme, box, group.label, {
                color: group.serves ? theme.ink : theme.ink2,
                halo: shaded ? theme.canvas : theme.surface,
              }),
            ]
          }),
          ...marks.flatMap((mark, index) => {
            const [x, y] = centres[index] ?? mark.at
            return chip(theme, x, y, letterOf(mark.scenario), mark.scenario.slot, mark.hollow)
          }),
        ],
      }
    },
  }
}

/** Where a scenario's chip sits: on the level that serves it; hollow on its largest level when nothing does. */
function chipLevel(
  scenario: ChartScenario,
  levels: readonly KnownLevel[],
): { readonly point: KnownLevel; readonly hollow: boolean } | null {
  const serving = levels.find((point) => point.level.serves)
  const fits = scenario.result.fit.state === 'fits'
  if (serving) return { point: serving, hollow: !fits }
  const fallback = levels.toSorted((a, b) => b.capacity - a.capacity)[0]
  return fallback ? { point: fallback, hollow: true } : null
}

interface PlacedLevel extends KnownLevel {
  readonly at: readonly [number, number]
}

interface LevelGroup {
  readonly label: string
  readonly serves: boolean
  readonly box: Box
}

/** Levels of the same kind that lie close together share a label: "L2, Infinity Cache". */
function levelGroups(scenarios: readonly (readonly PlacedLevel[])[]): LevelGroup[] {
  const groups: PlacedLevel[][] = []
  for (const point of scenarios.flat()) {
    const near = groups.find((group) => group.some((other) => belongTogether(other, point)))
    if (near) near.push(point)
    else groups.push([point])
  }
  return groups
    .map((group) => {
      const serves = group.some((point) => point.level.serves)
      const names = [...new Set(group.map((point) => shortName(point.level.name)))]
      const bandwidths = group.filter((point) => point.level.serves).map((point) => point.bandwidth)
      const speed = serves ? `  ${rangeText(Math.min(...bandwidths), Math.max(...bandwidths), 'bytesPerSecond')}` : ''
      const xs = group.map((point) => point.at[0])
      const ys = group.map((point) => point.at[1])
      const box = {
        x: Math.min(...xs) - 3,
        y: Math.min(...ys) - 3,
        width: Math.max(...xs) - Math.min(...xs) + 6,
        height: Math.max(...ys) - Math.min(...ys) + 6,
      }
      return { label: `${names.join(', ')}${speed}`, serves, box }
    })
    .toSorted((a, b) => Number(b.serves) - Number(a.serves))
}

/** Near in the picture, and of one resource. */
function belongTogether(first: PlacedLevel, second: PlacedLevel): boolean {
  const alike = shortName(first.level.name) === shortName(second.level.name)
  return (
    first.level.resource === second.level.resource &&
    Math.abs(first.at[0] - second.at[0]) < (alike ? 90 : 34) &&
    Math.abs(first.at[1] - second.at[1]) < (alike ? 50 : 22)
  )
}

/** "HBM3e" and "HBM3" are both "HBM" in a label; a trailing parenthesis is left to the table. */
function shortName(name: string): string {
  return name.replace(/\s*\(.*\)\s*$/, '').replace(/\b(HBM|GDDR|LPDDR|DDR)\d+[A-Za-z]*/g, '$1')
}

/** A label that belongs to a chip keeps clear of the whole chip, not only of its point. */
function chipAnchor(box: Box, chips: readonly Box[]): Box {
  const touching = chips.filter(
    (other) =>
      other.x < box.x + box.width + 2 &&
      other.x + other.width > box.x - 2 &&
      other.y < box.y + box.height + 2 &&
      other.y + other.height > box.y - 2,
  )
  const all = [box, ...touching]
  const x = Math.min(...all.map((part) => part.x))
  const y = Math.min(...all.map((part) => part.y))
  return {
    x,
    y,
    width: Math.max(...all.map((part) => part.x + part.width)) - x,
    height: Math.max(...all.map((part) => part.y + part.height)) - y,
  }
}

function around(point: readonly [number, number], reach: number): Box {
  return { x: point[0] - reach, y: point[1] - reach, width: reach * 2, height: reach * 2 }
}

/** "124 GB of weights and KV land in SRAM on B and in HBM on A, C and D." */
function readingSentence(input: LadderInput, total: number): string {
  const servedBy = new Map<string, string[]>()
  const short: string[] = []
  const unknown: string[] = []
  for (const scenario of input.scenarios) {
    const letter = letterOf(scenario)
    const serving = scenario.result.ladder.find((level) => level.serves)
    if (scenario.result.fit.state === 'doesNotFit') short.push(letter)
    else if (!serving || scenario.result.fit.state === 'unknown') unknown.push(letter)
    else servedBy.set(shortName(serving.name), [...(servedBy.get(shortName(serving.name)) ?? []), letter])
  }
  const parts = [...servedBy].map(([name, letters]) => `in ${name} on ${joinWords(letters)}`)
  const landing =
    parts.length > 0
      ? `${formatText(total, 'bytes')} of weights and KV land ${joinWords(parts)}.`
      : `Weights and KV take ${formatText(total, 'bytes')}.`
  const misfit = short.length > 0 ? ` ${joinWords(short)} ${short.length > 1 ? 'do' : 'does'} not fit.` : ''
  const open = unknown.length > 0 ? ` Unknown on ${joinWords(unknown)}.` : ''
  const left = leftOut(input.scenarios)
  const missing =
    left.length === 0
      ? ''
      : left.length > 2
        ? ` ${left.length} unknown levels not drawn.`
        : ` Unknown: ${joinWords(left)}.`
  return landing + misfit + open + missing
}

/** Levels with an unknown number: "L2 of B". */
function leftOut(scenarios: readonly ChartScenario[]): string[] {
  return scenarios.flatMap((scenario) =>
    scenario.result.ladder
      .filter((level) => level.capacity === null || level.bandwidth === null)
      .map((level) => `${level.name} of ${letterOf(scenario)}`),
  )
}

function alternativeText(
  input: LadderInput,
  known: readonly (readonly KnownLevel[])[],
  weights: number,
  total: number,
): string {
  const machines = input.scenarios.map((scenario, index) => {
    const levels = (known[index] ?? []).map(
      (point) =>
        `${point.level.name} ${formatText(point.capacity, 'bytes')} at ${formatText(point.bandwidth, 'bytesPerSecond')}${point.level.serves ? ' (serves)' : ''}`,
    )
    return `${letterOf(scenario)} ${scenario.name}: ${levels.length > 0 ? levels.join(', ') : 'no known level'}`
  })
  const left = leftOut(input.scenarios)
  return [
    `Memory ladder: bandwidth against usable capacity, per system, on logarithmic axes.`,
    `${machines.join('; ')}.`,
    `Weights ${formatText(weights, 'bytes')}, weights and KV ${formatText(total, 'bytes')}.`,
    ...(left.length > 0 ? [`Unknown and not drawn: ${joinWords(left)}.`] : []),
  ].join(' ')
}

function table(scenarios: readonly ChartScenario[]): ChartTable {
  return {
    columns: [
      { label: 'Scenario', dimension: null },
      { label: 'Level', dimension: null },
      { label: 'Usable capacity', dimension: 'bytes' },
      { label: 'Bandwidth', dimension: 'bytesPerSecond' },
      { label: 'Serves the working set', dimension: null },
      { label: 'Weights', dimension: 'bytes' },
      { label: 'Weights + KV', dimension: 'bytes' },
    ],
    rows: scenarios.flatMap((scenario) =>
      scenario.result.ladder.map((level) => [
        `${letterOf(scenario)} ${scenario.name}`,
        level.name,
        level.capacity,
        level.bandwidth,
        level.serves ? 'yes' : '',
        scenario.result.fit.weights,
        scenario.result.fit.weights + scenario.result.fit.kv,
      ]),
    ),
  }
}
