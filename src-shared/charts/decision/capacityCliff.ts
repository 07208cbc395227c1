import type { CapacityCliff, CapacityPoint } from '../../domain/analysis/sweep.ts'
import { formatText } from '../../units/format.ts'
import { chartFrame, decadeRange, logAxis, yTitleGraphic } from '../kit/axes.ts'
import { chip } from '../kit/draw.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { hollowMark, limitBar, scenarioLine, type LinePoint } from '../kit/scenarioLine.ts'
import { stateFigure } from '../kit/statePlot.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { isClamped, withWeaknesses } from '../kit/weakness.ts'

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

const TITLE = 'Requests that fit, by devices, per copy'
const FOOT = 40
const TOP = 22

/**
 * Requests in flight one copy of the model holds against its devices, both logarithmic: lines begin where the weights
 * first fit, the cliff. The chip is the deployment now.
 */
export function capacityCliff(input: CapacityCliffInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const { cliff, scenarios, baselineId } = input
  if (scenarios.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title: TITLE,
      heading: 'No scenarios',
      reason: ['Add a scenario to see what it holds.'],
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
    const reason = unknown ? 'The capacity of none is known.' : 'The weights fit on no number of devices looked at.'
    return stateFigure(theme, {
      state: unknown ? 'unknown' : 'infeasible',
      title: TITLE,
      heading: unknown ? 'Unknown' : 'Does not fit',
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
  const altText = `${TITLE}. ${all
    .map(({ scenario, points }) =>
      points.length === 0
        ? `${letterAndName(scenario)}: fits on none.`
        : `${letterAndName(scenario)}: ${points.map(({ devices, requests }) => `${formatText(requests, 'count')} on ${devices}`).join(', ')}.`,
    )
    .join(' ')} ${sentence}`
  const figure: ChartFigure = {
    state: 'ready',
    title: TITLE,
    sentence,
    yTitle: 'Requests in flight that fit',
    altText,
    table: {
      columns: [
        { label: 'Scenario', dimension: null },
        { label: 'Devices', dimension: 'count' },
        { label: 'Requests that fit', dimension: 'count' },
        { label: 'Weights', dimension: null },
      ],
      rows: all.flatMap((each) =>
        each.all.map(({ devices, requests, streamed }) => [
          letterAndName(each.scenario),
          devices,
          requests,
          streamed ? 'streamed' : 'resident',
        ]),
      ),
    },
    legend: [],
    option: {
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 44, right: 28, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, 'Requests in flight that fit')],
      xAxis: logAxis(theme, { range: x, label: (value) => formatText(value, 'count'), name: 'Devices' }),
      yAxis: logAxis(theme, { range: y, label: (value) => formatText(value, 'count') }),
      series: [
        ...drawn.flatMap((each) =>
          scenarioLine(theme, 'cliff', each.scenario, pointsOf(theme, each), each.scenario.id === baselineId),
        ),
        chips(theme, drawn, [x[0], y[0]]),
      ],
    },
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
    text: `${letterAndName(scenario)}\n${devices} devices hold ${formatText(requests, 'count')} requests in flight${streamed ? ',\nweights streamed in every step' : ''}`,
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
      const { x, width } = params.coordSys
      const taken: (readonly [number, number])[] = []
      const children = drawn.flatMap(({ scenario, points }): Graphic[] => {
        const { devices } = scenario.resolved.deployment
        const near = points.reduce((best, point) =>
          Math.abs(Math.log(point.devices / devices)) < Math.abs(Math.log(best.devices / devices)) ? point : best,
        )
        const [at, height] = api.coord([near.devices, near.requests])
        const covered = taken.filter(
          ([other, down]) => Math.abs(other - at) < 15 && Math.abs(down - height) < 15,
        ).length
        taken.push([at, height])
        const place = Math.min(x + width, at + covered * 17)
        const own = chip(theme, place, height, letterOf(scenario), scenario.slot)
        return isClamped(scenario) ? [...own, limitBar(theme, place, height)] : own
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
  const streamed = all.some(({ points }) => points.some((point) => point.streamed))
    ? ' Squares stream their weights.'
    : ''
  return `Fewest devices that hold the model and a request: ${first.join(', ')}${none.length > 0 ? `; ${none.join(', ')} on none looked at` : ''}.${streamed}`
}
