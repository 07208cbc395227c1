import { valueOf } from '#shared/contract/errors.ts'
import { libraryCountsText } from '#shared/domain/libraryCounts.ts'
import { say } from '#shared/words/say.ts'
import { dataFolder } from '../../../app/paths.ts'
import { VERSION } from '../../../app/version.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { noWindow } from '../windowProgram.ts'

/** The version, and what this installation runs on. */
export const versionCommand: Command = {
  name: 'version',
  get summary() {
    return say('cli.version.summary')
  },
  get usage() {
    return [say('cli.version.usage')]
  },
  words: [0, 0],
  get about() {
    return say('cli.version.about')
  },
  get options() {
    return { all: { type: 'boolean', short: 'a', text: say('cli.version.all') } } as const
  },
  get json() {
    return say('cli.version.json')
  },
  get examples() {
    return [
      [say('cli.version.typed'), say('cli.version.example')],
      [say('cli.version.line2'), say('cli.version.exampleAll')],
    ] as const
  },
  run: async ({ flags, terminal, connect }) => {
    if (!flags.has('all') && !flags.has('json')) {
      await terminal.print(`${VERSION}\n`)
      return EXIT.done
    }
    const { client } = await connect()
    const [hardware, models] = await Promise.all([
      client.call('library.listHardware', { query: '' }),
      client.call('library.listModels', { query: '' }),
    ])
    const listed = valueOf(hardware)
    const systems = listed.filter(({ system }) => system !== undefined).length
    const counts = { devices: listed.length - systems, systems, models: valueOf(models).length }
    const found = { version: VERSION, node: process.versions.node, platform: `${process.platform} ${process.arch}` }
    const missing = noWindow()
    if (flags.has('json')) {
      const answer = { ...found, library: dataFolder(), ...counts, window: missing === null }
      await terminal.print(jsonText(answer))
      return EXIT.done
    }
    const lines = [
      say('cli.version.line', found),
      say('cli.version.runsOn', found),
      say('cli.version.library', { folder: dataFolder(), counts: libraryCountsText(counts) }),
      missing ?? say('cli.version.window'),
    ]
    await terminal.print(`${lines.join('\n')}\n`)
    return EXIT.done
  },
}
