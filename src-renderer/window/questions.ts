import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** A decision the user has to take before work goes on. */
export interface Question<Answer extends string = string> {
  readonly title: string
  readonly text: string
  /** Buttons from left to right; the last one is the primary. */
  readonly answers: readonly { readonly id: Answer; readonly label: string; readonly danger?: boolean }[]
}

/** Asks one question at a time; a question asked meanwhile waits for its turn. */
export const useQuestions = defineStore('questions', () => {
  const current = shallowRef<Question | null>(null)
  let settle: ((answer: string | null) => void) | null = null
  let queue: Promise<unknown> = Promise.resolve()

  /** @returns the chosen answer; null: the user left the question */
  function ask<Answer extends string>(question: Question<Answer>): Promise<Answer | null> {
    const turn = queue.then(
      () =>
        new Promise<Answer | null>((resolve) => {
          current.value = question
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

  return { current, ask, answer }
})
