import { poolDevices, type Deployment } from '#shared/domain/deployment.ts'
import type { Economics } from '#shared/domain/economics.ts'
import type { PrefillPlace } from '#shared/domain/prefillPlace.ts'
import { splitDevices } from '#shared/domain/proposal/proposeDeployment.ts'
import { proposePools } from '#shared/domain/proposal/proposePools.ts'
import { prefillProfileOf, profilesOf, workloadOf } from '#shared/domain/resolve.ts'
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
    if (deployment.serving === 'disaggregated') {
      Object.assign(deployment, pooledAnew(workspace, scenario as Scenario, devices))
      return
    }
    Object.assign(
      deployment,
      { devices },
      splitDevices(profiles.hardware, profiles.model, devices, workload, deployment),
    )
  })
}

/**
 * The pools of a scenario as they are proposed for its devices.
 * @param devices of both pools, or of the one that decodes where prefill has devices of its own
 */
function pooledAnew(workspace: Workspace, scenario: Scenario, devices: number): Partial<Deployment> {
  const profiles = profilesOf(workspace, scenario)
  if (!profiles) return {}
  const { prefill: place } = scenario
  const hardware = prefillProfileOf(workspace, scenario)
  const deployment = { ...scenario.deployment, devices }
  const prefill = place !== null && hardware !== null ? { hardware, place } : null
  return proposePools({ ...profiles, workload: workloadOf(workspace, scenario), deployment, prefill })
}

/** Devices of the scenario's own kind: all of them, but those of a prefill pool on another device. */
export function ownDevices({ deployment, prefill }: Scenario): number {
  const { pools, devices } = deployment
  return prefill !== null && pools !== null && deployment.serving === 'disaggregated'
    ? poolDevices(pools.decode)
    : devices
}

/** A recipe that serves in another way; pools that the scenario has not had are proposed, the others are taken back. */
export function servingRecipe(id: string, serving: Deployment['serving']): Recipe {
  return onScenario(id, (scenario, draft) => {
    const { deployment } = scenario
    const { pools } = deployment
    if (serving !== 'disaggregated') {
      deployment.serving = serving
      return
    }
    if (pools !== null && poolDevices(pools.prefill) + poolDevices(pools.decode) === deployment.devices) {
      deployment.serving = serving
      return
    }
    Object.assign(deployment, pooledAnew(draft as Workspace, scenario as Scenario, deployment.devices))
  })
}

/**
 * A recipe that moves the prefill pool to another device, with pools that fit both.
 * @param place null: back to the devices that decode
 */
export function prefillDeviceRecipe(id: string, place: PrefillPlace | null): Recipe {
  return onScenario(id, (scenario, draft) => {
    const devices = ownDevices(scenario as Scenario)
    scenario.prefill = place
    Object.assign(scenario.deployment, pooledAnew(draft as Workspace, scenario as Scenario, devices))
  })
}

/** A recipe that replaces parts of where the prefill pool runs. */
export function prefillRecipe(id: string, change: Partial<PrefillPlace>): Recipe {
  return onScenario(id, (scenario) => {
    if (scenario.prefill !== null) Object.assign(scenario.prefill, change)
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
