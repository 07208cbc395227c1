import { letterOf } from '../charts/scenario.ts'
import { chartTheme, scenarioStyle } from '../charts/kit/theme.ts'
import type { ChartScenario } from '../charts/kit/types.ts'
import type { Chip } from './types.ts'

/** A scenario's letter and colours on paper. */
export function chipOf(scenario: ChartScenario): Chip {
  const style = scenarioStyle(chartTheme('print'), scenario.slot)
  return { letter: letterOf(scenario), slot: scenario.slot, colour: style.color, ink: style.onColor }
}
