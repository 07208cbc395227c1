import { nameIn } from '#shared/domain/nameIn.ts'
import { hardwareIdsOf } from '#shared/domain/resolve.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

/** A scenario of the open workspace that a profile is part of. */
export interface Use {
  readonly scenario: Scenario
  readonly name: string
  /** Figures of the device that the scenario replaces. */
  readonly overridden: number
}

/** The scenarios that use a device, for either of their pools, or a model. */
export function usesOf(workspace: Workspace | null, kind: 'hardware' | 'model', id: string): readonly Use[] {
  if (workspace === null) return []
  return workspace.scenarios
    .filter((scenario) => (kind === 'model' ? scenario.model === id : hardwareIdsOf(scenario).includes(id)))
    .map((scenario) => ({
      scenario,
      name: nameIn(workspace, scenario),
      overridden: kind === 'hardware' ? Object.keys(scenario.hardwareOverrides).length : 0,
    }))
}
