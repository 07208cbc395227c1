import { letterOf } from '../words/scenario.ts'
import { atSlot, SCENARIO_COLOURS } from '../domain/scenarioColours.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import type { Chip } from './types.ts'

/** A scenario's letter and colours on paper. */
export function chipOf(scenario: EvaluatedScenario): Chip {
  const [colour, ink] = atSlot(SCENARIO_COLOURS, scenario.slot)
  return { letter: letterOf(scenario), slot: scenario.slot, colour, ink }
}
