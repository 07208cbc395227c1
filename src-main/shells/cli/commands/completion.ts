import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { completionScript, SHELLS } from '../completionScript.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'

/** Prints what completes commands in a shell. */
export const completionCommand: Command = {
  name: 'completion',
  get summary() {
    return say('cli.completion.summary')
  },
  get usage() {
    return [say('cli.completion.usage', { shells: SHELLS.join('|') })]
  },
  words: [1, 1],
  get about() {
    return say('cli.completion.about')
  },
  options: {},
  get json() {
    return say('cli.completion.json')
  },
  get examples() {
    return [
      [say('cli.completion.line'), say('cli.completion.example')],
      [say('cli.completion.line2'), say('cli.completion.exampleFish')],
    ] as const
  },
  run: async ({ words: [word = ''], flags, terminal, commands }) => {
    const shell = SHELLS.find((each) => each === word.toLowerCase())
    if (shell === undefined) throw usageFailure(say('cli.completion.noShell', { name: word }))
    const script = completionScript(shell, commands)
    await terminal.print(flags.has('json') ? jsonText({ shell, script }) : script)
    return EXIT.done
  },
}
