import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Settings } from '#shared/contract/app.ts'

/** Columns and order of the library's lists, as the settings keep them. Apart from these, which need a window. */
export const useListViews = defineStore('listViews', () => {
  /** Undefined: not chosen yet. */
  const kept = shallowRef<Settings['library']>(undefined)
  return { kept }
})
