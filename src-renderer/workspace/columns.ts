import type { ScenarioPatch } from '#shared/domain/analysis/levers.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { nameIn } from '#shared/domain/nameIn.ts'
import { scenarioName, shortHardwareName } from '#shared/domain/names.ts'
import { stackInCommon } from '#shared/domain/offeredStacks.ts'
import { paidAs } from '#shared/domain/proposal/paidAs.ts'
import { keepDeployment, proposeDeployment } from '#shared/domain/proposal/proposeDeployment.ts'
import { proposePlace, proposePools } from '#shared/domain/proposal/proposePools.ts'
import { prefillProfileOf, profilesOf, workloadOf } from '#shared/domain/resolve.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Software } from '#shared/domain/software.ts'
import { wholeSystems } from '#shared/domain/systemUnit.ts'
import { MOST_SCENARIOS, slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import { original, type Draft } from 'immer'
import { useNotices } from '../window/notices.ts'
import { fetchHardware, fetchModel } from './embedding.ts'
import { useEvaluation } from './evaluation.ts'
import { onScenario, ownDevices, prefillDeviceRecipe } from './recipes.ts'
import { splitText } from './splitText.ts'
import { useStackLists } from './stackLists.ts'
import { useWorkspace } from './workspaceStore.ts'

/** "A 8 × B200", for labels of undo steps. */
function labelOf(workspace: Workspace, scenario: Scenario): string {
  return `${slotLetter(scenario.slot)} ${nameIn(workspace, scenario)}`
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

const TOPIC = 'column'

/** Tells what a change brought with it, with the way back while it is the last step. */
function tell(text: string, severity: 'note' | 'warning'): void {
  const store = useWorkspace()
  const step = store.lastStep
  const notices = useNotices()
  const undo = () => {
    if (store.lastStep === step) store.undo()
    notices.dismissTopic(TOPIC)
  }
  notices.show({ severity, topic: TOPIC, text, actions: [{ label: say('action.undo'), run: undo }] })
}

/** How many devices a column got, against those of the one it is beside or was before. @param other "A", "before" */
function tellDevices(slot: number, hardware: HardwareProfile, devices: number, before: number, other: string): void {
  const said = { letter: slotLetter(slot), devices, device: shortHardwareName(hardware), before, other }
  if (devices === before) tell(say('columns.asMany', said), 'note')
  else {
    const systems = wholeSystems(hardware, before)
    const why = systems !== null && systems * (hardware.system?.devices ?? 1) === devices ? 'systems' : 'fit'
    tell(say('columns.otherNumber', { ...said, why }), 'warning')
  }
}

/**
 * The stack a device is put on: the baseline's, so that columns differ in their devices and not in their software, where it
 * was measured on devices of its maker and kind; null: its best-calibrated one. Stacks must have been read.
 */
function stackFor(hardware: HardwareProfile, baseline: Scenario | null): Software | null {
  if (baseline === null) return null
  const result = useEvaluation().evaluated?.results.get(baseline.id)
  const stack = baseline.deployment.software ?? result?.calibration.software ?? null
  return stackInCommon(hardware, stack, useStackLists().facts ?? [])
}

/**
 * Adds a column for a device, with the baseline's model and economics and a deployment that fits, and shows its inputs.
 * @returns the new scenario's id; null when the workspace is full or the device cannot be read
 */
export async function addScenario(hardwareId: string): Promise<string | null> {
  const store = useWorkspace()
  const [fetched] = await Promise.all([fetchHardware(hardwareId), useStackLists().load()])
  const { workspace, baseline } = store
  if (!fetched || !workspace || !baseline) return null
  const slot = freeSlot(workspace.scenarios)
  const model = workspace.profiles.models[baseline.model]
  if (slot === null || !model) return null
  // A profile the workspace already embeds stays as it is: two columns of one device must not differ unseen.
  const embedded = workspace.profiles.hardware[hardwareId] ?? fetched
  const software = stackFor(embedded.profile, baseline)
  const scenario: Scenario = {
    id: freeId(workspace.scenarios),
    name: null,
    slot,
    hardware: hardwareId,
    model: baseline.model,
    hardwareOverrides: {},
    workloadOverrides: {},
    ranges: {},
    deployment: {
      ...proposeDeployment(embedded.profile, model.profile, workspace.workload, baseline.deployment),
      software,
    },
    prefill: null,
    economics: paidAs(embedded.profile, baseline.economics),
    note: '',
  }
  store.edit(`Add ${slotLetter(slot)} ${scenarioName(scenario, embedded.profile, null)}`, (draft) => {
    draft.profiles.hardware[hardwareId] = embedded as Draft<typeof embedded>
    draft.scenarios.push(scenario as Draft<Scenario>)
  })
  store.focus(scenario.id)
  const { devices } = scenario.deployment
  tellDevices(slot, embedded.profile, devices, baseline.deployment.devices, slotLetter(baseline.slot))
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

/** Pools of a scenario as they are proposed for a device that decodes. */
function poolsFor(
  workspace: Workspace,
  scenario: Scenario,
  hardware: HardwareProfile,
  deployment: Deployment,
): Partial<Deployment> {
  const model = profilesOf(workspace, scenario)?.model
  if (!model) return {}
  const apart = prefillProfileOf(workspace, scenario)
  const prefill = apart !== null && scenario.prefill !== null ? { hardware: apart, place: scenario.prefill } : null
  return proposePools({ hardware, model, workload: workloadOf(workspace, scenario), deployment, prefill })
}

/** Moves the prefill pool of a column to another device. @param hardwareId null: back to the devices that decode */
export async function setPrefillDevice(id: string, hardwareId: string | null): Promise<void> {
  const fetched = hardwareId === null ? null : await fetchHardware(hardwareId)
  const found = find(id)
  if (!found || (hardwareId !== null && !fetched)) return
  const { workspace, scenario } = found
  const embedded = hardwareId === null ? null : (workspace.profiles.hardware[hardwareId] ?? fetched)
  const place = embedded && proposePlace(embedded.profile, scenario.deployment)
  useWorkspace().edit(say('layout.prefillDeviceStep', { letter: slotLetter(scenario.slot) }), (draft) => {
    if (embedded) draft.profiles.hardware[embedded.profile.id] = embedded as Draft<typeof embedded>
    prefillDeviceRecipe(id, place)(draft)
  })
}

/** Puts another device into a column, with a deployment and a price that fit it. Overrides belong to the old one and go. */
export async function setHardware(id: string, hardwareId: string): Promise<void> {
  const [fetched] = await Promise.all([fetchHardware(hardwareId), useStackLists().load()])
  const found = find(id)
  if (!fetched || !found || found.scenario.hardware === hardwareId) return
  const profiles = profilesOf(found.workspace, found.scenario)
  if (!profiles) return
  const embedded = found.workspace.profiles.hardware[hardwareId] ?? fetched
  const load = workloadOf(found.workspace, found.scenario)
  const { scenario: former } = found
  const proposed: Deployment = {
    ...proposeDeployment(embedded.profile, profiles.model, load, { ...former.deployment, devices: ownDevices(former) }),
    software: stackFor(embedded.profile, useWorkspace().baseline),
  }
  // What is served from two pools still is.
  const deployment =
    former.deployment.serving === 'disaggregated'
      ? { ...proposed, ...poolsFor(found.workspace, former, embedded.profile, proposed) }
      : proposed
  useWorkspace().edit(
    `${slotLetter(found.scenario.slot)}: device`,
    onScenario(id, (scenario, draft) => {
      draft.profiles.hardware[hardwareId] = embedded as Draft<typeof embedded>
      scenario.hardware = hardwareId
      scenario.hardwareOverrides = {}
      scenario.deployment = deployment as Draft<Deployment>
      scenario.economics = paidAs(embedded.profile, scenario.economics)
    }),
  )
  const before = found.scenario.deployment.devices
  if (deployment.devices !== before) {
    tellDevices(found.scenario.slot, embedded.profile, deployment.devices, before, say('columns.before'))
  }
}

/**
 * Puts a model into one column, or into all of them. The number of devices and everything else that was set stays; where the
 * model cannot be cut as the one before, the same devices are split anew, and a notice says so.
 */
export async function setModel(ids: readonly string[], modelId: string): Promise<void> {
  const fetched = await fetchModel(modelId)
  const store = useWorkspace()
  if (!fetched || !store.workspace) return
  const embedded = store.workspace.profiles.models[modelId] ?? fetched
  const anew: string[] = []
  store.edit('Model', (draft) => {
    draft.profiles.models[modelId] = embedded as Draft<typeof embedded>
    for (const scenario of draft.scenarios) {
      if (!ids.includes(scenario.id) || scenario.model === modelId) continue
      scenario.model = modelId
      const hardware = draft.profiles.hardware[scenario.hardware]?.profile as HardwareProfile | undefined
      if (!hardware) continue
      const workload = workloadOf(draft as Workspace, scenario as Scenario)
      const before = original(scenario.deployment) as Deployment
      const kept = keepDeployment(hardware, embedded.profile, workload, before)
      if (kept === before) continue
      scenario.deployment = kept as Draft<Deployment>
      const letter = slotLetter(scenario.slot)
      const { devices } = kept
      anew.push(say('columns.splitAnew', { letter, devices, before: splitText(before), after: splitText(kept) }))
    }
  })
  if (anew.length > 0) tell(anew.join(' '), 'warning')
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
