import { watch } from 'vue'
import { useClient } from '../window/client.ts'
import { useWorkspace } from './workspaceStore.ts'

/** Quiet time after an edit before it is written to the crash journal, milliseconds. */
const QUIET = 800

/** Keeps unsaved work in the crash journal: written a moment after each edit, forgotten when nothing is unsaved. */
export function keepJournal(): void {
  const client = useClient()
  const store = useWorkspace()
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    [() => store.workspace, () => store.file, () => store.edited] as const,
    ([workspace, file, edited], [, before, wasEdited]) => {
      clearTimeout(timer)
      // Also a journal that recovery wrote: what was unsaved has been saved or given up.
      if (before && wasEdited && (before.session !== file?.session || !edited)) {
        void client.call('documents.clearJournal', { session: before.session })
      }
      if (!workspace || !file || !edited) return
      timer = setTimeout(() => {
        void client.call('documents.journal', { session: file.session, file: file.id, workspace })
      }, QUIET)
    },
  )
}
