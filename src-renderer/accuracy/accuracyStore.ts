import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef } from 'vue'
import type { AccuracySummary, Recomputed, WorstRow } from '#shared/contract/accuracy.ts'
import { poolAccuracy } from '#shared/domain/accuracyPool.ts'
import { formatNumber } from '#shared/units/format.ts'
import { useClient } from '../window/client.ts'
import { useView } from '../window/view.ts'
import {
  besideOf,
  errorsByKind,
  facetValues,
  filterRows,
  rowKey,
  type AccuracyFilter,
  type Facet,
  type SortKey,
} from './accuracyRows.ts'

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

/** "21,300 values compared; 30 measured below the physical floor; 7,900 left out: the device is not in the library (3,999), …". */
function recomputedText({ rows, leftOut, belowFloor }: Recomputed): string {
  const counted = (count: number): string => formatNumber(count, { digits: 12, trim: true })
  const compared = rows.reduce((sum, row) => sum + row.count, 0)
  const omitted = leftOut.reduce((sum, { count }) => sum + count, 0)
  const floor = belowFloor > 0 ? `${counted(belowFloor)} measured below the physical floor; ` : ''
  if (omitted === 0) return `${counted(compared)} values compared; ${floor}none left out.`
  const reasons = leftOut.map(({ reason, count }) => `${reason} (${counted(count)})`).join('; ')
  return `${counted(compared)} values compared; ${floor}${counted(omitted)} left out: ${reasons}.`
}

const EVERYTHING: AccuracyFilter = { kind: 'groupLeftOut', device: null, software: null, quantity: null, family: null }

/** What the Accuracy screen shows. Kept while other screens are open. */
export const useAccuracy = defineStore('accuracy', () => {
  const client = useClient()
  /** Null: not read yet. */
  const summary = shallowRef<AccuracySummary | null>(null)
  /** One sentence: why it could not be read. */
  const failure = ref<string | null>(null)
  const filter = reactive<Writable<AccuracyFilter>>({ ...EVERYTHING })
  const sort = reactive<{ key: SortKey; descending: boolean }>({ key: 'quantity', descending: false })

  /** Null: no files were held against predictions yet. */
  const recomputed = shallowRef<Recomputed | null>(null)
  const recomputing = ref(false)
  /** One sentence: why the files could not be used, or what was left out of them. */
  const recomputeNote = ref<string | null>(null)

  const devices = computed(() => new Map((summary.value?.devices ?? []).map((device) => [device.id, device])))
  const measured = computed(() => new Set((summary.value?.rows ?? []).map((row) => row.device)))
  /** Stored rows, and those of the user's files. */
  const everything = computed(() => [...(summary.value?.rows ?? []), ...(recomputed.value?.rows ?? [])])
  const rows = computed(() => filterRows(everything.value, filter))
  /** Groups of the recomputed rows that pass the filter, by their index. */
  const shownGroups = computed(() => {
    const shown = new Set(rows.value)
    return new Set((recomputed.value?.rows ?? []).flatMap((row, index) => (shown.has(row) ? [index] : [])))
  })
  const points = computed(() =>
    (recomputed.value?.points ?? []).flatMap(([group, measured, predicted]) =>
      shownGroups.value.has(group) ? [{ measured, predicted }] : [],
    ),
  )
  const worst = computed<readonly WorstRow[]>(() =>
    (recomputed.value?.worst ?? []).filter(({ group }) => shownGroups.value.has(group)),
  )
  const pooled = computed(() => poolAccuracy(rows.value))
  const byKind = computed(() => errorsByKind(everything.value, filter))
  /** The rows that those shown are read beside, by what they are of. */
  const beside = computed(
    () =>
      new Map(
        filterRows(everything.value, { ...filter, kind: besideOf(filter.kind) }).map((row) => [rowKey(row), row]),
      ),
  )
  const narrowed = computed(() => (['device', 'software', 'quantity', 'family'] as const).some((key) => filter[key]))

  async function load(): Promise<void> {
    if (summary.value !== null) return
    const reply = await client.call('accuracy.summary')
    if (reply.ok) summary.value = reply.value
    failure.value = reply.ok ? null : reply.error.message
  }

  /** Values of one part of the filter that the others leave, with their rows. */
  function values(facet: Facet) {
    return facetValues(everything.value, filter, facet)
  }

  /** Sets one part of the filter. @param value one of `values(facet)`, a device of the library, or null: all */
  function choose(facet: Facet, value: string | null): void {
    Object.assign(filter, { [facet]: value })
  }

  /** Shows everything of the kind again. */
  function clear(): void {
    Object.assign(filter, { ...EVERYTHING, kind: filter.kind })
  }

  /** Opens the screen with what is known of one device. */
  function showDevice(id: string): void {
    Object.assign(filter, { ...EVERYTHING, device: id })
    useView().show('accuracy')
  }

  /** Sorts by a column; a second time turns the order round. Names start at A, figures at the largest. */
  function sortBy(key: SortKey): void {
    const names = key === 'device' || key === 'software' || key === 'quantity' || key === 'family'
    if (sort.key === key) sort.descending = !sort.descending
    else Object.assign(sort, { key, descending: !names })
  }

  /** Holds predictions against the measurements of some files and shows them. */
  async function recompute(files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
    if (files.length === 0 || recomputing.value) return
    recomputing.value = true
    const reply = await client.call('accuracy.recompute', { files: [...files] })
    recomputing.value = false
    if (!reply.ok) {
      recomputeNote.value = reply.error.message
      return
    }
    if (reply.value.rows.length === 0) {
      const problem = reply.value.files.find((file) => file.problem !== null)?.problem
      recomputeNote.value = `No row of the files could be compared. ${problem ?? ''}`.trim()
      return
    }
    recomputed.value = reply.value
    recomputeNote.value = recomputedText(reply.value)
    Object.assign(filter, { ...EVERYTHING, kind: 'recomputed' })
  }

  /** A device's name without its vendor's. */
  function deviceName(id: string): string {
    const device = devices.value.get(id)
    if (!device) return id
    return device.name.startsWith(`${device.vendor} `) ? device.name.slice(device.vendor.length + 1) : device.name
  }

  return {
    summary,
    failure,
    recomputed,
    recomputing,
    recomputeNote,
    points,
    worst,
    recompute,
    filter,
    sort,
    devices,
    measured,
    rows,
    pooled,
    byKind,
    beside,
    narrowed,
    load,
    values,
    choose,
    deviceName,
    clear,
    showDevice,
    sortBy,
  }
})
