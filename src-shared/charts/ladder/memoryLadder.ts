import { spoken } from '../kit/spoken.ts'
import { amount } from '../../units/amount.ts'
import { say } from '../../words/say.ts'
import { withBeyond, type DrawnValue } from '../kit/beyond.ts'
import { chartFrame, decadeRange, logAxis, yTitleGraphic } from '../kit/axes.ts'
import { line } from '../kit/draw.ts'
import { ladderGhosts } from './ladderGhosts.ts'
import { ladderLabels } from './ladderLabels.ts'
import { knownLevels, otherTotals, type KnownLevel, type OtherTotal } from './ladderLevels.ts'
import { ladderAltText, ladderSentence, ladderTable } from './ladderWords.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { axisText } from '../../words/text.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import type {
  AxisRanges,
  ChartFigure,
  ChartOption,
  ChartOptions,
  Graphic,
  RenderApi,
  RenderParams,
} from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { withWeaknesses } from '../kit/weakness.ts'

/** What the ladder shows. */
export interface LadderInput {
  readonly scenarios: readonly EvaluatedScenario[]
  /** The scenario whose weights and KV draw the two lines, and whose line is stronger. */
  readonly baselineId: string
}

const FALLBACK_X: readonly [number, number] = [1e8, 1e13]
const FALLBACK_Y: readonly [number, number] = [1e11, 1e16]

/**
 * The signature chart: usable capacity (bytes, per system) against bandwidth (bytes/s, per system), both logarithmic.
 * Each scenario's levels are joined; its letter sits on the level that serves the working set. The area left of
 * weights + KV is too small to hold them. Levels with an unknown number are left out and named, never drawn at 0.
 */
export function memoryLadder(input: LadderInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const { scenarios } = input
  const title = say('charts.ladder.title')
  const yTitle = say('charts.ladder.y')
  const reference = scenarios.find((scenario) => scenario.id === input.baselineId) ?? scenarios[0]
  if (!reference) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: say('charts.noScenarios'),
      reason: [say('charts.ladder.empty')],
    })
  }
  const known = scenarios.map((scenario) => knownLevels(scenario))
  if (known.every((levels) => levels.length === 0)) {
    return stateFigure(theme, {
      state: 'unknown',
      title,
      heading: say('charts.unknown'),
      reason: [say('charts.ladder.unknown'), say('charts.ladder.enterProfile')],
    })
  }
  const weights = reference.result.fit.weights
  const total = weights + reference.result.fit.kv
  const totals = otherTotals(scenarios, total).map((other) => other.total)
  const points = known.flat()
  const x =
    options.lockedAxes?.x ??
    decadeRange([...points.map((point) => point.capacity), weights, total, ...totals], FALLBACK_X)
  const y =
    options.lockedAxes?.y ??
    decadeRange(
      // Half a decade above the highest level for the names of the two lines.
      points.flatMap((point) => [point.bandwidth / 1.5, point.bandwidth * 3]),
      FALLBACK_Y,
    )
  const sentence = ladderSentence(scenarios, total)
  const altText = ladderAltText(scenarios, known, weights, total)
  const top = 22
  const option: ChartOption = spoken({
    ...chartFrame(theme, options.animate, altText),
    grid: { left: theme.inset + 56, right: 28, top, bottom: 40 },
    graphic: [yTitleGraphic(theme, yTitle)],
    xAxis: logAxis(theme, {
      range: x,
      label: (value) => axisText(value, 'bytes'),
      name: say('charts.ladder.x'),
    }),
    yAxis: logAxis(theme, { range: y, label: (value) => axisText(value, 'bytesPerSecond') }),
    series: [
      backdrop(theme, { x, y }, weights, total, otherTotals(scenarios, total)),
      ...ladderGhosts(theme, { x, y }, scenarios, reference, options),
      ...scenarios.map((scenario, index) =>
        scenarioLine(theme, scenario, known[index] ?? [], scenario.id === reference.id),
      ),
      ladderLabels(theme, { x, y }, scenarios, known, { weights, total }),
    ],
  })
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: ladderTable(scenarios),
    legend: [],
    option,
    axes: { x, y },
  }
  const values = scenarios.flatMap((scenario, index): DrawnValue[] =>
    (known[index] ?? []).map(({ capacity, bandwidth }) => ({
      at: [capacity, bandwidth],
      color: scenarioStyle(theme, scenario.slot).color,
    })),
  )
  const sets = [total, ...totals].map((bytes): DrawnValue => ({ at: [bytes, y[1]], color: theme.ink }))
  return withWeaknesses(theme, withBeyond(theme, figure, [...values, ...sets], options), scenarios)
}

function scenarioLine(
  theme: ChartTheme,
  scenario: EvaluatedScenario,
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
    emphasis: { focus: 'series', scale: 1.6, lineStyle: { width: 2 } },
    blur: { lineStyle: { opacity: 0.3 }, itemStyle: { opacity: 0.3 } },
    tooltip: {
      formatter: (item: { name: string; value: readonly [number, number] }): string =>
        say('charts.ladder.mark', {
          name: letterAndName(scenario),
          level: item.name,
          capacity: amount(item.value[0], 'bytes'),
          bandwidth: amount(item.value[1], 'bytesPerSecond'),
        }),
    },
  }
}

/** The shaded side and the vertical lines, under everything else. */
function backdrop(
  theme: ChartTheme,
  axes: Required<AxisRanges>,
  weights: number,
  total: number,
  others: readonly OtherTotal[],
): ChartOption {
  const corner = [axes.x[0], axes.y[0]] as const
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
          ...others.map(({ scenario, total: own }) =>
            line(
              at(own),
              plot.y + 16,
              at(own),
              plot.y + plot.height,
              scenarioStyle(theme, scenario.slot).color,
              1,
              [2, 2],
            ),
          ),
        ],
      }
    },
  }
}
