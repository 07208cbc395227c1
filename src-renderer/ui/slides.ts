import { defineStore } from 'pinia'
import { computed, onBeforeUnmount, onMounted, shallowReactive, type Ref } from 'vue'
import type { ChartFigure } from '#shared/charts/kit/types.ts'

/** A chart, as its card shows it. */
export interface ChartSlide {
  readonly kind: 'chart'
  readonly figure: ChartFigure
  /** Fills of parts that are neither a scenario nor a resource. */
  readonly tones: readonly string[]
}

/** Questions against scenarios: one value a cell. */
export interface TableSlide {
  readonly kind: 'table'
  readonly title: string
  readonly sentence: string
  readonly columns: readonly { readonly slot: number; readonly name: string }[]
  readonly rows: readonly {
    readonly title: string
    readonly detail: string
    readonly cells: readonly { readonly text: string; readonly unit: string; readonly best: boolean }[]
  }[]
}

/** An answer in words. */
export interface WordsSlide {
  readonly kind: 'words'
  readonly title: string
  readonly heading: string
  /** Slot of the scenario it is about; null: none. */
  readonly slot: number | null
  readonly sentence: string
  readonly facts: readonly { readonly value: string; readonly text: string }[]
}

/** What a screen has to show one at a time. */
export type Slide = ChartSlide | TableSlide | WordsSlide

/** A slide with what tells it from the others while their content changes. */
export interface PlacedSlide {
  readonly key: number
  readonly slide: Slide
}

interface Entry {
  readonly element: () => HTMLElement | null
  readonly make: () => Slide | null
}

/** What the screen that is shown could present: answers first, then charts in the order of the page. */
export const useSlides = defineStore('slides', () => {
  const entries = shallowReactive(new Map<number, Entry>())
  let keys = 0

  function add(entry: Entry): number {
    keys += 1
    entries.set(keys, entry)
    return keys
  }
  function remove(key: number): void {
    entries.delete(key)
  }

  /** There is something to present. */
  const any = computed(() => entries.size > 0)

  function inOrder(): readonly PlacedSlide[] {
    const placed = [...entries].flatMap(([key, { element, make }]) => {
      const slide = make()
      return slide ? [{ key, slide, element: element() }] : []
    })
    return placed.toSorted((one, two) => {
      const answers = Number(one.slide.kind === 'chart') - Number(two.slide.kind === 'chart')
      if (answers !== 0 || !one.element || !two.element) return answers
      return one.element.compareDocumentPosition(two.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
    })
  }

  return { any, add, remove, inOrder }
})

/**
 * Offers a part of the screen as a slide for as long as it is mounted.
 * @param element where it stands on the page
 * @param make reads what it shows now; null: nothing yet
 */
export function useSlide(element: Readonly<Ref<HTMLElement | undefined>>, make: () => Slide | null): void {
  const slides = useSlides()
  let key: number | null = null
  onMounted(() => (key = slides.add({ element: () => element.value ?? null, make })))
  onBeforeUnmount(() => key !== null && slides.remove(key))
}
