import { toCommandFailure } from './failure.ts'
import type { Command, Invocation } from './command.ts'
import { EXIT } from './exitCodes.ts'
import { jsonText } from './jsonText.ts'

/** Most files of one command. */
export const MOST_FILES = 1000

/**
 * A command over several files: one is answered as ever, more each under its name, with --json as a list. A file that fails
 * does not end the others.
 * @param run what answers one file
 * @param prepared what one of several files is asked with, by its place among them
 * @returns the exit code: done, or that of the first file that was not
 */
export function eachFile(
  run: Command['run'],
  prepared: (invocation: Invocation) => (place: number) => Invocation = (invocation) => () => invocation,
): Command['run'] {
  return async (invocation) => {
    const { words, flags, terminal } = invocation
    if (words.length < 2) return run(invocation)
    const asJson = flags.has('json')
    const ofPlace = prepared(invocation)
    const answers: unknown[] = []
    let worst: number = EXIT.done
    for (const [place, word] of words.entries()) {
      let text = ''
      const collecting = { ...terminal, print: async (part: string) => void (text += part) }
      if (!asJson) await terminal.print(`${place === 0 ? '' : '\n'}${terminal.bold(`==> ${word} <==`)}\n`)
      try {
        const code = await run({ ...ofPlace(place), words: [word], terminal: asJson ? collecting : terminal })
        if (worst === EXIT.done) worst = code
        if (asJson) answers.push({ file: word, ...(JSON.parse(text) as object) })
      } catch (thrown) {
        const { code, message, exitCode } = toCommandFailure(thrown)
        if (worst === EXIT.done) worst = exitCode
        if (asJson) answers.push({ file: word, error: { code, message } })
        else terminal.tell(`memwall: ${message}\n`)
      }
    }
    if (asJson) await terminal.print(jsonText(answers))
    return worst
  }
}
