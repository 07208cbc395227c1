import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { useClient } from '../app/client.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

/** The two lists of the library. */
export type LibraryKind = 'devices' | 'models'

/** What the library screen shows: list, search and the chosen profiles. Kept while other screens are open. */
export const useLibraryBrowser = defineStore('libraryBrowser', () => {
  const client = useClient()
  const store = useWorkspace()
  const kind = ref<LibraryKind>('devices')
  const query = ref('')
  /** The software stacks in place of a profile. */
  const stacksShown = ref(false)
  /** Null: not read yet. */
  const devices = shallowRef<readonly HardwareListing[] | null>(null)
  const models = shallowRef<readonly ModelListing[] | null>(null)
  /** The query that `devices` and `models` answer. */
  const answered = ref('')
  /** One sentence: why the lists could not be read. */
  const listFailure = ref<string | null>(null)
  const chosen = shallowReactive<Record<LibraryKind, string | null>>({ devices: null, models: null })
  const device = shallowRef<HardwareProfile | null>(null)
  const model = shallowRef<ModelProfile | null>(null)
  /** One sentence: why the chosen profile could not be read. */
  const profileFailure = ref<string | null>(null)
  let asked = 0

  const chosenId = computed(() => chosen[kind.value])

  /** Reads both lists for the present query. An answer to an older query is dropped. */
  async function refresh(): Promise<void> {
    const turn = ++asked
    const text = query.value
    const [foundDevices, foundModels] = await Promise.all([
      client.call('library.listHardware', { query: text }),
      client.call('library.listModels', { query: text }),
    ])
    if (turn !== asked) return
    const failed = foundDevices.ok ? (foundModels.ok ? null : foundModels.error) : foundDevices.error
    listFailure.value = failed?.message ?? null
    if (!foundDevices.ok || !foundModels.ok) return
    devices.value = foundDevices.value
    models.value = foundModels.value
    answered.value = text
    chosen.devices ??= firstShown(foundDevices.value, store.focused?.hardware, (device) => device.sourced)
    chosen.models ??= firstShown(foundModels.value, store.focused?.model, () => 0)
    await readChosen()
  }

  /** Searches as one types. */
  function search(text: string): void {
    query.value = text.slice(0, 200)
    void refresh()
  }

  function show(next: LibraryKind): void {
    stacksShown.value = false
    kind.value = next
    void readChosen()
  }

  /** Shows a profile in place of the present one, which stays until the new one is there. */
  function choose(id: string, of: LibraryKind = kind.value): void {
    stacksShown.value = false
    kind.value = of
    chosen[of] = id
    void readChosen()
  }

  async function readChosen(): Promise<void> {
    const of = kind.value
    const id = chosen[of]
    if (id === null) return
    if (of === 'devices') {
      if (device.value?.id === id) return
      const reply = await client.call('library.hardware', { id })
      if (chosen.devices !== id) return
      if (reply.ok) device.value = reply.value.profile
      profileFailure.value = reply.ok ? null : reply.error.message
      return
    }
    if (model.value?.id === id) return
    const reply = await client.call('library.model', { id })
    if (chosen.models !== id) return
    if (reply.ok) model.value = reply.value.profile
    profileFailure.value = reply.ok ? null : reply.error.message
  }

  return {
    kind,
    stacksShown,
    query,
    answered,
    devices,
    models,
    listFailure,
    chosen,
    chosenId,
    device,
    model,
    profileFailure,
    refresh,
    search,
    show,
    choose,
  }
})

/** What a list opens with: the profile the workspace looks at, else the one that is best documented. */
function firstShown<Listing extends { readonly id: string }>(
  list: readonly Listing[],
  focused: string | undefined,
  documented: (listing: Listing) => number,
): string | null {
  const inUse = list.find((listing) => listing.id === focused)
  if (inUse) return inUse.id
  const best = list.reduce<Listing | null>(
    (kept, listing) => (kept !== null && documented(kept) >= documented(listing) ? kept : listing),
    null,
  )
  return best?.id ?? null
}
