import type { ScenarioPatch } from '#shared/domain/analysis/levers.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import type { Economics } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { scenarioName } from '#shared/domain/names.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { MOST_SCENARIOS, slotLetter, type Normaliser, type Workspace } from '#shared/domain/workspace.ts'
import type { Draft } from 'immer'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { proposeDeployment, splitDevices } from '#shared/domain/proposal/proposeDeployment.ts'
import type { Recipe } from './history.ts'
import { paidAs } from '#shared/domain/proposal/paidAs.ts'
import { useWorkspace } from './workspaceStore.ts'

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

/** Drops embedded profiles that no scenario names any more. */
function forgetUnusedProfiles(draft: Draft<Workspace>): void {
  const hardware = new Set(draft.scenarios.map((scenario) => scenario.hardware))
  const models = new Set(draft.scenarios.map((scenario) => scenario.model))
  for (const id of Object.keys(draft.profiles.hardware)) if (!hardware.has(id)) delete draft.profiles.hardware[id]
  for (const id of Object.keys(draft.profiles.models)) if (!models.has(id)) delete draft.profiles.models[id]
}

/** The profiles a scenario names; null when the workspace lacks one. */
export function profilesOf(
  workspace: Workspace,
  scenario: Scenario,
): { readonly hardware: HardwareProfile; readonly model: ModelProfile } | null {
  const hardware = workspace.profiles.hardware[scenario.hardware]?.profile
  const model = workspace.profiles.models[scenario.model]?.profile
  return hardware && model ? { hardware, model } : null
}

/** A scenario's load: the shared one with what the scenario overrides. */
export function workloadOf(workspace: Workspace, scenario: Scenario): Workload {
  return { ...workspace.workload, ...scenario.workloadOverrides }
}

/** "A 8 × B200", for labels of undo steps. */
function labelOf(workspace: Workspace, scenario: Scenario): string {
  const profiles = profilesOf(workspace, scenario)
  return `${slotLetter(scenario.slot)} ${profiles ? scenarioName(scenario, profiles.hardware) : ''}`.trim()
}

function find(id: string): { workspace: Workspace; scenario: Scenario } | null {
  const { workspace } = useWorkspace()
  const scenario = workspace?.scenarios.find((candidate) => candidate.id === id)
  return workspace && scenario ? { workspace, scenario } : null
}

function freeSlot(scenarios: readonly Scenario[]): number | null {
  const taken = new Set(scenarios.map((scenario) => scenario.slot))
  for (let slot = 0; slot < MOST_SCENARIOS; slot++) if (!taken.has(slot)) return slot
  return null
}

function freeId(scenarios: readonly Scenario[]): string {
  const taken = new Set(scenarios.map((scenario) => scenario.id))
  for (let number = scenarios.length + 1; ; number++) if (!taken.has(`s${number}`)) return `s${number}`
}

async function fetchHardware(id: string) {
  const reply = await useClient().call('library.hardware', { id })
  if (reply.ok) return reply.value
  useNotices().fail(reply.error)
  return null
}

async function fetchModel(id: string) {
  const reply = await useClient().call('library.model', { id })
  if (reply.ok) return reply.value
  useNotices().fail(reply.error)
  return null
}

/**
 * Adds a column for a device, with the baseline's model and economics and a deployment that fits, and shows its inputs.
 * @returns the new scenario's id; null when the workspace is full or the device cannot be read
 */
export async function addScenario(hardwareId: string): Promise<string | null> {
  const store = useWorkspace()
  const fetched = await fetchHardware(hardwareId)
  const { workspace, baseline } = store
  if (!fetched || !workspace || !baseline) return null
  const slot = freeSlot(workspace.scenarios)
  const model = workspace.profiles.models[baseline.model]
  if (slot === null || !model) return null
  // A profile the workspace already embeds stays as it is: two columns of one device must not differ unseen.
  const embedded = workspace.profiles.hardware[hardwareId] ?? fetched
  const scenario: Scenario = {
    id: freeId(workspace.scenarios),
    name: null,
    slot,
    hardware: hardwareId,
    model: baseline.model,
    hardwareOverrides: {},
    workloadOverrides: {},
    ranges: {},
    deployment: proposeDeployment(embedded.profile, model.profile, workspace.workload, baseline.deployment),
    economics: paidAs(embedded.profile, baseline.economics),
    note: '',
  }
  store.edit(`Add ${slotLetter(slot)} ${scenarioName(scenario, embedded.profile)}`, (draft) => {
    draft.profiles.hardware[hardwareId] = embedded as Draft<typeof embedded>
    draft.scenarios.push(scenario as Draft<Scenario>)
  })
  store.focus(scenario.id)
  return scenario.id
}

/** A copy of a column at its right, with a letter of its own. */
export function duplicateScenario(id: string): void {
  const store = useWorkspace()
  const found = find(id)
  if (!found) return
  const slot = freeSlot(found.workspace.scenarios)
  if (slot === null) return
  const copy: Scenario = { ...found.scenario, id: freeId(found.workspace.scenarios), slot }
  store.edit(`Duplicate ${labelOf(found.workspace, found.scenario)}`, (draft) => {
    const index = draft.scenarios.findIndex((candidate) => candidate.id === id)
    draft.scenarios.splice(index + 1, 0, copy as Draft<Scenario>)
  })
  store.focus(copy.id)
}

/** Removes a column; the last one stays. The first column left becomes the baseline where it was removed. */
export function removeScenario(id: string): void {
  const store = useWorkspace()
  const found = find(id)
  if (!found || found.workspace.scenarios.length < 2) return
  store.edit(`Remove ${labelOf(found.workspace, found.scenario)}`, (draft) => {
    draft.scenarios = draft.scenarios.filter((scenario) => scenario.id !== id)
    if (draft.baseline === id) draft.baseline = draft.scenarios[0]?.id ?? ''
    forgetUnusedProfiles(draft)
  })
}

/** Gives a column a name; an empty one goes back to devices and hardware. */
export function renameScenario(id: string, name: string): void {
  const found = find(id)
  if (!found) return
  const trimmed = name.trim().slice(0, 120)
  useWorkspace().edit(
    `Rename ${labelOf(found.workspace, found.scenario)}`,
    onScenario(id, (scenario) => {
      scenario.name = trimmed === '' ? null : trimmed
    }),
  )
}

/** Makes a column the one the others are compared with. */
export function setBaseline(id: string): void {
  const found = find(id)
  if (!found) return
  useWorkspace().edit(`Compare with ${labelOf(found.workspace, found.scenario)}`, (draft) => {
    draft.baseline = id
  })
}

/** Moves a column. @param by −1: to the left, 1: to the right */
export function moveScenario(id: string, by: -1 | 1): void {
  const found = find(id)
  if (!found) return
  useWorkspace().edit(`Move ${labelOf(found.workspace, found.scenario)}`, (draft) => {
    const from = draft.scenarios.findIndex((scenario) => scenario.id === id)
    const to = from + by
    if (to < 0 || to >= draft.scenarios.length) return
    const [moved] = draft.scenarios.splice(from, 1)
    if (moved) draft.scenarios.splice(to, 0, moved)
  })
}

/** Puts another device into a column, with a deployment and a price that fit it. Overrides belong to the old one and go. */
export async function setHardware(id: string, hardwareId: string): Promise<void> {
  const fetched = await fetchHardware(hardwareId)
  const found = find(id)
  if (!fetched || !found || found.scenario.hardware === hardwareId) return
  const profiles = profilesOf(found.workspace, found.scenario)
  if (!profiles) return
  const embedded = found.workspace.profiles.hardware[hardwareId] ?? fetched
  const deployment = proposeDeployment(
    embedded.profile,
    profiles.model,
    workloadOf(found.workspace, found.scenario),
    found.scenario.deployment,
  )
  useWorkspace().edit(
    `${slotLetter(found.scenario.slot)}: device`,
    onScenario(id, (scenario, draft) => {
      draft.profiles.hardware[hardwareId] = embedded as Draft<typeof embedded>
      scenario.hardware = hardwareId
      scenario.hardwareOverrides = {}
      scenario.deployment = deployment as Draft<Deployment>
      scenario.economics = paidAs(embedded.profile, scenario.economics)
      forgetUnusedProfiles(draft)
    }),
  )
}

/** Puts a model into one column, or into all of them. The split follows, because heads and sizes differ. */
export async function setModel(ids: readonly string[], modelId: string): Promise<void> {
  const fetched = await fetchModel(modelId)
  const store = useWorkspace()
  if (!fetched || !store.workspace) return
  const embedded = store.workspace.profiles.models[modelId] ?? fetched
  store.edit('Model', (draft) => {
    draft.profiles.models[modelId] = embedded as Draft<typeof embedded>
    for (const scenario of draft.scenarios) {
      if (!ids.includes(scenario.id) || scenario.model === modelId) continue
      scenario.model = modelId
      const hardware = draft.profiles.hardware[scenario.hardware]?.profile as HardwareProfile | undefined
      if (!hardware) continue
      const workload = { ...draft.workload, ...scenario.workloadOverrides } as Workload
      const proposed = proposeDeployment(hardware, embedded.profile, workload, scenario.deployment as Deployment)
      scenario.deployment = proposed as Draft<Deployment>
    }
    forgetUnusedProfiles(draft)
  })
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

/** Sets what throughput, cost and energy are divided by. */
export function setNormaliser(normaliser: Normaliser): void {
  useWorkspace().edit(`Per ${normaliser}`, (draft) => {
    draft.normaliser = normaliser
  })
}

/** Replaces the shared load. */
export function setWorkload(workload: Workload, name: string): void {
  useWorkspace().edit(`Workload: ${name}`, (draft) => {
    draft.workload = workload
  })
}

/** Sets the service-level objective; null: none. Seconds. */
export function setObjective(objective: Workspace['objective']): void {
  useWorkspace().edit('Objective', (draft) => {
    draft.objective = objective
  })
}

/** Most characters a file keeps of it. */
const MOST_RECOMMENDATION = 4000

/** Writes the recommendation the report prints. */
export function setRecommendation(text: string): void {
  useWorkspace().edit('Recommendation', (draft) => {
    draft.report.recommendation = text.slice(0, MOST_RECOMMENDATION)
  })
}

/** Lays a scenario out as a search found best: its deployment, and the requests in flight it was found for. */
export function applyConfiguration(id: string, deployment: Deployment, concurrency: number): void {
  useWorkspace().edit('Best configuration', (draft) => {
    onScenario(id, (scenario) => {
      scenario.deployment = deployment as Draft<Deployment>
      if (draft.workload.concurrency === concurrency) delete scenario.workloadOverrides.concurrency
      else scenario.workloadOverrides.concurrency = concurrency
    })(draft)
  })
}

/** Applies a change that an analysis proposed, as one step. @param label what the step is called in the menu */
export function applyPatch(id: string, label: string, { deployment, workload, hardware }: ScenarioPatch): void {
  useWorkspace().edit(
    label,
    onScenario(id, (scenario) => {
      Object.assign(scenario.deployment, deployment)
      Object.assign(scenario.workloadOverrides, workload)
      Object.assign(scenario.hardwareOverrides, hardware)
    }),
  )
}
