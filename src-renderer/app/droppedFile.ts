import { say } from '#shared/words/say.ts'
import { BINARY, MOST_SENT, useImports } from '../library/exchange/importStore.ts'
import { useCalibration } from '../stacks/calibrationStore.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { useView } from '../window/view.ts'
import { useDocuments } from '../workspace/documentFlows.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

const TOPIC = 'dropped'
/** A workspace, or a report with one in it. */
const WORKSPACE = /\.(?:memwall|pdf)$/i

/**
 * Takes a file that was dropped on any screen to where it belongs: a workspace is opened, what the library can take in
 * is shown in its dialog, measurements calibrate the focused scenario. It is looked at before anything is asked.
 */
export function useDroppedFile(): (file: File) => Promise<void> {
  const calibration = useCalibration()
  const client = useClient()
  const documents = useDocuments()
  const imports = useImports()
  const notices = useNotices()
  const store = useWorkspace()
  const view = useView()

  async function calibrate(file: File): Promise<void> {
    const scenario = store.focused?.id
    if (scenario === undefined) {
      notices.show({ severity: 'problem', topic: TOPIC, text: say('page.dropped.measurements', { name: file.name }) })
      return
    }
    view.calibratedId = scenario
    await calibration.measureFile(file, null)
  }

  return async (file) => {
    notices.dismissTopic(TOPIC)
    if (WORKSPACE.test(file.name)) return void (await documents.openDropped(file))
    // Too large for a text: the dialog says so, and which file it was.
    if (BINARY.test(file.name) || file.size > MOST_SENT) return imports.readFile(file)
    const reply = await client.call('imports.recognise', { name: file.name, text: await file.text() })
    if (!reply.ok) return notices.fail(reply.error, TOPIC)
    switch (reply.value.kind) {
      case 'workspace':
        return void (await documents.openDropped(file))
      case 'library':
      case 'profiles':
        return imports.readFile(file)
      case 'measurements':
        return calibrate(file)
      case 'unknown':
        notices.show({ severity: 'problem', topic: TOPIC, text: say('page.dropped.unknown', { name: file.name }) })
    }
  }
}
