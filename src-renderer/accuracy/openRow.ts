import type { WorstRow } from '#shared/contract/accuracy.ts'
import { workloadSchema } from '#shared/domain/workload.ts'
import { useView } from '../window/view.ts'
import { useDocuments } from '../workspace/documentFlows.ts'
import { addScenario, setModel } from '../workspace/columns.ts'
import { deploymentRecipe, workloadRecipe } from '../workspace/recipes.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

/** Adds what a measured row ran as a column of the comparison, in a new workspace where none is open. */
export async function openRow(run: NonNullable<WorstRow['scenario']>): Promise<void> {
  const store = useWorkspace()
  if (store.workspace === null && !(await useDocuments().create())) return
  const id = await addScenario(run.hardware)
  if (id === null) return
  await setModel([id], run.model)
  const recipes = [
    deploymentRecipe(id, run.deployment),
    ...workloadSchema.keyof().options.map((field) => workloadRecipe(id, field, run.workload[field])),
  ]
  store.edit('Run of a measured row', (draft) => {
    for (const recipe of recipes) recipe(draft)
  })
  useView().show('compare')
}
