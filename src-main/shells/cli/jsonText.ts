import { inWords } from '#shared/words/inWords.ts'

/** An answer as a script reads it: indented JSON with its sentences said, and a line end. */
export function jsonText(answer: unknown): string {
  return `${JSON.stringify(inWords(answer), null, 2)}\n`
}
