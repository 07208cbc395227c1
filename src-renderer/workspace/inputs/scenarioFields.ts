import type { Scenario } from '#shared/domain/scenario.ts'
import type { Software } from '#shared/domain/software.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { profilesOf } from '#shared/domain/resolve.ts'
import { allocationFields } from './allocationFields.ts'
import { deploymentFields, precisionFields } from './deploymentFields.ts'
import { economicsFields } from './economicsFields.ts'
import type { FieldInput } from './fields.ts'
import { withRange } from './rangeFields.ts'
import { hardwareFields } from './hardwareFields.ts'
import { workloadFields } from './loadFields.ts'

/** Every input of a scenario in the order of the inspector; empty when the workspace lacks its profiles. @param stacks the user's of the device @param offered stacks that exist for it */
export function scenarioFields(
  workspace: Workspace,
  scenario: Scenario,
  onlyThis: boolean,
  stacks: readonly StackProfile[] = [],
  offered: readonly Software[] = [],
): readonly FieldInput[] {
  const profiles = profilesOf(workspace, scenario)
  if (!profiles) return []
  return [
    ...hardwareFields(scenario, profiles.hardware),
    ...precisionFields(scenario, profiles.hardware),
    ...workloadFields(workspace, scenario, onlyThis),
    ...deploymentFields(scenario, profiles, stacks, offered),
    ...allocationFields(scenario, profiles.hardware),
    ...economicsFields(scenario, profiles.hardware),
  ].map((field) => withRange(scenario, field, onlyThis))
}
