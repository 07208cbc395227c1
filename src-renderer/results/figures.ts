import type { AxisRanges, ChartFigure, ChartOptions } from '#shared/charts/kit/types.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { ChartTheme } from '#shared/charts/kit/theme.ts'
import { carbonBar } from '#shared/charts/money/carbonBar.ts'
import { costBar } from '#shared/charts/money/costBar.ts'
import { deltaWaterfall, type DeltaBy, type DeltaInput } from '#shared/charts/waterfall/deltaWaterfall.ts'
import { energyBar } from '#shared/charts/money/energyBar.ts'
import { energyWaterfall } from '#shared/charts/waterfall/energyWaterfall.ts'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { roofline } from '#shared/charts/roofline/roofline.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'

/** Charts of the comparison, in the order of the grid. */
export const FIGURE_IDS = ['ladder', 'roofline', 'waterfall', 'delta', 'energy', 'joules', 'cost', 'carbon'] as const
/** A chart of the comparison. */
export type FigureId = (typeof FIGURE_IDS)[number]

/** What the charts of the comparison are drawn from. */
export interface FigureInput {
  readonly scenarios: readonly EvaluatedScenario[]
  readonly baselineId: string
  /** The scenario that charts of a single machine show. */
  readonly focusedId: string
  /** Operator selected in the roofline; absent: the one with the most to win. */
  readonly operator?: string | null
  /** What the difference of two scenarios is cut into; absent: causes. */
  readonly deltaBy?: DeltaBy
  /** The scenarios before a drag: they stay as ghosts; null: nothing is dragged. */
  readonly before?: readonly EvaluatedScenario[] | null
  /** Axes held still, while values are dragged. */
  readonly locked: (id: FigureId) => AxisRanges | undefined
}

/** The two ends of the delta waterfall: from the baseline to the focused scenario, or to the first other one. */
function deltaEnds(scenarios: readonly EvaluatedScenario[], baselineId: string, focusedId: string): DeltaInput | null {
  const from = scenarios.find((scenario) => scenario.id === baselineId)
  const focused = scenarios.find((scenario) => scenario.id === focusedId)
  const to = focused && focused.id !== baselineId ? focused : scenarios.find((scenario) => scenario.id !== baselineId)
  return from ? { from, to: to ?? null } : null
}

/** Draws one chart; null where it has nothing to compare. */
export function buildFigure(id: FigureId, input: FigureInput, theme: ChartTheme): ChartFigure | null {
  const { scenarios, baselineId, focusedId } = input
  const lockedAxes = input.locked(id)
  const options: ChartOptions = {
    ...(lockedAxes ? { lockedAxes } : {}),
    ...(input.before ? { before: input.before } : {}),
  }
  const focused = scenarios.find((scenario) => scenario.id === focusedId) ?? scenarios[0]
  switch (id) {
    case 'ladder':
      return memoryLadder({ scenarios, baselineId }, theme, options)
    case 'roofline': {
      return roofline(
        focused ?? null,
        theme,
        input.operator === undefined ? options : { ...options, selected: input.operator },
      )
    }
    case 'waterfall':
      return waterfall(focused ?? null, theme, options)
    case 'delta': {
      const ends = deltaEnds(scenarios, baselineId, focusedId)
      return ends ? deltaWaterfall(ends, theme, { ...options, by: input.deltaBy ?? 'cause' }) : null
    }
    case 'energy':
      return energyBar(scenarios, theme, options)
    case 'joules':
      return energyWaterfall(focused ?? null, theme, options)
    case 'cost':
      return costBar(scenarios, theme, options)
    case 'carbon':
      return carbonBar(scenarios, theme, options)
  }
}
