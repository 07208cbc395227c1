import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { ScreenId } from './screenId.ts'

/** What the window shows: screen, panes and overlays. Never part of a document. */
export const useView = defineStore('view', () => {
  const screen = ref<ScreenId>('start')
  const inspectorOpen = ref(true)
  /** The inspector as a drawer over the comparison, where the window is narrow. */
  const drawerOpen = ref(false)
  const narrow = ref(false)
  const differencesOnly = ref(false)
  const paletteOpen = ref(false)
  const shortcutsOpen = ref(false)
  const aboutOpen = ref(false)
  const addScenarioOpen = ref(false)
  /** The editor of the service-level objective, which Compare and Decide both have. */
  const objectiveOpen = ref(false)
  /** Scenario whose stack is calibrated from measurements; null: no dialog is open. */
  const calibratedId = ref<string | null>(null)
  /** What is being renamed: a scenario by its id, the open workspace, or the shown profile; null: nothing. */
  const renamed = ref<string | null>(null)
  /** Scenario under the pointer: its marks stand out in every column and chart. */
  const hoveredId = ref<string | null>(null)

  const query = window.matchMedia('(max-width: 1279px)')
  narrow.value = query.matches
  query.addEventListener('change', (event) => {
    narrow.value = event.matches
    drawerOpen.value = false
  })

  function show(next: ScreenId): void {
    screen.value = next
  }

  function toggleInspector(): void {
    if (narrow.value) drawerOpen.value = !drawerOpen.value
    else inspectorOpen.value = !inspectorOpen.value
  }

  /** Makes sure that the inspector can be seen, for links into it. */
  function revealInspector(): void {
    if (narrow.value) drawerOpen.value = true
    else inspectorOpen.value = true
  }

  return {
    screen,
    inspectorOpen,
    drawerOpen,
    narrow,
    differencesOnly,
    paletteOpen,
    shortcutsOpen,
    aboutOpen,
    addScenarioOpen,
    objectiveOpen,
    calibratedId,
    renamed,
    hoveredId,
    show,
    toggleInspector,
    revealInspector,
  }
})
