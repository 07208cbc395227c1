import { useView } from '../../window/view.ts'
import { useDocuments } from '../../workspace/documentFlows.ts'
import { addScenario, setModel } from '../../workspace/columns.ts'
import { useWorkspace } from '../../workspace/workspaceStore.ts'

/** Adds a column with the device to the open workspace and shows it. */
export async function compareHere(hardwareId: string): Promise<void> {
  if ((await addScenario(hardwareId)) !== null) useView().show('compare')
}

/** Starts a workspace that has the device among its columns; the open one is settled first. */
export async function compareInNewWorkspace(hardwareId: string): Promise<void> {
  if (!(await useDocuments().create())) return
  useView().show('compare')
  const store = useWorkspace()
  const present = store.scenarios.find((scenario) => scenario.hardware === hardwareId)
  if (present) store.focus(present.id)
  else await addScenario(hardwareId)
}

/** Gives every column of the open workspace this model and shows them. */
export async function runModelHere(modelId: string): Promise<void> {
  const ids = useWorkspace().scenarios.map((scenario) => scenario.id)
  await setModel(ids, modelId)
  useView().show('compare')
}

/** Starts a workspace of which every column runs this model. */
export async function runModelInNewWorkspace(modelId: string): Promise<void> {
  if (await useDocuments().create()) await runModelHere(modelId)
}
