import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { readOnce } from '../window/readOnce.ts'

/** Every device and model the library holds, as lists to choose from. Read when first asked for. */
export const useLibraryLists = defineStore('libraryLists', () => {
  const client = useClient()
  const hardware = shallowRef<readonly HardwareListing[]>([])
  const models = shallowRef<readonly ModelListing[]>([])
  const { load, reload } = readOnce(async () => {
    const [devices, known] = await Promise.all([
      client.call('library.listHardware', { query: '' }),
      client.call('library.listModels', { query: '' }),
    ])
    if (devices.ok) hardware.value = devices.value
    if (known.ok) models.value = known.value
    const failed = devices.ok ? (known.ok ? null : known.error) : devices.error
    if (failed) useNotices().fail(failed, 'library')
    return failed === null
  })

  return { hardware, models, load, reload }
})
