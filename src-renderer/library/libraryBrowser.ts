import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import type { LibraryLines } from '#shared/contract/library.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { matches, queryWords } from '#shared/domain/searchWords.ts'
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
  /** Both lists whole; null: not read yet. They are searched here, as one types, without a call. */
  const lines = shallowRef<LibraryLines | null>(null)
  const words = computed(() => queryWords(query.value))
  const devices = computed(() => lines.value && found(lines.value.devices, words.value))
  const models = computed(() => lines.value && found(lines.value.models, words.value))
  /** One sentence: why the lists could not be read. */
  const listFailure = ref<string | null>(null)
  const chosen = shallowReactive<Record<LibraryKind, string | null>>({ devices: null, models: null })
  const device = shallowRef<HardwareProfile | null>(null)
  const model = shallowRef<ModelProfile | null>(null)
  /** One sentence: why the chosen profile could not be read. */
  const profileFailure = ref<string | null>(null)
  let asked = 0

  const chosenId = computed(() => chosen[kind.value])

  /** Reads both lists anew where the library has changed since. */
  async function refresh(): Promise<void> {
    const turn = ++asked
    const before = lines.value?.revision ?? null
    const summary = before === null ? null : await client.call('library.summary')
    if (turn !== asked || (summary?.ok && summary.value.revision === before)) return
    const reply = await client.call('library.lines')
    if (turn !== asked) return
    listFailure.value = reply.ok ? null : reply.error.message
    if (!reply.ok) return
    lines.value = reply.value
    chosen.devices ??= firstShown(reply.value.devices, store.focused?.hardware, (device) =>
      device.system ? 0 : device.sourced,
    )
    chosen.models ??= firstShown(reply.value.models, store.focused?.model, () => 0)
    await readChosen()
  }

  /** Searches as one types; lists that could not be read are asked for again. */
  function search(text: string): void {
    query.value = text.slice(0, 200)
    if (lines.value === null) void refresh()
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

/** The lines that have every word of a query. */
function found<Line extends { readonly words: string }>(
  all: readonly Line[],
  words: readonly string[],
): readonly Line[] {
  return words.length === 0 ? all : all.filter((line) => matches(line.words, words))
}

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
