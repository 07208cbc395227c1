import { letterOf } from '../words/scenario.ts'
import { chartTheme, scenarioStyle } from '../charts/kit/theme.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import type { Chip } from './types.ts'

/** A scenario's letter and colours on paper. */
export function chipOf(scenario: EvaluatedScenario): Chip {
  const style = scenarioStyle(chartTheme('print'), scenario.slot)
  return { letter: letterOf(scenario), slot: scenario.slot, colour: style.color, ink: style.onColor }
}
