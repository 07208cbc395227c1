import { scenarioName } from '../domain/names.ts'
import { resolveScenario } from '../domain/resolve.ts'
import type { ScenarioResult } from '../domain/result.ts'
import { slotLetter, type Workspace } from '../domain/workspace.ts'
import { memoryWord } from './labels.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'

/**
 * Joins a workspace's scenarios with their results, in the workspace's order.
 * @param results in any order; a scenario without a result or with a missing profile is left out
 */
export function chartScenarios(workspace: Workspace, results: readonly ScenarioResult[]): EvaluatedScenario[] {
  return workspace.scenarios.flatMap((scenario) => {
    const result = results.find((candidate) => candidate.id === scenario.id)
    const resolved = resolveScenario(workspace, scenario)
    if (!result || !resolved) return []
    return [
      {
        id: scenario.id,
        slot: scenario.slot,
        name: scenarioName(scenario, resolved.hardware, resolved.prefill && resolved.prefill.hardware),
        resolved,
        result,
      },
    ]
  })
}

/** Letter of a scenario: "A". */
export function letterOf(scenario: EvaluatedScenario): string {
  return slotLetter(scenario.slot)
}

/** Letter and name: "A 8 × B200". */
export function letterAndName(scenario: EvaluatedScenario): string {
  return `${letterOf(scenario)}\u2002${scenario.name}`
}

/** What the off-chip memory of these machines is called together: "HBM", else "Memory". */
export function memoryWordOf(scenarios: readonly EvaluatedScenario[]): string {
  const names = scenarios.flatMap((scenario) =>
    scenario.result.ladder.filter((level) => level.resource === 'memory').map((level) => level.name),
  )
  return memoryWord(names)
}
