import { applyHardwareOverrides, applyHardwareRanges } from './overrides.ts'
import type { ResolvedScenario, Scenario } from './scenario.ts'
import type { Workspace } from './workspace.ts'

/**
 * Joins a stored scenario with its embedded profiles and the shared workload.
 * @returns null when the workspace does not embed a profile the scenario names
 */
export function resolveScenario(workspace: Workspace, scenario: Scenario): ResolvedScenario | null {
  const hardware = Object.hasOwn(workspace.profiles.hardware, scenario.hardware)
    ? workspace.profiles.hardware[scenario.hardware]
    : undefined
  const model = Object.hasOwn(workspace.profiles.models, scenario.model)
    ? workspace.profiles.models[scenario.model]
    : undefined
  if (!hardware || !model) return null
  return {
    id: scenario.id,
    hardware: applyHardwareRanges(
      applyHardwareOverrides(hardware.profile, scenario.hardwareOverrides),
      scenario.ranges,
    ),
    model: model.profile,
    workload: { ...workspace.workload, ...scenario.workloadOverrides },
    deployment: scenario.deployment,
    economics: scenario.economics,
    ranges: scenario.ranges,
  }
}
