import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef } from 'vue'
import type { AccuracySummary } from '#shared/contract/accuracy.ts'
import { poolAccuracy } from '#shared/domain/accuracyPool.ts'
import { useClient } from '../app/client.ts'
import { useView } from '../app/view.ts'
import { facetValues, filterRows, type AccuracyFilter, type Facet, type SortKey } from './accuracyRows.ts'

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

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

  const devices = computed(() => new Map((summary.value?.devices ?? []).map((device) => [device.id, device])))
  const measured = computed(() => new Set((summary.value?.rows ?? []).map((row) => row.device)))
  const rows = computed(() => filterRows(summary.value?.rows ?? [], filter))
  const pooled = computed(() => poolAccuracy(rows.value))
  const narrowed = computed(() => (['device', 'software', 'quantity', 'family'] as const).some((key) => filter[key]))

  async function load(): Promise<void> {
    if (summary.value !== null) return
    const reply = await client.call('accuracy.summary')
    if (reply.ok) summary.value = reply.value
    failure.value = reply.ok ? null : reply.error.message
  }

  /** Values of one part of the filter that the others leave, with their rows. */
  function values(facet: Facet) {
    return facetValues(summary.value?.rows ?? [], filter, facet)
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

  /** A device's name without its vendor's. */
  function deviceName(id: string): string {
    const device = devices.value.get(id)
    if (!device) return id
    return device.name.startsWith(`${device.vendor} `) ? device.name.slice(device.vendor.length + 1) : device.name
  }

  return {
    summary,
    failure,
    filter,
    sort,
    devices,
    measured,
    rows,
    pooled,
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
