import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import type { Output } from '#shared/contract/index.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import { saveFile } from '../ui/saveFile.ts'
import { useClient } from '../window/client.ts'
import { madeFileActions } from '../window/madeFile.ts'
import { useNotices } from '../window/notices.ts'
import { useView } from '../window/view.ts'
import { useDocuments } from './documentFlows.ts'
import { placeText } from './placeText.ts'
import { useWorkspace } from './workspaceStore.ts'

/** Name of the job: progress comes under it. */
const JOB = 'reportExport'

type Answer = NonNullable<Output<'report.export'>>

/** A report that was made. */
export interface MadeReport extends Pick<Answer, 'saved' | 'size' | 'pages' | 'seconds' | 'compiler' | 'standard'> {
  readonly name: string
  /** What it was made of. */
  readonly workspace: Workspace
  /** Milliseconds since 1970. */
  readonly at: number
}

/** The export of the open document's report: one at a time, with its progress, and the last one that was made. */
export const useReportExport = defineStore('reportExport', () => {
  const client = useClient()
  const notices = useNotices()
  const documents = useDocuments()
  const store = useWorkspace()
  const view = useView()
  const running = ref(false)
  /** Share done of the analyses under way; null: none is, and the pages are being set. */
  const progress = ref<number | null>(null)
  /** The report that was made last of the open document; null: none since it was opened. */
  const last = shallowRef<MadeReport | null>(null)

  client.on('analysis.progress', ({ job, done, total }) => {
    if (job === JOB && total > 0) progress.value = done < total ? done / total : null
  })
  watch(
    () => store.file?.session,
    () => (last.value = null),
  )

  /** Exports the report as a PDF. @returns whether one was made */
  async function run(): Promise<boolean> {
    const { workspace, file } = store
    if (!workspace || running.value) return false
    running.value = true
    progress.value = null
    // The screen of the report shows it itself, with its progress.
    if (view.screen !== 'report') tellRunning()
    const name = documents.suggestedName().replace(/\.memwall$/, '.pdf')
    const reply = await client.call('report.export', { workspace, file: null, suggestedName: name, job: JOB })
    running.value = false
    notices.dismissTopic('report')
    if (!reply.ok) {
      if (reply.error.code === 'cancelled') {
        notices.show({ severity: 'note', text: say('reportScreen.exporting.cancelled'), topic: 'report' })
      } else notices.fail(reply.error, 'report')
      return false
    }
    if (!reply.value) return false
    const { bytes, problems: _known, ...made } = reply.value
    // Another document may have been opened meanwhile: it is none of its reports.
    if (store.file?.session === file?.session) {
      last.value = { ...made, name: made.saved?.name ?? name, workspace, at: Date.now() }
    }
    if (bytes !== null) {
      const read = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
      saveFile(name, read, 'application/pdf')
    }
    // The screen of the report shows it itself, and longer.
    if (view.screen === 'report' && !view.narrow) return true
    notices.show({
      severity: 'note',
      text: say('reportScreen.exported', {
        pages: made.pages,
        where: made.saved === null ? name : placeText(made.saved),
      }),
      topic: 'report',
      ...madeFileActions(made.saved, 'report'),
    })
    return true
  }

  function tellRunning(): void {
    notices.show({
      severity: 'note',
      text: say('reportScreen.exporting.setting'),
      topic: 'report',
      actions: [{ label: say('reportScreen.cancel'), run: cancel }],
    })
  }

  /** Ends the export under way; no file is written. */
  function cancel(): void {
    if (running.value) void client.call('analysis.cancel', { job: JOB })
  }

  return { running, progress, last, run, cancel }
})
