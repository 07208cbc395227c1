import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'

/** What can be answered without losing anything. */
interface SafeAnswer<Answer extends string> {
  readonly id: Answer
  readonly label: string
  readonly danger?: never
}
/** What can be answered. `danger`: something is lost by it. */
type AnyAnswer<Answer extends string> = SafeAnswer<Answer> | (Omit<SafeAnswer<Answer>, 'danger'> & { danger: boolean })

/** A decision the user has to take before work goes on. */
export interface Question<Answer extends string = string> {
  readonly title: string
  readonly text: string
  /** Buttons from left to right; the last one is the primary and has the focus, so it is one that loses nothing. */
  readonly answers: readonly [...(readonly AnyAnswer<Answer>[]), SafeAnswer<Answer>]
}

/** Asks one question at a time; a question asked meanwhile waits for its turn. */
export const useQuestions = defineStore('questions', () => {
  const current = shallowRef<Question | null>(null)
  /** How many were asked: each has a dialog of its own, which takes the focus anew. */
  const asked = ref(0)
  let settle: ((answer: string | null) => void) | null = null
  let queue: Promise<unknown> = Promise.resolve()

  /** @returns the chosen answer; null: the user left the question */
  function ask<Answer extends string>(question: Question<Answer>): Promise<Answer | null> {
    const turn = queue.then(
      () =>
        new Promise<Answer | null>((resolve) => {
          current.value = question
          asked.value += 1
          settle = resolve as (answer: string | null) => void
        }),
    )
    queue = turn
    return turn
  }

  function answer(id: string | null): void {
    const resolve = settle
    current.value = null
    settle = null
    resolve?.(id)
  }

  return { current, asked, ask, answer }
})
