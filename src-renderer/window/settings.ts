import { defineStore } from 'pinia'
import { computed, ref, watchEffect } from 'vue'
import type { Settings } from '#shared/contract/app.ts'
import { useClient } from './client.ts'
import { useListViews } from './listViews.ts'
import { useNotices } from './notices.ts'

/** What the user set for the application, and the theme that follows from it and the system. */
export const useSettings = defineStore('settings', () => {
  const client = useClient()
  const theme = ref<Settings['theme']>('system')
  const reducedMotion = ref(false)
  const listViews = useListViews()

  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const systemDark = ref(dark.matches)
  dark.addEventListener('change', (event) => (systemDark.value = event.matches))
  const still = window.matchMedia('(prefers-reduced-motion: reduce)')
  const systemStill = ref(still.matches)
  still.addEventListener('change', (event) => (systemStill.value = event.matches))

  /** The theme in use. */
  const shownTheme = computed<'light' | 'dark'>(() =>
    theme.value === 'system' ? (systemDark.value ? 'dark' : 'light') : theme.value,
  )
  const motionReduced = computed(() => reducedMotion.value || systemStill.value)

  watchEffect(() => {
    document.documentElement.dataset['theme'] = shownTheme.value
    document.documentElement.dataset['motion'] = motionReduced.value ? 'reduced' : 'full'
  })

  async function load(): Promise<void> {
    const reply = await client.call('app.settings')
    if (!reply.ok) return
    theme.value = reply.value.theme
    reducedMotion.value = reply.value.reducedMotion
    listViews.kept = reply.value.library
  }

  /** Applies at once, then keeps; a failure to keep is told. */
  async function change(next: Partial<Settings>): Promise<void> {
    theme.value = next.theme ?? theme.value
    reducedMotion.value = next.reducedMotion ?? reducedMotion.value
    listViews.kept = next.library ?? listViews.kept
    const reply = await client.call('app.saveSettings', {
      theme: theme.value,
      reducedMotion: reducedMotion.value,
      ...(listViews.kept ? { library: listViews.kept } : {}),
    })
    if (!reply.ok) useNotices().fail(reply.error)
  }

  /** From what is shown to the other one. */
  function toggleTheme(): Promise<void> {
    return change({ theme: shownTheme.value === 'dark' ? 'light' : 'dark' })
  }

  return { theme, reducedMotion, shownTheme, motionReduced, load, change, toggleTheme }
})
