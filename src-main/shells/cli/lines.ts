import { LONGEST_LINE } from '#shared/domain/longestLine.ts'

/** Answers are handed on after this long even while more lines wait, so that a slow one holds nobody up. */
const FLUSH_MILLISECONDS = 20

/** What answers lines. */
export interface LineAnswers {
  /** @param line without its line end @returns the answer without a line end */
  readonly answer: (line: string) => string
  /** The answer to a line longer than LONGEST_LINE, which is not kept. */
  readonly answerTooLong: () => string
}

/**
 * Answers a stream of lines in order. Every complete line is answered and written before more input is waited for;
 * lines that arrive together are written together. Empty lines are passed over; the last needs no line end.
 * @param input chunks of UTF-8 @param write takes answers; resolves when there is room for more
 */
export async function answerLines(
  input: AsyncIterable<Uint8Array>,
  { answer, answerTooLong }: LineAnswers,
  write: (text: string) => Promise<void>,
): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  let isTooLong = false
  let answers = ''
  let flushedAt = performance.now()

  async function flush(): Promise<void> {
    if (answers !== '') await write(answers)
    answers = ''
    flushedAt = performance.now()
  }

  async function take(line: string): Promise<void> {
    if (isTooLong || line.length > LONGEST_LINE) answers += `${answerTooLong()}\n`
    else if (line.trim() !== '') answers += `${answer(line)}\n`
    isTooLong = false
    if (performance.now() - flushedAt > FLUSH_MILLISECONDS) await flush()
  }

  for await (const chunk of input) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) await take(line)
    if (rest.length > LONGEST_LINE) {
      isTooLong = true
      rest = ''
    }
    await flush()
  }
  rest += decoder.decode()
  if (isTooLong || rest.trim() !== '') await take(rest)
  await flush()
}
