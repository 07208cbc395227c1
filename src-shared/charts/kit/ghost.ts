import type { ChartTheme } from './theme.ts'
import type { ChartOption, ChartOptions, Graphic, PlotRect, RenderApi, RenderParams } from './types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** Dashes of everything that shows a value as it was before a drag. */
export const GHOST_DASH: readonly [number, number] = [4, 3]

/** The outline of a ghost: dashed, faint and never filled, so that what is moving stays in front. */
export function ghostStroke(theme: ChartTheme): { readonly [key: string]: string | number | readonly number[] } {
  return { fill: 'none', stroke: theme.ink3, lineWidth: 1, lineDash: GHOST_DASH }
}

/** A scenario as it was before the drag; null: nothing is dragged, or it was not there. */
export function formerOf(scenario: EvaluatedScenario, options: ChartOptions): EvaluatedScenario | null {
  return options.before?.find(({ id }) => id === scenario.id) ?? null
}

/** A series of ghosts, cut at the edges of the plot. @param corner any point of the plot, in the units of its axes */
export function ghostSeries(
  corner: readonly [number, number],
  shapes: (api: RenderApi, plot: PlotRect) => readonly Graphic[],
): ChartOption {
  return {
    type: 'custom',
    id: 'ghosts',
    silent: true,
    clip: true,
    z: 2,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => ({
      type: 'group',
      children: shapes(api, params.coordSys),
    }),
  }
}
