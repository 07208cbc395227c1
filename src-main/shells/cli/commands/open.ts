import path from 'node:path'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { isStandard } from '../standardInput.ts'
import { startWindow } from '../windowProgram.ts'

/** Starts the window with a file. */
export const openCommand: Command = {
  name: 'open',
  get summary() {
    return say('cli.open.summary')
  },
  get usage() {
    return [say('cli.open.usage')]
  },
  words: [0, 1],
  get about() {
    return say('cli.open.about')
  },
  options: {},
  get json() {
    return say('cli.open.json')
  },
  get examples() {
    return [
      [say('cli.open.line'), say('cli.open.example')],
      [say('cli.open.line2'), say('cli.open.exampleEmpty')],
    ] as const
  },
  run: async ({ words: [word], flags, terminal }) => {
    if (isStandard(word)) throw usageFailure(say('cli.open.piped'))
    // What cannot be opened is told here, where somebody reads it.
    if (word !== undefined) await openFile(word)
    const file = word === undefined ? null : path.resolve(word)
    await startWindow(file === null ? [] : [file])
    const told = file === null ? say('cli.open.openingEmpty') : say('cli.open.opening', { path: file })
    await terminal.print(flags.has('json') ? jsonText({ path: file }) : `${told}\n`)
    return EXIT.done
  },
}
