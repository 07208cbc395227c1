import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import type { LibraryLines } from '#shared/contract/library.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { matches, queryWords } from '#shared/domain/searchWords.ts'
import type { HardwareListing, ModelListing } from '#shared/contract/library.ts'
import { useClient } from '../../window/client.ts'
import { useListViews } from '../../window/listViews.ts'
import { useSettings } from '../../window/settings.ts'
import { useShell } from '../../window/shell.ts'
import { useLibraryLists } from '../../workspace/libraryLists.ts'
import { useWorkspace } from '../../workspace/workspaceStore.ts'
import { chosenCount, countFacets, narrowed, toggled, type FacetChoice } from './facets.ts'
import { DEVICE_FACETS, MODEL_FACETS } from './libraryFacets.ts'
import { DEVICE_COLUMNS, MODEL_COLUMNS, nextSort, sortLines } from './listColumns.ts'
import { DEFAULT_VIEWS, knownView, withColumn } from './listView.ts'

/** What stands beside the list: the chosen profile, or a view of the whole library. */
export type LibraryView = 'profile' | 'stacks' | 'weakFigures' | 'sideBySide' | 'timeline' | 'market'

/** Profiles that can stand side by side. */
export const MOST_PICKED = 4

/** The two lists of the library. */
export type LibraryKind = 'devices' | 'models'

/** What the library screen shows: list, search and the chosen profiles. Kept while other screens are open. */
export const useLibraryBrowser = defineStore('libraryBrowser', () => {
  const client = useClient()
  const store = useWorkspace()
  const kind = ref<LibraryKind>('devices')
  const query = ref('')
  const view = ref<LibraryView>('profile')
  const listViews = useListViews()
  /** Both lists whole; null: not read yet. They are searched here, as one types, without a call. */
  const lines = shallowRef<LibraryLines | null>(null)
  const words = computed(() => queryWords(query.value))
  /** Chosen values of the facets, by list. */
  const choices = shallowReactive<Record<LibraryKind, FacetChoice>>({ devices: {}, models: {} })
  const facetsOpen = ref(false)
  const listView = computed(() => knownView(kind.value, listViews.kept?.[kind.value]))
  const foundDevices = computed(() => lines.value && found(lines.value.devices, words.value))
  const foundModels = computed(() => lines.value && found(lines.value.models, words.value))
  /** The lines that a search and the facets leave, in the order of the list. */
  const devices = computed(
    () =>
      foundDevices.value &&
      sortLines(
        narrowed<HardwareListing>(foundDevices.value, DEVICE_FACETS, choices.devices),
        DEVICE_COLUMNS,
        knownView('devices', listViews.kept?.devices).sort,
      ),
  )
  const models = computed(
    () =>
      foundModels.value &&
      sortLines(
        narrowed<ModelListing>(foundModels.value, MODEL_FACETS, choices.models),
        MODEL_COLUMNS,
        knownView('models', listViews.kept?.models).sort,
      ),
  )
  /** The facets of the shown list; counts follow the search. Asked for only while they are shown. */
  const facets = computed(() =>
    kind.value === 'devices'
      ? countFacets<HardwareListing>(foundDevices.value ?? [], DEVICE_FACETS, choices.devices)
      : countFacets<ModelListing>(foundModels.value ?? [], MODEL_FACETS, choices.models),
  )
  const facetsChosen = computed(() => chosenCount(choices[kind.value]))
  /** Every device, whatever is searched for. */
  const allDevices = computed(() => lines.value?.devices ?? [])
  const revision = computed(() => lines.value?.revision ?? null)
  /** Profiles picked to stand side by side, in the order they were picked, by list. */
  const picked = shallowReactive<Record<LibraryKind, readonly string[]>>({ devices: [], models: [] })
  const pickedIds = computed(() => picked[kind.value])
  /** One sentence: why the lists could not be read. */
  const listFailure = ref<string | null>(null)
  const chosen = shallowReactive<Record<LibraryKind, string | null>>({ devices: null, models: null })
  const device = shallowRef<HardwareProfile | null>(null)
  const model = shallowRef<ModelProfile | null>(null)
  /** One sentence: why the chosen profile could not be read. */
  const profileFailure = ref<string | null>(null)
  /** Content hash of each shown profile, and the library's revision it was read at. */
  const read = shallowReactive<Record<LibraryKind, { id: string; revision: number | null; hash: string } | null>>({
    devices: null,
    models: null,
  })
  let asked = 0

  const chosenId = computed(() => chosen[kind.value])
  /** Content hash of the shown profile; null: none is shown. */
  const shownHash = computed(() => read[kind.value]?.hash ?? null)
  const ids = computed(
    () => new Set([...(lines.value?.devices ?? []), ...(lines.value?.models ?? [])].map(({ id }) => id)),
  )
  /** The shown profile is one of the user's, which can be edited. */
  const isOwn = computed(() => {
    const list: readonly { readonly id: string; readonly origin: string }[] = lines.value?.[kind.value] ?? []
    return list.some(({ id, origin }) => id === chosenId.value && origin === 'user')
  })

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
    if (before !== null) {
      void useLibraryLists().reload()
      void useShell().readLibrary()
    }
    for (const list of ['devices', 'models'] as const) {
      // A profile that another process removed is not asked for again.
      if (!reply.value[list].some(({ id }) => id === chosen[list])) chosen[list] = null
    }
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

  function chooseFacet(facet: string, value: string): void {
    choices[kind.value] = toggled(choices[kind.value], facet, value)
  }

  function clearFacets(): void {
    choices[kind.value] = {}
  }

  /** Shows a column of the list or not, and keeps that. */
  function showColumn(id: string, shown: boolean): void {
    keepView(withColumn(listView.value, id, shown))
  }

  /** A press on the head of a column. */
  function sortBy(id: string): void {
    keepView({ ...listView.value, sort: nextSort(listView.value.sort, id) })
  }

  function keepView(next: typeof listView.value): void {
    void useSettings().change({ library: { ...DEFAULT_VIEWS, ...listViews.kept, [kind.value]: next } })
  }

  /** Picks a profile to stand beside others, or takes it back; the fifth is not taken. */
  function togglePick(id: string): void {
    const own = picked[kind.value]
    if (own.includes(id)) picked[kind.value] = own.filter((each) => each !== id)
    else if (own.length < MOST_PICKED) picked[kind.value] = [...own, id]
  }

  function clearPicks(): void {
    picked[kind.value] = []
  }

  /** Shows a view of the whole library, or the profile again where it is shown already. */
  function toggleView(next: LibraryView): void {
    view.value = view.value === next ? 'profile' : next
  }

  function show(next: LibraryKind): void {
    if (view.value !== 'sideBySide') view.value = 'profile'
    kind.value = next
    void readChosen()
  }

  /** Shows a profile in place of the present one, which stays until the new one is there. */
  function choose(id: string, of: LibraryKind = kind.value): void {
    view.value = 'profile'
    kind.value = of
    step(id)
  }

  /** Chooses a profile of the list while whatever stands beside the list stays: what arrows and a search do. */
  function step(id: string): void {
    chosen[kind.value] = id
    void readChosen()
  }

  /** Lets go of a profile that is about to be removed: picks and the choice. */
  function forget(id: string): void {
    for (const list of ['devices', 'models'] as const) {
      picked[list] = picked[list].filter((each) => each !== id)
      if (chosen[list] === id) chosen[list] = null
    }
  }

  async function readChosen(): Promise<void> {
    const of = kind.value
    const id = chosen[of]
    if (id === null) return
    if (of === 'devices') {
      if (read.devices?.id === id && read.devices.revision === revision.value) return
      const at = revision.value
      const reply = await client.call('library.hardware', { id })
      if (chosen.devices !== id) return
      if (reply.ok) {
        device.value = reply.value.profile
        read.devices = { id, revision: at, hash: reply.value.hash }
      }
      profileFailure.value = reply.ok ? null : reply.error.message
      return
    }
    if (read.models?.id === id && read.models.revision === revision.value) return
    const at = revision.value
    const reply = await client.call('library.model', { id })
    if (chosen.models !== id) return
    if (reply.ok) {
      model.value = reply.value.profile
      read.models = { id, revision: at, hash: reply.value.hash }
    }
    profileFailure.value = reply.ok ? null : reply.error.message
  }

  return {
    kind,
    view,
    query,
    facetsOpen,
    facets,
    facetsChosen,
    listView,
    allDevices,
    revision,
    pickedIds,
    chooseFacet,
    clearFacets,
    showColumn,
    sortBy,
    togglePick,
    clearPicks,
    toggleView,
    devices,
    models,
    listFailure,
    chosen,
    chosenId,
    shownHash,
    ids,
    isOwn,
    forget,
    device,
    model,
    profileFailure,
    refresh,
    search,
    show,
    choose,
    step,
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
