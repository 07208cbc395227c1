import { ref, shallowReactive, shallowRef, watch } from 'vue'
import type { WeakFigure, WeakFigures, WeakFiguresQuery } from '#shared/contract/weakFigures.ts'
import { useClient } from '../../window/client.ts'

/** Figures asked for at once: some screens full. */
const PAGE = 200

/** Which figures are shown, of whatever state of the library. */
export interface ShownFigures {
  readonly query: Omit<WeakFiguresQuery, 'offset' | 'limit'>
  readonly revision: number | null
}

/**
 * Weak figures, read page by page as they are scrolled to: a large library has a hundred thousand. What was there stays
 * until the first page of something else is.
 * @param shown what is asked for, anew whenever one of its parts is another
 */
export function useWeakFigurePages(shown: () => ShownFigures) {
  const client = useClient()
  const pages = shallowReactive(new Map<number, readonly WeakFigure[]>())
  /** Null: nothing has been read yet. */
  const answer = shallowRef<Omit<WeakFigures, 'figures'> | null>(null)
  const failure = ref<string | null>(null)
  /** Raised by every new question: answers to older ones are not wanted. */
  let question = 0
  const asked = new Set<number>()

  async function read(page: number): Promise<void> {
    const turn = question
    asked.add(page)
    const reply = await client.call('library.weakFigures', {
      ...shown().query,
      offset: page * PAGE,
      limit: PAGE,
    })
    if (turn !== question) return
    failure.value = reply.ok ? null : reply.error.message
    if (!reply.ok) return
    const { figures, ...rest } = reply.value
    if (page === 0) pages.clear()
    answer.value = rest
    pages.set(page, figures)
  }

  /** Sees that the figures of some places are read, or on their way. The first page comes before the others. */
  function need(first: number, last: number): void {
    if (!pages.has(0)) return
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
      if (!asked.has(page)) void read(page)
    }
  }

  /** A figure by its place; undefined while it is on its way. */
  function figureAt(place: number): WeakFigure | undefined {
    return pages.get(Math.floor(place / PAGE))?.[place % PAGE]
  }

  watch(
    [
      () => shown().revision,
      ...(['kind', 'id', 'weakness', 'systems'] as const).map((part) => () => shown().query[part]),
    ],
    () => {
      question += 1
      asked.clear()
      void read(0)
    },
    { immediate: true },
  )

  return { answer, failure, need, figureAt }
}
