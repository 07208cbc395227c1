import type { Estimate, Metric } from '../../domain/result.ts'
import { hatchShapes, line, text } from './draw.ts'
import { drawingOption } from './drawing.ts'
import { capitalised, withinSentence, withoutStop } from '../../words/text.ts'
import type { ChartTheme } from './theme.ts'
import type { ChartFigure, FigureState, Graphic, PlotRect } from './types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { reasonText } from '../../words/reasonText.ts'
import { wordingText } from '../../words/say.ts'

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
    option: drawingOption(theme, {
      animate: false,
      altText: reason.heading,
      margin: 12,
      shapes: (plot) => stateShapes(theme, reason, plot),
    }),
  }
}

/** Why a number is unknown on every scenario, in the engine's words, and what to do about it. */
export function unknownReason(
  scenarios: readonly EvaluatedScenario[],
  metric: Metric,
  next: string,
): readonly string[] {
  const reasons = scenarios.flatMap((scenario) => {
    const misfit = scenario.result.fit.state === 'doesNotFit'
    const reason = misfit ? ({ code: 'reason.doesNotFit' } as const) : scenario.result.metrics[metric].reason
    return reason === undefined ? [] : [withoutStop(wordingText(reason))]
  })
  const common = [...new Set(reasons)]
  const first = common[0] ?? 'not evaluated'
  return [`${capitalised(first)}${common.length > 1 ? ', among other reasons' : ''}.`, next]
}

/** "Unknown: no purchase price is known", in place of a bar. */
export function unknownNote(estimate: Estimate): string {
  const reason = reasonText(estimate.reason, 'not evaluated')
  return `Unknown: ${withoutStop(withinSentence(reason))}`
}

function stateShapes(theme: ChartTheme, reason: StateReason, plot: PlotRect): Graphic[] {
  const { x, y, width, height } = plot
  const centre = x + width / 2
  const top = y + height / 2 - (reason.reason.length * 16) / 2
  const infeasible = reason.state === 'infeasible'
  const frame: Graphic[] =
    reason.state === 'empty'
      ? []
      : [
          ...(infeasible ? hatchShapes(plot, 'rising', theme.lineStrong, 9) : []),
          ...dashedFrame(theme, plot, infeasible ? null : [4, 3]),
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

function dashedFrame(theme: ChartTheme, plot: PlotRect, dash: readonly number[] | null): Graphic[] {
  const { x, y, width, height } = plot
  const edge = (x1: number, y1: number, x2: number, y2: number): Graphic =>
    line(x1, y1, x2, y2, theme.controlLine, 1, dash)
  return [
    edge(x, y, x + width, y),
    edge(x + width, y, x + width, y + height),
    edge(x, y + height, x + width, y + height),
    edge(x, y, x, y + height),
  ]
}
