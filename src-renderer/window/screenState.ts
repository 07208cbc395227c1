import type { ObjectDirective } from 'vue'
import { defineStore } from 'pinia'

/** Where something was scrolled to, and of what: another document or profile is read from its top. */
interface Place {
  readonly of: string
  readonly top: number
  readonly left: number
}

/**
 * What screens remember while others are shown: open groups, filters, what was typed, scrolled places. Only values are
 * kept, one a name in the sources, so that a screen out of sight draws and asks nothing.
 */
export const useScreenState = defineStore('screenState', () => {
  const states = new Map<string, object>()
  const places = new Map<string, Place>()

  /**
   * A part of a screen's state, the same whenever the screen is shown.
   * @param name unlike any other @param begin makes it when it is first asked for: a ref or a reactive object
   */
  function keep<State extends object>(name: string, begin: () => State): State {
    const known = states.get(name) as State | undefined
    if (known) return known
    const made = begin()
    states.set(name, made)
    return made
  }

  return { keep, places }
})

/** As the store's `keep`, for a component's setup. */
export function keptState<State extends object>(name: string, begin: () => State): State {
  return useScreenState().keep(name, begin)
}

/** What names a scrolled place. `of`: whose it is; where that is another one it begins at the top. */
export interface ScrolledPlace {
  readonly name: string
  readonly of?: string | null | undefined
}

/** Ends what waits on an element for its content. */
const waiting = new WeakMap<HTMLElement, () => void>()

function remember(element: HTMLElement, { name, of }: ScrolledPlace): void {
  useScreenState().places.set(name, { of: of ?? '', top: element.scrollTop, left: element.scrollLeft })
}

/** Scrolls to where it was left, as soon as there is so much content, unless the user scrolls first. */
function restore(element: HTMLElement, { name, of }: ScrolledPlace): void {
  const place = useScreenState().places.get(name)
  if (!place || place.of !== (of ?? '') || (place.top === 0 && place.left === 0)) return
  const scroll = () => {
    element.scrollTo({ top: place.top, left: place.left, behavior: 'instant' })
    return Math.abs(element.scrollTop - place.top) < 1
  }
  if (scroll()) return
  const sizes = new ResizeObserver(() => scroll() && end())
  for (const child of element.children) sizes.observe(child)
  const end = () => {
    sizes.disconnect()
    for (const type of USED) element.removeEventListener(type, end)
    waiting.delete(element)
  }
  for (const type of USED) element.addEventListener(type, end, { passive: true })
  waiting.set(element, end)
}
const USED = ['wheel', 'pointerdown', 'keydown', 'focusin'] as const

/** `v-kept-scroll="{ name, of }"`: what scrolls is where it was when its screen is shown again. */
export const vKeptScroll: ObjectDirective<HTMLElement, ScrolledPlace> = {
  mounted: (element, { value }) => restore(element, value),
  beforeUnmount: (element, { value }) => {
    // While it waits for its content it was not left where it is.
    const end = waiting.get(element)
    if (end) end()
    else remember(element, value)
  },
}
