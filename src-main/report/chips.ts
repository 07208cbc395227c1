import { letterOf } from '#shared/charts/scenario.ts'
import { chartTheme, scenarioStyle } from '#shared/charts/theme.ts'
import type { ChartScenario } from '#shared/charts/types.ts'
import type { Chip } from './reportData.ts'

/** A scenario's letter and colours on paper. */
export function chipOf(scenario: ChartScenario): Chip {
  const style = scenarioStyle(chartTheme('print'), scenario.slot)
  return { letter: letterOf(scenario), colour: style.color, ink: style.onColor }
}
