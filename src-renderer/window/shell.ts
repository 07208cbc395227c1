import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Output } from '#shared/contract/index.ts'
import { useClient } from './client.ts'
import { useNotices } from './notices.ts'
import { hasBridge } from './transport.ts'

/** What is running around the window, and what the library holds. */
export const useShell = defineStore('shell', () => {
  const client = useClient()
  const notices = useNotices()
  const info = shallowRef<Output<'app.info'> | null>(null)
  const library = shallowRef<Output<'library.summary'> | null>(null)

  /** Only Electron has native file dialogs; elsewhere files are uploaded and downloaded. */
  const nativeDialogs = computed(() => info.value?.shell === 'electron' || hasBridge())
  const mac = computed(() => info.value?.platform === 'darwin' || /Mac/.test(navigator.platform))

  async function load(): Promise<void> {
    const [app, summary] = await Promise.all([client.call('app.info'), client.call('library.summary')])
    if (app.ok) info.value = app.value
    if (!summary.ok) {
      notices.fail(summary.error, 'library')
      return
    }
    library.value = summary.value
    // Restored from a backup, or not written to: whoever works with its figures should know.
    const { notice } = summary.value
    if (notice !== null) notices.show({ severity: 'warning', text: notice, topic: 'library' })
  }

  /** Reads anew what the library holds, after it has changed. */
  async function readLibrary(): Promise<void> {
    const summary = await client.call('library.summary')
    if (summary.ok) library.value = summary.value
  }

  return { info, library, nativeDialogs, mac, load, readLibrary }
})
