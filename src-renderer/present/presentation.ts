import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useShell } from '../window/shell.ts'
import { useSlides, type PlacedSlide } from '../ui/slides.ts'

/** The slide a key leads to; null: the key is no step. @param at index of the slide shown @param count how many there are */
export function nextSlide(key: string, at: number, count: number): number | null {
  const last = Math.max(0, count - 1)
  if (key === 'ArrowRight' || key === 'ArrowDown' || key === 'PageDown' || key === ' ') return Math.min(last, at + 1)
  if (key === 'ArrowLeft' || key === 'ArrowUp' || key === 'PageUp') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  return key === 'End' ? last : null
}

/** How much larger than on its card a chart is drawn, in a room of this size. @param width pixels @param height pixels */
export function magnification(width: number, height: number): number {
  return Math.max(1, Math.min(3, width / 800, height / 400))
}

/** The screen's answer and charts, one at a time over the whole window. */
export const usePresentation = defineStore('presentation', () => {
  const shell = useShell()
  const slides = useSlides()
  const open = ref(false)
  /** Key of the slide shown: charts that arrive later do not push it away. */
  const key = ref<number | null>(null)

  const all = computed<readonly PlacedSlide[]>(() => (open.value ? slides.inOrder() : []))
  const at = computed(() =>
    Math.max(
      0,
      all.value.findIndex((each) => each.key === key.value),
    ),
  )
  const slide = computed(() => all.value[at.value] ?? null)

  function show(index: number): void {
    key.value = all.value[index]?.key ?? null
  }

  function start(): void {
    if (!slides.any) return
    open.value = true
    show(0)
    // A browser's window stays as it is: only the product's own is made the whole screen. Where that is refused the
    // window is filled.
    if (shell.nativeDialogs) document.documentElement.requestFullscreen().catch(() => undefined)
  }

  function leave(): void {
    open.value = false
    if (document.fullscreenElement) void document.exitFullscreen()
  }

  /** Escape leaves the full screen before the page hears of it. */
  function fullscreenChanged(): void {
    if (open.value && !document.fullscreenElement) leave()
  }

  return { open, all, at, slide, show, start, leave, fullscreenChanged }
})
