import { MOST_RECOMMENDATION } from '#shared/domain/report.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { Normaliser, Workspace } from '#shared/domain/workspace.ts'
import { useWorkspace } from './workspaceStore.ts'

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

/** Writes the recommendation the report prints. */
export function setRecommendation(text: string): void {
  useWorkspace().edit('Recommendation', (draft) => {
    draft.report.recommendation = text.slice(0, MOST_RECOMMENDATION)
  })
}
