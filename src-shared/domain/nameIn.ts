import { scenarioName } from './names.ts'
import { prefillProfileOf, profileIn } from './resolve.ts'
import type { Scenario } from './scenario.ts'
import type { Workspace } from './workspace.ts'

/** What a scenario of a workspace is called; where the workspace lacks its device, its own name or the device's id. */
export function nameIn(
  workspace: Pick<Workspace, 'profiles'>,
  scenario: Pick<Scenario, 'name' | 'hardware' | 'deployment' | 'prefill'>,
): string {
  const hardware = profileIn(workspace, scenario.hardware)
  if (hardware === null) return scenario.name ?? scenario.hardware
  return scenarioName(scenario, hardware, prefillProfileOf(workspace, scenario))
}
