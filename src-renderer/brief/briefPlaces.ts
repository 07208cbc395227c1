import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useView } from '../window/view.ts'
import type { BriefPlace } from './missing.ts'

/** Frames a screen may take until it shows what it holds. */
const MOST_FRAMES = 120
/** What stands behind “Cost counts”. */
const OF_COST = /^(?:finance|site)\.(?!tariff$)/
const FOCUSABLE = ['input:not([type="hidden"])', 'button:not(:disabled)', '[role="radio"][tabindex="0"]'].join()

/** What is open on the screen of the brief, and ways to its inputs from elsewhere. */
export const useBriefPlaces = defineStore('briefPlaces', () => {
  const view = useView()
  /** Candidate whose details are open; null: none. */
  const openId = ref<string | null>(null)
  const costsOpen = ref(false)
  /** Kinds a candidate is added as; null: the picker is closed. */
  const adding = ref<'any' | 'owned' | null>(null)

  /** Goes to an input, opens what it stands behind, and puts the focus there. */
  async function reveal({ path, candidate }: BriefPlace): Promise<void> {
    view.show('brief')
    openId.value = candidate
    costsOpen.value = candidate === null && OF_COST.test(path)
    for (let frame = 0; frame < MOST_FRAMES; frame += 1) {
      await new Promise((shown) => requestAnimationFrame(shown))
      const within = candidate === null ? document : document.querySelector('[data-candidate-details]')
      const place = within?.querySelector<HTMLElement>(`[data-brief="${CSS.escape(path)}"]`)
      const target = place?.matches(FOCUSABLE) ? place : place?.querySelector<HTMLElement>(FOCUSABLE)
      if (!target || target.getClientRects().length === 0) continue
      target.scrollIntoView({ block: 'center' })
      target.focus()
      return
    }
  }

  return { openId, costsOpen, adding, reveal }
})
