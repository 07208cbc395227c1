import { scenarioName } from '#shared/domain/names.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

/** A scenario of the open workspace that a profile is part of. */
export interface Use {
  readonly scenario: Scenario
  readonly name: string
  /** Figures of the device that the scenario replaces. */
  readonly overridden: number
}

/** The scenarios that use a device or a model. */
export function usesOf(workspace: Workspace | null, kind: 'hardware' | 'model', id: string): readonly Use[] {
  return (workspace?.scenarios ?? [])
    .filter((scenario) => scenario[kind] === id)
    .map((scenario) => {
      const hardware = workspace?.profiles.hardware[scenario.hardware]?.profile
      return {
        scenario,
        name: hardware ? scenarioName(scenario, hardware) : (scenario.name ?? scenario.hardware),
        overridden: kind === 'hardware' ? Object.keys(scenario.hardwareOverrides).length : 0,
      }
    })
}
