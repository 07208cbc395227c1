import { amount } from '../../units/amount.ts'
import { say } from '../../words/say.ts'
import { formerOf, GHOST_DASH, ghostSeries, ghostStroke } from '../kit/ghost.ts'
import { knownLevels } from './ladderLevels.ts'
import { line, text } from '../kit/draw.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { AxisRanges, ChartOption, ChartOptions, Graphic, PlotRect, RenderApi } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** Where a scenario's line ran before a drag, and its points that have moved since or serve no longer. */
interface FormerLine {
  readonly run: readonly (readonly [number, number])[]
  readonly points: readonly (readonly [number, number])[]
}

function formerLine(scenario: EvaluatedScenario, was: EvaluatedScenario): FormerLine {
  const now = knownLevels(scenario)
  const old = knownLevels(was).map((point) => {
    const same = now.find(({ level }) => level.level === point.level.level)
    const moved = same?.capacity !== point.capacity || same.bandwidth !== point.bandwidth
    return { at: [point.capacity, point.bandwidth] as const, moved, left: point.level.serves && !same?.level.serves }
  })
  return {
    run: old.some(({ moved }) => moved) ? old.map(({ at }) => at) : [],
    points: old.filter(({ moved, left }) => moved || left).map(({ at }) => at),
  }
}

/** Bytes of weights and KV together. */
function workingSet({ result }: EvaluatedScenario): number {
  return result.fit.weights + result.fit.kv
}

/**
 * The ladder as it was before a drag, where it was another: lines dashed, levels hollow, the edge of the working set
 * dashed. Nothing where nothing is dragged.
 * @param reference the scenario whose working set draws the edge
 */
export function ladderGhosts(
  theme: ChartTheme,
  axes: Required<AxisRanges>,
  scenarios: readonly EvaluatedScenario[],
  reference: EvaluatedScenario,
  options: ChartOptions,
): ChartOption[] {
  if (!options.before) return []
  const lines = scenarios.flatMap((scenario) => {
    const was = formerOf(scenario, options)
    return was ? [formerLine(scenario, was)] : []
  })
  const referenceWas = formerOf(reference, options)
  const edge = referenceWas && workingSet(referenceWas) !== workingSet(reference) ? workingSet(referenceWas) : null
  if (edge === null && lines.every(({ points }) => points.length === 0)) return []
  const shapes = (api: RenderApi, plot: PlotRect): Graphic[] => [
    ...(edge === null ? [] : formerEdge(theme, api.coord([edge, axes.y[0]])[0], edge, plot)),
    ...lines.flatMap(({ run, points }): Graphic[] => [
      ...(run.length < 2
        ? []
        : [
            {
              type: 'polyline' as const,
              silent: true,
              shape: { points: run.map((at) => api.coord(at)) },
              style: ghostStroke(theme),
            },
          ]),
      ...points.map((at): Graphic => {
        const [cx, cy] = api.coord(at)
        return {
          type: 'circle',
          silent: true,
          shape: { cx, cy, r: 4 },
          style: { fill: theme.surface, stroke: theme.ink3, lineWidth: 1.25 },
        }
      }),
    ]),
  ]
  return [ghostSeries([axes.x[0], axes.y[0]], shapes)]
}

/** The working set before the drag: the edge is named, for the one of the weights is dashed as well. */
function formerEdge(theme: ChartTheme, x: number, bytes: number, plot: PlotRect): Graphic[] {
  const at = Math.round(x) + 0.5
  return [
    line(at, plot.y + 16, at, plot.y + plot.height, theme.ink3, 1, GHOST_DASH),
    text(theme, at - 5, plot.y + 24, say('charts.ladder.was', { bytes: amount(bytes, 'bytes') }), {
      align: 'right',
      color: theme.ink3,
      halo: theme.canvas,
    }),
  ]
}
