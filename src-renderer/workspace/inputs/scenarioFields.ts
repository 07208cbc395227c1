import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { prefillProfileOf, profilesOf } from '#shared/domain/resolve.ts'
import { allocationFields } from './allocationFields.ts'
import { deploymentFields, precisionFields } from './deploymentFields.ts'
import { economicsFields } from './economicsFields.ts'
import type { FieldInput } from './fields.ts'
import { withRange } from './rangeFields.ts'
import { hardwareFields } from './hardwareFields.ts'
import { workloadFields } from './loadFields.ts'
import { NO_STACKS, type StackChoices } from './stackChoices.ts'

/** Every input of a scenario in the order of the inspector; empty when the workspace lacks its profiles. */
export function scenarioFields(
  workspace: Workspace,
  scenario: Scenario,
  onlyThis: boolean,
  choices: StackChoices = NO_STACKS,
): readonly FieldInput[] {
  const profiles = profilesOf(workspace, scenario)
  if (!profiles) return []
  const prefill = prefillProfileOf(workspace, scenario)
  return [
    ...hardwareFields(scenario, profiles.hardware),
    ...precisionFields(scenario, profiles.hardware),
    ...workloadFields(workspace, scenario, onlyThis),
    ...deploymentFields(scenario, { ...profiles, prefill }, choices),
    ...allocationFields(scenario, profiles.hardware),
    ...economicsFields(scenario, profiles.hardware),
  ].map((field) => withRange(scenario, field, onlyThis))
}
