import { unknownFields } from '#shared/domain/brief/unknownFields.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { eachFile, MOST_FILES } from '../eachFile.ts'
import { EXIT } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'

/** Says whether files are sound. */
export const checkCommand: Command = {
  name: 'check',
  get summary() {
    return say('cli.check.summary')
  },
  get usage() {
    return [say('cli.check.usage')]
  },
  words: [1, MOST_FILES],
  get about() {
    return say('cli.check.about')
  },
  options: {},
  get json() {
    return say('cli.check.json')
  },
  get examples() {
    return [
      [say('cli.check.line'), say('cli.check.example')],
      [say('cli.check.line2'), say('cli.check.exampleAll')],
    ] as const
  },
  run: eachFile(async ({ words: [word = ''], flags, terminal }) => {
    const { workspace, path, name, notice } = await openFile(word)
    const [scenarios, alternatives] = [workspace.scenarios.length, workspace.brief.alternatives.length]
    const unknown = unknownFields(workspace)
    if (flags.has('json')) {
      const answer = { file: path, title: workspace.title, scenarios, alternatives, notice, unknown }
      await terminal.print(jsonText(answer))
      return EXIT.done
    }
    const lines = [
      say('cli.check.sound', { name, scenarios, alternatives }),
      ...(notice === null ? [] : [notice]),
      ...(unknown.length === 0 ? [] : [say('cli.check.unknown', { paths: unknown })]),
    ]
    await terminal.print(`${lines.join('\n')}\n`)
    return EXIT.done
  }),
}
