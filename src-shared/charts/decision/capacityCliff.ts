import { spoken } from '../kit/spoken.ts'
import { amount } from '../../units/amount.ts'
import { say } from '../../words/say.ts'
import type { CapacityCliff, CapacityPoint } from '../../domain/analysis/sweep.ts'
import { formatText } from '../../units/format.ts'
import { chartFrame, decadeRange, logAxis, yTitleGraphic } from '../kit/axes.ts'
import { chip, CHIP } from '../kit/draw.ts'
import { spreadMarks } from '../kit/placement.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { chipBounds, hollowMark, limitBar, scenarioLine, type LinePoint } from '../kit/scenarioLine.ts'
import { stateFigure } from '../kit/statePlot.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { isClamped, withWeaknesses } from '../kit/weakness.ts'
import { enumerated, sentences, stopped } from '../../words/joined.ts'

/** What the cliff shows. */
export interface CapacityCliffInput {
  readonly cliff: CapacityCliff
  readonly scenarios: readonly EvaluatedScenario[]
  readonly baselineId: string
}

interface Drawn {
  readonly scenario: EvaluatedScenario
  readonly all: readonly CapacityPoint[]
  readonly points: readonly { readonly devices: number; readonly requests: number; readonly streamed: boolean }[]
}

const FOOT = 40
const TOP = 22

/**
 * Requests in flight one copy of the model holds against its devices, both logarithmic: lines begin where the weights
 * first fit, the cliff. The chip is the deployment now.
 */
export function capacityCliff(input: CapacityCliffInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const { cliff, scenarios, baselineId } = input
  const title = say('charts.cliff.title')
  if (scenarios.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: say('charts.noScenarios'),
      reason: [say('charts.cliff.empty')],
    })
  }
  const all = scenarios.map((scenario): Drawn => {
    const points = cliff.curves.find((curve) => curve.scenario === scenario.id)?.points ?? []
    return {
      scenario,
      all: points,
      points: points.flatMap(({ devices, requests, streamed }) =>
        requests !== null && requests > 0 ? [{ devices, requests, streamed }] : [],
      ),
    }
  })
  const drawn = all.filter(({ points }) => points.length > 0)
  if (drawn.length === 0) {
    const unknown = all.some((each) => each.all.some(({ requests }) => requests === null))
    const reason = say(unknown ? 'charts.cliff.unknown' : 'charts.cliff.misfit')
    return stateFigure(theme, {
      state: unknown ? 'unknown' : 'infeasible',
      title,
      heading: say(unknown ? 'charts.unknown' : 'charts.misfit'),
      reason: [reason],
    })
  }
  const counts = all.flatMap((each) => each.all.map(({ devices }) => devices))
  const x = options.lockedAxes?.x ?? ([Math.min(...counts), Math.max(2, ...counts)] as const)
  const y =
    options.lockedAxes?.y ??
    decadeRange(
      drawn.flatMap(({ points }) => points.map(({ requests }) => requests)),
      [1, 1000],
    )
  const sentence = readingSentence(drawn, all, baselineId)
  const yTitle = say('charts.cliff.y')
  const altText = sentences([
    stopped(title),
    ...all.map(({ scenario, points }) =>
      points.length === 0
        ? say('charts.cliff.none', { name: letterAndName(scenario) })
        : say('charts.cliff.curve', {
            name: letterAndName(scenario),
            points: enumerated(
              points.map(({ devices, requests }) =>
                say('charts.cliff.on', { requests: amount(requests, 'count'), devices: String(devices) }),
              ),
            ),
          }),
    ),
    sentence,
  ])
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: say('charts.column.scenario'), dimension: null },
        { label: say('charts.cliff.devices'), dimension: 'count' },
        { label: say('charts.cliff.requests'), dimension: 'count' },
        { label: say('charts.column.weights'), dimension: null },
      ],
      rows: all.flatMap((each) =>
        each.all.map(({ devices, requests, streamed }) => [
          letterAndName(each.scenario),
          devices,
          requests,
          say('charts.cliff.weights', { streamed: streamed ? 'yes' : 'no' }),
        ]),
      ),
    },
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 44, right: 28, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: logAxis(theme, {
        range: x,
        label: (value) => formatText(value, 'count'),
        name: say('charts.cliff.devices'),
      }),
      yAxis: logAxis(theme, { range: y, label: (value) => formatText(value, 'count') }),
      series: [
        ...drawn.flatMap((each) =>
          scenarioLine(theme, 'cliff', each.scenario, pointsOf(theme, each), each.scenario.id === baselineId),
        ),
        chips(theme, drawn, [x[0], y[0]]),
      ],
    }),
    axes: { x, y },
  }
  return withWeaknesses(
    theme,
    figure,
    drawn.map(({ scenario }) => scenario),
  )
}

function pointsOf(theme: ChartTheme, { scenario, points }: Drawn): LinePoint[] {
  const itemStyle = hollowMark(theme, scenario)
  return points.map(({ devices, requests, streamed }) => ({
    at: [devices, requests],
    text: `${letterAndName(scenario)}\n${say('charts.cliff.point', {
      devices: String(devices),
      requests: amount(requests, 'count'),
      streamed: streamed ? 'yes' : 'no',
    })}`,
    // Streamed weights are another machine: a square.
    mark: streamed ? { itemStyle, symbol: 'rect', symbolSize: 7 } : { itemStyle },
  }))
}

function chips(theme: ChartTheme, drawn: readonly Drawn[], corner: readonly [number, number]): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const now = drawn.map(({ scenario, points }) => {
        const { devices } = scenario.resolved.deployment
        const near = points.reduce((best, point) =>
          Math.abs(Math.log(point.devices / devices)) < Math.abs(Math.log(best.devices / devices)) ? point : best,
        )
        return api.coord([near.devices, near.requests])
      })
      const places = spreadMarks(now, CHIP, chipBounds(params.coordSys))
      const children = drawn.flatMap(({ scenario }, index): Graphic[] => {
        const [across, down] = places[index] ?? [0, 0]
        const own = chip(theme, across, down, letterOf(scenario), scenario.slot)
        return isClamped(scenario) ? [...own, limitBar(theme, across, down)] : own
      })
      return { type: 'group', children }
    },
  }
}

function readingSentence(drawn: readonly Drawn[], all: readonly Drawn[], baselineId: string): string {
  const ordered = drawn.toSorted(
    (one, two) => Number(two.scenario.id === baselineId) - Number(one.scenario.id === baselineId),
  )
  const first = ordered.slice(0, 3).map(({ scenario, points }) => `${letterOf(scenario)} ${points[0]?.devices ?? '?'}`)
  const none = all.filter(({ points }) => points.length === 0).map(({ scenario }) => letterOf(scenario))
  return say('charts.cliff.reading', {
    fewest: enumerated(first),
    none: none.length > 0 ? enumerated(none) : 'nobody',
    streamed: all.some(({ points }) => points.some((point) => point.streamed)) ? 'yes' : 'no',
  })
}
