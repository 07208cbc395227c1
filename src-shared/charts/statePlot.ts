import { chartFrame } from './axes.ts'
import { hatchShapes, line, text } from './draw.ts'
import type { ChartTheme } from './theme.ts'
import type { Estimate, Metric } from '../domain/result.ts'
import { capitalised, withinSentence } from './text.ts'
import type { ChartFigure, ChartOption, ChartScenario, FigureState, Graphic, RenderParams } from './types.ts'

/** Why a chart shows no data. */
export interface StateReason {
  readonly state: Exclude<FigureState, 'ready'>
  readonly title: string
  /** "Does not fit", "Unknown", "No scenarios". */
  readonly heading: string
  /** What is missing and what to do next, one or two short lines. */
  readonly reason: readonly string[]
}

/**
 * A figure in place of a chart without data. Infeasible is hatched with a red heading, unknown is an empty dashed
 * frame, empty is words alone: each is told apart without colour.
 */
export function stateFigure(theme: ChartTheme, reason: StateReason): ChartFigure {
  const sentence = [reason.heading, ...reason.reason].map((part) => part.replace(/\.$/, '')).join('. ') + '.'
  return {
    state: reason.state,
    title: reason.title,
    sentence,
    altText: `${reason.title}. ${sentence}`,
    table: {
      columns: [
        { label: 'State', dimension: null },
        { label: 'Reason', dimension: null },
      ],
      rows: [[reason.heading, reason.reason.join(' ')]],
    },
    legend: [],
    option: stateOption(theme, reason),
  }
}

/** Why a number is unknown on every scenario, in the engine's words, and what to do about it. */
export function unknownReason(scenarios: readonly ChartScenario[], metric: Metric, next: string): readonly string[] {
  const reasons = scenarios.flatMap((scenario) => {
    const misfit = scenario.result.fit.state === 'doesNotFit'
    const reason = misfit ? 'does not fit' : scenario.result.metrics[metric].reason
    return reason === undefined ? [] : [reason.replace(/\.$/, '')]
  })
  const common = [...new Set(reasons)]
  const first = common[0] ?? 'not evaluated'
  return [`${capitalised(first)}${common.length > 1 ? ', among other reasons' : ''}.`, next]
}

/** "Unknown: no purchase price is known", in place of a bar. */
export function unknownNote(estimate: Estimate): string {
  const reason = estimate.reason ?? 'not evaluated'
  return `Unknown: ${withinSentence(reason).replace(/\.$/, '')}`
}

function stateOption(theme: ChartTheme, reason: StateReason): ChartOption {
  return {
    ...chartFrame(theme, false, reason.heading),
    tooltip: { show: false },
    grid: { left: theme.inset, right: theme.inset, top: 12, bottom: 12 },
    xAxis: { type: 'value', min: 0, max: 1, show: false },
    yAxis: { type: 'value', min: 0, max: 1, show: false },
    series: [
      {
        type: 'custom',
        silent: true,
        data: [[0.5, 0.5]],
        renderItem: (params: RenderParams): Graphic => ({
          type: 'group',
          children: stateShapes(theme, reason, params),
        }),
      },
    ],
  }
}

function stateShapes(theme: ChartTheme, reason: StateReason, params: RenderParams): Graphic[] {
  const { x, y, width, height } = params.coordSys
  const centre = x + width / 2
  const top = y + height / 2 - (reason.reason.length * 16) / 2
  const infeasible = reason.state === 'infeasible'
  const frame: Graphic[] =
    reason.state === 'empty'
      ? []
      : [
          ...(infeasible ? hatchShapes(params.coordSys, 'rising', theme.lineStrong, 9) : []),
          ...dashedFrame(theme, params, infeasible ? null : [4, 3]),
        ]
  const heading = text(theme, centre, top, reason.heading, {
    align: 'center',
    weight: 600,
    color: infeasible ? theme.bad : theme.ink,
    halo: null,
  })
  const lines = reason.reason.map((words, index) =>
    text(theme, centre, top + 18 + index * 16, words, { align: 'center', halo: null }),
  )
  const plate: Graphic = {
    type: 'rect',
    silent: true,
    z2: 10,
    shape: { x: centre - 180, y: top - 18, width: 360, height: 36 + reason.reason.length * 16, r: 3 },
    style: { fill: theme.surface },
  }
  return [...frame, ...(infeasible ? [plate] : []), heading, ...lines]
}

function dashedFrame(theme: ChartTheme, params: RenderParams, dash: readonly number[] | null): Graphic[] {
  const { x, y, width, height } = params.coordSys
  const edge = (x1: number, y1: number, x2: number, y2: number): Graphic =>
    line(x1, y1, x2, y2, theme.controlLine, 1, dash)
  return [
    edge(x, y, x + width, y),
    edge(x + width, y, x + width, y + height),
    edge(x, y + height, x + width, y + height),
    edge(x, y, x, y + height),
  ]
}
