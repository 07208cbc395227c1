import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'

/** Every device and model the library holds, as lists to choose from. Read when first asked for. */
export const useLibraryLists = defineStore('libraryLists', () => {
  const client = useClient()
  const hardware = shallowRef<readonly HardwareListing[]>([])
  const models = shallowRef<readonly ModelListing[]>([])
  let loading: Promise<void> | null = null

  async function read(): Promise<void> {
    const [devices, known] = await Promise.all([
      client.call('library.listHardware', { query: '' }),
      client.call('library.listModels', { query: '' }),
    ])
    if (devices.ok) hardware.value = devices.value
    if (known.ok) models.value = known.value
    const failed = devices.ok ? (known.ok ? null : known.error) : devices.error
    if (!failed) return
    loading = null
    useNotices().fail(failed, 'library')
  }

  function load(): Promise<void> {
    loading ??= read()
    return loading
  }

  /** Reads them anew where they were read: the library has changed. */
  async function reload(): Promise<void> {
    if (loading === null) return
    loading = read()
    await loading
  }

  return { hardware, models, load, reload }
})
