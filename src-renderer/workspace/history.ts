import { applyPatches, enablePatches, produceWithPatches, type Draft, type Patch } from 'immer'
import { forgottenProfiles } from '#shared/domain/forgottenProfiles.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

enablePatches()

/** A change to a workspace, written as if the draft could be changed in place. */
export type Recipe = (draft: Draft<Workspace>) => void

/** One step of undo: what to apply, what takes it back, and its name in the menu. */
export interface HistoryStep {
  readonly label: string
  readonly forward: readonly Patch[]
  readonly backward: readonly Patch[]
}

/** Steps taken, and how many of them are in effect. Never changed in place. */
export interface History {
  readonly steps: readonly HistoryStep[]
  readonly position: number
}

/** A history with nothing in it. */
export const EMPTY_HISTORY: History = { steps: [], position: 0 }

/**
 * A workspace after a change, and the step that made it; null where nothing changed. Profiles that the change leaves behind go
 * with it.
 */
export function change(
  workspace: Workspace,
  label: string,
  recipe: Recipe,
): { readonly workspace: Workspace; readonly step: HistoryStep } | null {
  const [changed, ...patches] = produceWithPatches(workspace, (draft) => {
    recipe(draft)
  })
  const { hardware, models } = forgottenProfiles(workspace, changed)
  const [next, forward, backward] =
    hardware.length + models.length === 0
      ? ([changed, ...patches] as const)
      : produceWithPatches(workspace, (draft) => {
          recipe(draft)
          for (const id of hardware) delete draft.profiles.hardware[id]
          for (const id of models) delete draft.profiles.models[id]
        })
  return forward.length === 0 ? null : { workspace: next, step: stepOf(label, forward, backward) }
}

/**
 * A step without the slack of lists that grew, and with one path where the way back is the way there: thousands of steps
 * are kept for as long as a document is open.
 */
function stepOf(label: string, forward: readonly Patch[], backward: readonly Patch[]): HistoryStep {
  const paths = new Map(forward.map(({ path }) => [JSON.stringify(path), path]))
  const sharing = (patch: Patch): Patch => {
    const path = paths.get(JSON.stringify(patch.path)) ?? patch.path
    return 'value' in patch ? { op: patch.op, path, value: patch.value as unknown } : { op: patch.op, path }
  }
  return { label, forward: Array.from(forward, sharing), backward: Array.from(backward, sharing) }
}

/** The history with a step taken; steps that were undone before it are gone. */
export function pushed(history: History, step: HistoryStep): History {
  const steps = [...history.steps.slice(0, history.position), step]
  return { steps, position: steps.length }
}

/** One step back, or null at the beginning. */
export function undone(
  workspace: Workspace,
  history: History,
): { readonly workspace: Workspace; readonly history: History } | null {
  const step = history.steps[history.position - 1]
  if (!step) return null
  return {
    workspace: applyPatches(workspace, [...step.backward]),
    history: { ...history, position: history.position - 1 },
  }
}

/** One step forward again, or null at the end. */
export function redone(
  workspace: Workspace,
  history: History,
): { readonly workspace: Workspace; readonly history: History } | null {
  const step = history.steps[history.position]
  if (!step) return null
  return {
    workspace: applyPatches(workspace, [...step.forward]),
    history: { ...history, position: history.position + 1 },
  }
}
