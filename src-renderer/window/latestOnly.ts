/**
 * Asks one question at a time: while one is under way only the newest of the others waits, so that a dragged slider is
 * answered where it stops. @param ask answers a question; it never rejects
 * @returns asks; resolves when nothing is under way any more
 */
export function latestOnly<Question>(
  ask: (question: Question) => Promise<void>,
): (question: Question) => Promise<void> {
  let running: Promise<void> | null = null
  let waiting: { readonly question: Question } | null = null
  async function drain(): Promise<void> {
    while (waiting !== null) {
      const next: { readonly question: Question } = waiting
      waiting = null
      await ask(next.question)
    }
    running = null
  }
  return (question) => {
    waiting = { question }
    return (running ??= drain())
  }
}
