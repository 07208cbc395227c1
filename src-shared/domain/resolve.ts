import type { HardwareProfile } from './hardware.ts'
import type { ModelProfile } from './model.ts'
import { applyHardwareOverrides, applyHardwareRanges } from './overrides.ts'
import type { ResolvedScenario, Scenario } from './scenario.ts'
import type { Workload } from './workload.ts'
import type { Workspace } from './workspace.ts'

/** The entry of a record under a key that a file may have chosen: never what every object inherits. */
function own<Entry>(record: Readonly<Record<string, Entry>>, key: string): Entry | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** The profiles a scenario names, as they are embedded; null when the workspace lacks one. */
export function profilesOf(
  { profiles }: Workspace,
  scenario: Scenario,
): { readonly hardware: HardwareProfile; readonly model: ModelProfile } | null {
  const hardware = own(profiles.hardware, scenario.hardware)
  const model = own(profiles.models, scenario.model)
  return hardware && model ? { hardware: hardware.profile, model: model.profile } : null
}

/** A scenario's load: the shared one with what the scenario overrides. */
export function workloadOf(workspace: Workspace, scenario: Scenario): Workload {
  return { ...workspace.workload, ...scenario.workloadOverrides }
}

/**
 * Joins a stored scenario with its embedded profiles and the shared workload.
 * @returns null when the workspace does not embed a profile the scenario names
 */
export function resolveScenario(workspace: Workspace, scenario: Scenario): ResolvedScenario | null {
  const profiles = profilesOf(workspace, scenario)
  if (!profiles) return null
  const { id, deployment, economics, ranges } = scenario
  return {
    id,
    hardware: applyHardwareRanges(applyHardwareOverrides(profiles.hardware, scenario.hardwareOverrides), ranges),
    model: profiles.model,
    workload: workloadOf(workspace, scenario),
    deployment,
    economics,
    ranges,
  }
}
