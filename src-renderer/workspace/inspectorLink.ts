import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useView } from '../window/view.ts'
import { useWorkspace } from './workspaceStore.ts'

/** Links from a number to the input it came from. */
export const useInspectorLink = defineStore('inspectorLink', () => {
  const view = useView()
  const store = useWorkspace()
  const target = shallowRef<{ readonly id: string } | null>(null)

  /** Shows an input of a scenario in the inspector. @param path as explanations name it */
  function follow(scenarioId: string, path: string): void {
    store.focus(scenarioId)
    view.revealInspector()
    // A new object each time, so that the same link works twice.
    target.value = { id: path }
  }

  /** The input is shown: whoever comes back later is not led there again. */
  function reached(): void {
    target.value = null
  }

  return { target, follow, reached }
})
