import type { Workspace } from '#shared/domain/workspace.ts'
import { scenarioFields } from './inputs/scenarioFields.ts'

/**
 * Paths of the inputs the inspector has for a scenario. A link leads to one of them or is none: a rented machine has no
 * tariff, and a device without a network port no bandwidth of it.
 */
export function linkedInputs(workspace: Workspace | null, scenarioId: string): ReadonlySet<string> {
  const scenario = workspace?.scenarios.find(({ id }) => id === scenarioId)
  return new Set(workspace && scenario ? scenarioFields(workspace, scenario, false).map(({ id }) => id) : [])
}
