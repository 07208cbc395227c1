import { current, original, type Draft } from 'immer'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { besideKept, followed } from '#shared/domain/brief/keepOwned.ts'
import type { AlternativeKind } from '#shared/domain/brief/offer.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import { say } from '#shared/words/say.ts'
import { alternativeName, machineName } from '#shared/words/decision/alternativeName.ts'
import { fetchHardware, fetchModel } from '../workspace/embedding.ts'
import { useNotices } from '../window/notices.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'
import { candidateLetter, freeSlot, knownVendor, machineOf, newCandidate, usualKind, withKind } from './candidates.ts'

/** A change to the brief, written as if it could be changed in place. */
export type BriefRecipe = (brief: Draft<Brief>) => void
/** A change to one candidate. */
export type CandidateRecipe = (candidate: Draft<Alternative>) => void

/** Changes the brief as one step of undo. @param what the step is about, as its field is called */
export function editBrief(what: string, recipe: BriefRecipe): void {
  useWorkspace().edit(say('brief.step', { what }), (draft) => recipe(draft.brief))
}

/** A recipe after which rows that keep and add still have what they had in common with what they are made of. */
const following =
  (recipe: BriefRecipe): BriefRecipe =>
  (brief) => {
    const before = original(brief) ?? current(brief)
    recipe(brief)
    const after = current(brief)
    const { alternatives } = followed(before as Brief, after as Brief)
    if (alternatives !== after.alternatives) brief.alternatives = alternatives as Draft<Alternative>[]
  }

/** Shows a change of the brief without taking a step. */
export function previewBrief(what: string, recipe: BriefRecipe): void {
  useWorkspace().previewEdit(say('brief.step', { what }), (draft) => recipe(draft.brief))
}

const onCandidate =
  (id: string, recipe: CandidateRecipe): BriefRecipe =>
  (brief) => {
    const candidate = brief.alternatives.find((each) => each.id === id)
    if (candidate) recipe(candidate)
  }

function stepOf(id: string, what: string): string {
  const candidate = useWorkspace().workspace?.brief.alternatives.find((each) => each.id === id)
  return candidate ? say('brief.step.of', { letter: candidateLetter(candidate), what }) : say('brief.step', { what })
}

/** Changes one candidate as one step of undo. */
export function editCandidate(id: string, what: string, recipe: CandidateRecipe): void {
  useWorkspace().edit(stepOf(id, what), (draft) => following(onCandidate(id, recipe))(draft.brief))
}

/** Shows a change of one candidate without taking a step. */
export function previewCandidate(id: string, what: string, recipe: CandidateRecipe): void {
  useWorkspace().previewEdit(stepOf(id, what), (draft) => following(onCandidate(id, recipe))(draft.brief))
}

/** Serves another model; columns of the comparison keep theirs. */
export async function setBriefModel(modelId: string): Promise<void> {
  const store = useWorkspace()
  const known = store.workspace?.profiles.models[modelId]
  const embedded = known ?? (await fetchModel(modelId))
  if (!embedded || store.workspace?.brief.model === modelId) return
  store.edit(say('brief.step', { what: say('brief.model') }), (draft) => {
    draft.profiles.models[modelId] = embedded as Draft<typeof embedded>
    draft.brief.model = modelId
  })
}

function add(candidate: Alternative, embedded: Awaited<ReturnType<typeof fetchHardware>>): void {
  const store = useWorkspace()
  if (!store.workspace) return
  const name = embedded
    ? machineName({ profiles: { hardware: { [embedded.profile.id]: embedded } } }, candidate)
    : machineName(store.workspace, candidate)
  const before = new Set(store.workspace.brief.alternatives.map(({ id }) => id))
  store.edit(say('brief.step.add', { letter: candidateLetter(candidate), name }), (draft) => {
    if (embedded) draft.profiles.hardware[embedded.profile.id] ??= embedded as Draft<typeof embedded>
    draft.brief.alternatives.push(candidate as Draft<Alternative>)
    addBeside(draft.brief, candidate.id)
  })
  sayAdded((each) => !before.has(each.id) && each.id !== candidate.id)
}

/** In the same step: rows that keep what is owned. */
function addBeside(brief: Draft<Brief>, id: string): void {
  const beside = besideKept(current(brief) as Brief, id)
  if (beside.length > 0) brief.alternatives.push(...(beside as Draft<Alternative>[]))
}

/** Says which rows came along with a candidate: they are gone with the same step of undo. */
function sayAdded(isAdded: (each: Alternative) => boolean): void {
  const { workspace } = useWorkspace()
  if (!workspace) return
  const names = workspace.brief.alternatives
    .filter(isAdded)
    .map((each) => `${candidateLetter(each)} ${alternativeName(workspace, each)}`)
  if (names.length > 0) {
    useNotices().show({ severity: 'note', topic: 'brief.keep', text: say('brief.keep.added', { names }) })
  }
}

/**
 * Adds a machine of the library. @param kind how it is paid for; null: as it usually is
 * @returns the candidate's id; null: there are as many as may be, or the machine cannot be read
 */
export async function addMachine(hardwareId: string, kind: AlternativeKind | null = null): Promise<string | null> {
  const store = useWorkspace()
  const embedded = store.workspace?.profiles.hardware[hardwareId] ?? (await fetchHardware(hardwareId))
  const { workspace } = store
  const slot = workspace && freeSlot(workspace.brief)
  if (!workspace || !embedded || slot === null) return null
  const { profile } = embedded
  const candidate = newCandidate(workspace.brief, slot, kind ?? usualKind(profile), profile, knownVendor(workspace))
  add(candidate, embedded)
  return candidate.id
}

/** Adds the machine of a column, with what was changed of it, and with the column's letter where that is free. */
export function addColumn(scenario: Scenario): string | null {
  const { workspace } = useWorkspace()
  const slot = workspace && freeSlot(workspace.brief, scenario.slot)
  const machine = workspace && machineOf(workspace, scenario.hardware)
  if (!workspace || slot === null || !machine) return null
  const kind = scenario.economics.mode === 'rent' ? 'rent' : 'buy'
  const { hardwareOverrides, prefill, name } = scenario
  const candidate = {
    ...newCandidate(workspace.brief, slot, kind, machine, knownVendor(workspace)),
    hardwareOverrides,
    prefill,
    name,
  }
  add(candidate, null)
  return candidate.id
}

/** Adds what needs no machine: a hosted interface, or leaving it unserved. */
export function addWithoutMachine(kind: 'hosted' | 'statusQuo'): string | null {
  const { workspace } = useWorkspace()
  const slot = workspace && freeSlot(workspace.brief)
  if (!workspace || slot === null) return null
  const candidate = newCandidate(workspace.brief, slot, kind, null, knownVendor(workspace))
  add(candidate, null)
  return candidate.id
}

/** Removes a candidate, with what was set aside of it and the bridge it was. */
export function removeCandidate(id: string): void {
  const store = useWorkspace()
  const candidate = store.workspace?.brief.alternatives.find((each) => each.id === id)
  if (!store.workspace || !candidate) return
  const said = { letter: candidateLetter(candidate), name: machineName(store.workspace, candidate) }
  store.edit(say('brief.step.remove', said), (draft) => {
    const { brief } = draft
    brief.alternatives = brief.alternatives.filter((each) => each.id !== id)
    brief.setAside = brief.setAside.filter(({ alternative }) => alternative !== id)
    if (brief.bridge === id) brief.bridge = null
  })
}

/** Pays for a candidate in another way. */
export function setKind(id: string, kind: AlternativeKind): void {
  const { workspace } = useWorkspace()
  const candidate = workspace?.brief.alternatives.find((each) => each.id === id)
  if (!workspace || !candidate) return
  const { brief } = workspace
  const changed = withKind(candidate, kind, brief, machineOf(workspace, candidate.hardware), knownVendor(workspace))
  const before = new Set(brief.alternatives.map((each) => each.id))
  useWorkspace().edit(stepOf(id, say('brief.kind.long', { kind })), (draft) => {
    const of = draft.brief.alternatives.find((each) => each.id === id)
    if (of) Object.assign(of, changed)
    addBeside(draft.brief, id)
  })
  sayAdded((each) => !before.has(each.id))
}
