import { spoken } from '../kit/spoken.ts'
import { amount } from '../../units/amount.ts'
import { say } from '../../words/say.ts'
import { isBeyond, withBeyond, type DrawnValue } from '../kit/beyond.ts'
import { chartFrame, decadeRange, logAxis, yTitleGraphic } from '../kit/axes.ts'
import { line } from '../kit/draw.ts'
import { formerOf } from '../kit/ghost.ts'
import { memoryWord, phaseName, resourceName, resourceWord } from '../../words/labels.ts'
import { legendGraphics, LEGEND_HEIGHT, phaseLegend, resourceLegend } from '../kit/legend.ts'
import { ghostDots, ghostRoofs } from './rooflineGhosts.ts'
import { largestSaving, ridgePoint, rooflineData, type RooflineData, type RooflineDot } from './rooflineData.ts'
import { dotSize, ROOF_NAMES, rooflineLabels, WORTH_AN_ARROW } from './rooflineLabels.ts'
import { rooflineAltText, rooflineMissing, rooflineSentence, rooflineTable } from './rooflineWords.ts'
import { letterOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { axisText, percentText, shortRate, timesText } from '../../words/text.ts'
import { PHASE_SYMBOLS, type ChartTheme } from '../kit/theme.ts'
import { PHASES, RESOURCES } from '../../domain/result.ts'
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
import { withWeaknesses } from '../kit/weakness.ts'

/** Options of the roofline. */
export interface RooflineOptions extends ChartOptions {
  /** Key of the selected dot ("decode:attention"); null: none. Absent: the one with the most time to win in decode. */
  readonly selected?: string | null
}

const LEFT = 52
/**
 * Hierarchical roofline of one scenario, per system: a sloped roof per memory level and link, a flat one per
 * precision, and a dot per operator group (area: share of its step; colour: what binds it; shape: phase). The selected
 * operator shows its dots on all levels and an arrow to its limiting roof.
 */
export function roofline(
  scenario: EvaluatedScenario | null,
  theme: ChartTheme,
  options: RooflineOptions = {},
): ChartFigure {
  if (scenario === null) {
    return stateFigure(theme, {
      state: 'empty',
      title: say('charts.roofline.alone'),
      heading: say('charts.noScenario'),
      reason: [say('charts.roofline.empty')],
    })
  }
  const title = say('charts.roofline.title', { letter: letterOf(scenario) })
  const yTitle = say('charts.roofline.y')
  const { fit } = scenario.result
  if (fit.state === 'doesNotFit') {
    return stateFigure(theme, {
      state: 'infeasible',
      title,
      heading: say('charts.misfit'),
      reason: [say('charts.short', { bytes: amount(fit.shortfall, 'bytes') }), say('charts.addDevices')],
    })
  }
  const data = rooflineData(scenario)
  if (data.dots.length === 0 || data.bandwidths.length === 0 || data.computes.length === 0) {
    return stateFigure(theme, {
      state: 'unknown',
      title,
      heading: say('charts.unknown'),
      reason: rooflineMissing(data),
    })
  }
  const selected =
    options.selected === undefined
      ? largestSaving(data.dots)
      : (data.dots.find((dot) => dot.key === options.selected) ?? null)
  const { x, y } = ranges(data, options)
  const was = formerOf(scenario, options)
  const former = was && was.result.fit.state !== 'doesNotFit' ? rooflineData(was) : null
  const roofs = roofsOf(theme, data, x, y)
  const memory = memoryWord(data.bandwidths.filter((roof) => roof.resource === 'memory').map((roof) => roof.name))
  const legend = legendOf(data, memory)
  const altText = rooflineAltText(scenario, data, memory)
  const option: ChartOption = spoken({
    ...chartFrame(theme, options.animate, altText),
    grid: {
      left: theme.inset + LEFT,
      right: ROOF_NAMES,
      top: 22,
      bottom: 40 + (theme.legendInPlot ? LEGEND_HEIGHT : 0),
    },
    graphic: [yTitleGraphic(theme, yTitle), ...legendGraphics(theme, legend)],
    xAxis: logAxis(theme, {
      range: x,
      label: (value) =>
        axisText(value, 'count')
          .replace(/,000$/, 'k')
          .replace(/,000k$/, 'M'),
      name: say('charts.roofline.x'),
    }),
    yAxis: logAxis(theme, { range: y, label: (value) => shortRate(axisText(value, 'flopsPerSecond')) }),
    series: [
      ...(former ? ghostRoofs(theme, roofs, roofsOf(theme, former, x, y)) : []),
      ...roofs,
      ...(former ? ghostDots(theme, data, former) : []),
      ...(selected && !isBeyond([selected.intensity, selected.attained], { x, y })
        ? [selection(theme, selected, [x[0], y[0]])]
        : []),
      dots(theme, scenario, data, selected, memory),
      rooflineLabels(theme, data, selected, { x, y, memory }),
    ],
  })
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence: rooflineSentence(data, selected, memory),
    yTitle,
    altText,
    table: rooflineTable(data, memory),
    legend,
    option,
    axes: { x, y },
  }
  const values: DrawnValue[] = [
    ...data.dots.map(({ intensity, attained, bound }): DrawnValue => ({
      at: [intensity, attained],
      color: theme.resources[bound].line,
    })),
    ...data.computes.map(({ flopsPerSecond }): DrawnValue => ({
      at: [x[1], flopsPerSecond],
      color: theme.resources.compute.line,
    })),
  ]
  return withWeaknesses(theme, withBeyond(theme, figure, values, options), [scenario])
}

function ranges(
  data: RooflineData,
  options: RooflineOptions,
): { readonly x: readonly [number, number]; readonly y: readonly [number, number] } {
  const top = Math.max(...data.computes.map((roof) => roof.flopsPerSecond))
  const intensities = data.dots.flatMap((dot) => [dot.intensity, ...dot.levels.map((point) => point.intensity)])
  const ridges = data.bandwidths
    .filter((roof) => roof.resource !== 'host')
    .map((roof) => ridgePoint(roof.bytesPerSecond, top))
  const attained = data.dots.map((dot) => dot.attained)
  return {
    x:
      options.lockedAxes?.x ??
      decadeRange(
        // Room for marks on both sides.
        [...intensities.flatMap((intensity) => [intensity / 1.5, intensity * 1.6]), ...ridges],
        [1, 1e4],
      ),
    y: options.lockedAxes?.y ?? decadeRange([...attained.map((rate) => rate / 3), top * 1.1], [1e13, 1e17]),
  }
}

/** All roofs. A machine of which one kind is not known has none to draw. */
function roofsOf(
  theme: ChartTheme,
  data: RooflineData,
  x: readonly [number, number],
  y: readonly [number, number],
): ChartOption[] {
  if (data.bandwidths.length === 0 || data.computes.length === 0) return []
  return [...slopedRoofs(theme, data, x, y), ...flatRoofs(theme, data, x)]
}

/** Each sloped roof runs from the edge of the plot to its exact ridge with the highest flat roof. */
function slopedRoofs(
  theme: ChartTheme,
  data: RooflineData,
  x: readonly [number, number],
  y: readonly [number, number],
): ChartOption[] {
  const top = Math.max(...data.computes.map((roof) => roof.flopsPerSecond))
  return data.bandwidths.map((roof) => {
    const ridge = ridgePoint(roof.bytesPerSecond, top)
    const start = Math.max(x[0], y[0] / roof.bytesPerSecond)
    const end: readonly [number, number] = ridge <= x[1] ? [ridge, top] : [x[1], x[1] * roof.bytesPerSecond]
    return {
      type: 'line',
      id: `roof-${roof.level}`,
      name: roof.name,
      z: 2,
      silent: true,
      symbol: 'none',
      data: [[start, start * roof.bytesPerSecond], end],
      lineStyle: { color: theme.resources[roof.resource].line, width: 1.5 },
    }
  })
}

/** Each flat roof starts at the exact ridge with the fastest level. The one in use is solid. */
function flatRoofs(theme: ChartTheme, data: RooflineData, x: readonly [number, number]): ChartOption[] {
  const fastest = Math.max(...data.bandwidths.map((roof) => roof.bytesPerSecond))
  return data.computes.map((roof) => ({
    type: 'line',
    id: `roof-${roof.precisions.join('-')}`,
    name: roof.name,
    z: 2,
    silent: true,
    symbol: 'none',
    data: [
      [Math.max(x[0], ridgePoint(fastest, roof.flopsPerSecond)), roof.flopsPerSecond],
      [x[1], roof.flopsPerSecond],
    ],
    lineStyle: {
      color: theme.resources.compute.line,
      width: 1.5,
      ...(roof.main ? {} : { type: [4, 3] }),
    },
  }))
}

function dots(
  theme: ChartTheme,
  scenario: EvaluatedScenario,
  data: RooflineData,
  selected: RooflineDot | null,
  memory: string,
): ChartOption {
  return {
    type: 'scatter',
    id: 'roofline-dots',
    z: 7,
    data: data.dots
      .toSorted((a, b) => b.share - a.share)
      .map((dot) => {
        const style = theme.resources[dot.bound]
        const chosen = dot === selected
        return {
          name: dot.label,
          value: [dot.intensity, dot.attained],
          key: dot.key,
          scenario: scenario.id,
          symbol: PHASE_SYMBOLS[dot.phase],
          symbolSize: dotSize(dot),
          itemStyle: {
            color: style.fill,
            borderColor: chosen ? theme.ink : style.line,
            borderWidth: chosen ? 2 : 1.25,
            opacity: 1,
          },
          tooltip: { formatter: tooltipText(dot, memory) },
        }
      }),
  }
}

function tooltipText(dot: RooflineDot, memory: string): string {
  return [
    say('charts.roofline.mark', {
      name: dot.label,
      phase: phaseName(dot.phase).toLowerCase(),
      share: percentText(dot.share),
      resource: resourceWord(dot.bound, memory),
      attained: amount(dot.attained, 'flopsPerSecond'),
      intensity: amount(dot.intensity, 'flopsPerByte'),
    }),
    dot.gain >= WORTH_AN_ARROW
      ? say('charts.roofline.possible', { times: timesText(dot.gain) })
      : say('charts.roofline.atRoof'),
  ].join('\n')
}

/** The selected operator on all its levels, joined, and the arrow to the roof that stops it. */
function selection(theme: ChartTheme, dot: RooflineDot, corner: readonly [number, number]): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 8,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const [x, y] = api.coord([dot.intensity, dot.attained])
      const others = dot.levels.map((point) => ({ point, x: api.coord([point.intensity, dot.attained])[0] }))
      const xs = [x, ...others.map((other) => other.x)]
      const target = Math.max(params.coordSys.y, api.coord([dot.intensity, dot.possible])[1])
      const start = y - dotSize(dot) / 2
      const arrow: Graphic[] =
        dot.gain >= WORTH_AN_ARROW && start - target >= 5
          ? [
              line(x, start, x, Math.min(start, target + 5), theme.ink, 1.5),
              {
                type: 'polygon',
                silent: true,
                shape: {
                  points: [
                    [x, target],
                    [x - 4, target + 7],
                    [x + 4, target + 7],
                  ],
                },
                style: { fill: theme.ink },
              },
            ]
          : []
      return {
        type: 'group',
        children: [
          line(Math.min(...xs), y, Math.max(...xs), y, theme.ink, 1, [2, 2]),
          ...others
            .filter((other) => Math.abs(other.x - x) > 1)
            .map((other): Graphic => ({
              type: 'circle',
              silent: true,
              shape: { cx: other.x, cy: y, r: 4 },
              style: { fill: theme.surface, stroke: theme.resources[other.point.resource].line, lineWidth: 1.5 },
            })),
          ...arrow,
        ],
      }
    },
  }
}

function legendOf(data: RooflineData, memory: string): LegendEntry[] {
  const phases = PHASES.filter((phase) => data.dots.some((dot) => dot.phase === phase))
  const resources = RESOURCES.filter((resource) => data.dots.some((dot) => dot.bound === resource))
  return [...phaseLegend(phases), ...resourceLegend(resources, (resource) => resourceName(resource, memory))]
}
