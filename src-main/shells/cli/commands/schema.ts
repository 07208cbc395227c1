import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { isStandard } from '../standardInput.ts'
import { printFile } from '../workspaceOutput.ts'

/** The file as a standard describes it. */
export const schemaCommand: Command = {
  name: 'schema',
  get summary() {
    return say('cli.schema.summary')
  },
  get usage() {
    return [say('cli.schema.usage')]
  },
  words: [0, 0],
  get about() {
    return say('cli.schema.about')
  },
  get options() {
    return { output: { type: 'string', short: 'o', value: 'FILE', text: say('cli.schema.output') } } as const
  },
  get json() {
    return say('cli.schema.json')
  },
  get examples() {
    return [
      [say('cli.schema.line.print'), say('cli.schema.example.print')],
      [say('cli.schema.line.file'), say('cli.schema.example.file')],
    ] as const
  },
  run: async ({ flags, values, terminal }) => {
    const [{ readPublishedSchema, writeSchema }, { appPaths }] = await Promise.all([
      import('../../../app/publishedSchema.ts'),
      import('../../../app/paths.ts'),
    ])
    const schema = await readPublishedSchema(appPaths().resourcesFolder)
    const output = values.get('output')
    if (output === undefined || isStandard(output)) {
      await printFile(terminal, schema)
      return EXIT.done
    }
    const { $id: id } = JSON.parse(schema) as { readonly $id: string }
    const path = await writeSchema(schema, output)
    await terminal.print(flags.has('json') ? jsonText({ path, id }) : `${path}: ${id}\n`)
    return EXIT.done
  },
}
