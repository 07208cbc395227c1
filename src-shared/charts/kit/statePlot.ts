import type { Estimate, Metric } from '../../domain/result.ts'
import { hatchShapes, line, text } from './draw.ts'
import { drawingOption } from './drawing.ts'
import { capitalised, withinSentence, withoutStop } from '../../words/text.ts'
import { textWidth, wrapped } from './textWidth.ts'
import type { ChartTheme } from './theme.ts'
import type { ChartFigure, FigureState, Graphic, PlotRect } from './types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { reasonText } from '../../words/reasonText.ts'
import { say, wordingText } from '../../words/say.ts'
import { sentences, stopped } from '../../words/joined.ts'

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
  const sentence = sentences([reason.heading, ...reason.reason].map((part) => stopped(part.replace(/[.。]$/, ''))))
  return {
    state: reason.state,
    title: reason.title,
    sentence,
    altText: sentences([stopped(reason.title), sentence]),
    table: {
      columns: [
        { label: say('charts.column.state'), dimension: null },
        { label: say('charts.column.reason'), dimension: null },
      ],
      rows: [[reason.heading, sentences(reason.reason)]],
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
  const first = common[0] ?? say('charts.notEvaluated')
  return [say('charts.amongOthers', { reason: capitalised(first), more: common.length > 1 ? 'yes' : 'no' }), next]
}

/** "Unknown: no purchase price is known", in place of a bar. */
export function unknownNote(estimate: Estimate): string {
  const reason = reasonText(estimate.reason, say('charts.notEvaluated'))
  return say('charts.unknownBecause', { reason: withoutStop(withinSentence(reason)) })
}

/** Height of a line of the reason, and the air beside it, pixels. */
const LINE = 16
const BESIDE = 16

function stateShapes(theme: ChartTheme, reason: StateReason, plot: PlotRect): Graphic[] {
  const { x, y, width, height } = plot
  const centre = x + width / 2
  const room = width - 2 * BESIDE
  const headings = wrapped(reason.heading, room, theme.fontSize, true)
  const reasons = reason.reason.flatMap((words) => wrapped(words, room, theme.fontSize))
  const count = headings.length + reasons.length
  const top = y + height / 2 - ((count - 1) * LINE) / 2
  const infeasible = reason.state === 'infeasible'
  const frame: Graphic[] =
    reason.state === 'empty'
      ? []
      : [
          ...(infeasible ? hatchShapes(plot, 'rising', theme.lineStrong, 9) : []),
          ...dashedFrame(theme, plot, infeasible ? null : [4, 3]),
        ]
  const lines = [...headings, ...reasons].map((words, index) =>
    text(theme, centre, top + index * LINE + (index < headings.length ? -1 : 1), words, {
      align: 'center',
      halo: null,
      ...(index < headings.length ? { weight: 600, color: infeasible ? theme.bad : theme.ink } : {}),
    }),
  )
  const widest = Math.max(
    ...headings.map((words) => textWidth(words, theme.fontSize, true)),
    ...reasons.map((words) => textWidth(words, theme.fontSize)),
  )
  const wide = Math.min(width, widest + 2 * BESIDE)
  const plate: Graphic = {
    type: 'rect',
    silent: true,
    z2: 10,
    shape: { x: centre - wide / 2, y: top - LINE, width: wide, height: (count + 1) * LINE, r: 3 },
    style: { fill: theme.surface },
  }
  return [...frame, ...(infeasible ? [plate] : []), ...lines]
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
