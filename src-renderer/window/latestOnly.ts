/**
 * Asks one question at a time: while one is under way only the newest of the others waits, so that a dragged slider is
 * answered where it stops. @param ask answers a question; it never rejects
 */
export function latestOnly<Question>(
  ask: (question: Question) => Promise<void>,
): (question: Question) => Promise<void> {
  let running = false
  let waiting: { readonly question: Question } | null = null
  return async (question) => {
    waiting = { question }
    if (running) return
    running = true
    while (waiting !== null) {
      const next: { readonly question: Question } = waiting
      waiting = null
      await ask(next.question)
    }
    running = false
  }
}
