import type { Deployment } from '#shared/domain/deployment.ts'
import type { Economics } from '#shared/domain/economics.ts'
import { splitDevices } from '#shared/domain/proposal/proposeDeployment.ts'
import { profilesOf, workloadOf } from '#shared/domain/resolve.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { Draft } from 'immer'
import type { Recipe } from './history.ts'

/** A recipe for one scenario of the workspace. */
export function onScenario(
  id: string,
  recipe: (scenario: Draft<Scenario>, workspace: Draft<Workspace>) => void,
): Recipe {
  return (draft) => {
    const scenario = draft.scenarios.find((candidate) => candidate.id === id)
    if (scenario) recipe(scenario, draft)
  }
}

/** A recipe that sets the number of devices and splits them anew. */
export function devicesRecipe(id: string, devices: number): Recipe {
  return onScenario(id, (scenario, draft) => {
    const workspace = draft as Workspace
    const profiles = profilesOf(workspace, scenario as Scenario)
    if (!profiles) return
    const { deployment } = scenario
    const workload = workloadOf(workspace, scenario as Scenario)
    Object.assign(
      deployment,
      { devices },
      splitDevices(profiles.hardware, profiles.model, devices, workload, deployment),
    )
  })
}

/** A recipe that replaces parts of a scenario's deployment. */
export function deploymentRecipe(id: string, change: Partial<Deployment>): Recipe {
  return onScenario(id, (scenario) => {
    Object.assign(scenario.deployment, change)
  })
}

/** A recipe that replaces parts of a scenario's economics. */
export function economicsRecipe(id: string, change: Partial<Economics>): Recipe {
  return onScenario(id, (scenario) => {
    Object.assign(scenario.economics, change)
  })
}

/** A recipe that overrides a figure of the device. @param value SI; undefined: the library's figure again */
export function hardwareRecipe(id: string, path: string, value: number | undefined): Recipe {
  return onScenario(id, (scenario) => {
    if (value === undefined) delete scenario.hardwareOverrides[path]
    else scenario.hardwareOverrides[path] = value
  })
}

/** A recipe for one field of the load: shared by all columns, or of one. @param value undefined: the shared one again */
export function workloadRecipe<Field extends keyof Workload>(
  id: string | null,
  field: Field,
  value: Workload[Field] | undefined,
): Recipe {
  if (id === null) {
    return (draft) => {
      if (value !== undefined) draft.workload[field] = value
    }
  }
  return onScenario(id, (scenario, draft) => {
    if (value === undefined || value === draft.workload[field]) delete scenario.workloadOverrides[field]
    else scenario.workloadOverrides[field] = value
  })
}
