import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { OpenDocument } from '#shared/contract/documents.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import { MOST_SCENARIOS, type Workspace } from '#shared/domain/workspace.ts'
import {
  change,
  EMPTY_HISTORY,
  pushed,
  redone,
  undone,
  type History,
  type HistoryStep,
  type Recipe,
} from './history.ts'

/** The file behind the open workspace. */
export interface OpenFile {
  /** Names it to the core, which knows where it is. Null: never saved, or opened from an upload. */
  readonly id: string | null
  readonly name: string
  readonly diskHash: string | null
  /** Names the document in the crash journal. */
  readonly session: string
}

/**
 * The open document: an immutable workspace, the labelled steps that made it, and the file it belongs to.
 * While a thumb is dragged the workspace is a preview; `commitPreview` makes one step of it.
 */
export const useWorkspace = defineStore('workspace', () => {
  const workspace = shallowRef<Workspace | null>(null)
  const file = shallowRef<OpenFile | null>(null)
  const history = shallowRef<History>(EMPTY_HISTORY)
  /** Step that was last in effect when the file was saved; null: none. 'never': nothing on disk is equal. */
  const savedStep = shallowRef<HistoryStep | null | 'never'>(null)
  const focusedId = ref<string | null>(null)
  const preview = shallowRef<{ readonly base: Workspace; readonly label: string; readonly recipe: Recipe } | null>(null)

  const lastStep = computed(() => history.value.steps[history.value.position - 1] ?? null)
  /** The workspace differs from its file. */
  const edited = computed(
    () => workspace.value !== null && (preview.value !== null || lastStep.value !== savedStep.value),
  )
  const undoLabel = computed(() => lastStep.value?.label ?? null)
  const redoLabel = computed(() => history.value.steps[history.value.position]?.label ?? null)
  /** Values follow a thumb: axes stay locked and nothing eases. */
  const previewing = computed(() => preview.value !== null)
  const scenarios = computed<readonly Scenario[]>(() => workspace.value?.scenarios ?? [])
  /** It has as many scenarios as it may. */
  const full = computed(() => scenarios.value.length >= MOST_SCENARIOS)
  const baseline = computed(
    () => scenarios.value.find((scenario) => scenario.id === workspace.value?.baseline) ?? scenarios.value[0] ?? null,
  )
  /** The scenario whose inputs the inspector shows. */
  const focused = computed(() => scenarios.value.find((scenario) => scenario.id === focusedId.value) ?? baseline.value)

  /** Puts a document in place of the open one. `unsaved`: nothing on disk holds it (a recovered journal). */
  function load(opened: OpenDocument, unsaved = false): void {
    preview.value = null
    history.value = EMPTY_HISTORY
    savedStep.value = unsaved ? 'never' : null
    file.value = { id: opened.file, name: opened.name, diskHash: opened.diskHash, session: crypto.randomUUID() }
    focusedId.value = opened.workspace.baseline
    workspace.value = opened.workspace
  }

  function unload(): void {
    preview.value = null
    history.value = EMPTY_HISTORY
    savedStep.value = null
    workspace.value = null
    file.value = null
    focusedId.value = null
  }

  /** Changes the workspace as one step of undo. @param label what the step is called in the menu */
  function edit(label: string, recipe: Recipe): void {
    commitPreview()
    if (!workspace.value) return
    const changed = change(workspace.value, label, recipe)
    if (!changed) return
    history.value = pushed(history.value, changed.step)
    workspace.value = changed.workspace
  }

  /** Shows a change without taking a step. A later preview takes its place; both start from the same workspace. */
  function previewEdit(label: string, recipe: Recipe): void {
    const base = preview.value?.label === label ? preview.value.base : (commitPreview(), workspace.value)
    if (!base) return
    const changed = change(base, label, recipe)
    preview.value = { base, label, recipe }
    workspace.value = changed?.workspace ?? base
  }

  /** Makes one step of what is previewed. */
  function commitPreview(): void {
    const pending = preview.value
    if (!pending) return
    preview.value = null
    const changed = change(pending.base, pending.label, pending.recipe)
    if (!changed) {
      workspace.value = pending.base
      return
    }
    history.value = pushed(history.value, changed.step)
    workspace.value = changed.workspace
  }

  function cancelPreview(): void {
    const pending = preview.value
    if (!pending) return
    preview.value = null
    workspace.value = pending.base
  }

  function undo(): void {
    commitPreview()
    if (!workspace.value) return
    const result = undone(workspace.value, history.value)
    if (!result) return
    history.value = result.history
    workspace.value = result.workspace
  }

  function redo(): void {
    commitPreview()
    if (!workspace.value) return
    const result = redone(workspace.value, history.value)
    if (!result) return
    history.value = result.history
    workspace.value = result.workspace
  }

  /** Remembers that the step `step` is what the file holds. Edits made while it was written stay unsaved. */
  function markSaved(
    step: HistoryStep | null,
    saved: { id: string | null; name: string; diskHash: string | null },
  ): void {
    savedStep.value = step
    if (file.value) file.value = { ...file.value, ...saved }
  }

  function focus(id: string): void {
    focusedId.value = id
  }

  return {
    workspace,
    file,
    history,
    lastStep,
    edited,
    undoLabel,
    redoLabel,
    previewing,
    scenarios,
    full,
    baseline,
    focused,
    load,
    unload,
    edit,
    previewEdit,
    commitPreview,
    cancelPreview,
    undo,
    redo,
    markSaved,
    focus,
  }
})
