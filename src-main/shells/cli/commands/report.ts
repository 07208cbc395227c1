import path from 'node:path'
import { formatText } from '#shared/units/format.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { valueOf } from '#shared/contract/errors.ts'
import { EXIT } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'

/** Makes the PDF. */
export const reportCommand: Command = {
  name: 'report',
  summary: 'make the PDF report of a workspace',
  usage: ['report FILE [-o OUT.pdf]'],
  words: [1, 1],
  about:
    'Makes the same PDF as the window does: the same file gives the same bytes, on every machine. An existing OUT.pdf is replaced.',
  options: {
    output: {
      type: 'string',
      short: 'o',
      value: 'OUT.pdf',
      text: 'where to write; without it FILE with the ending .pdf, in the current folder',
    },
  },
  json: '{"path", "pages", "seconds"}',
  examples: [['memwall report plan.memwall -o plan.pdf', 'write plan.pdf']],
  run: async ({ words, flags, values, terminal, connect }) => {
    const { workspace, name } = await openFile(words[0] ?? '')
    const { client, grants } = await connect()
    const suggestedName = `${path.parse(name).name}.pdf`
    const target = await grants.giveTarget(values.get('output') ?? suggestedName, 'report')
    const made = valueOf(await client.call('report.export', { workspace, file: target.id, suggestedName }))
    const { pages, seconds } = made ?? { pages: 0, seconds: 0 }
    await terminal.print(
      flags.has('json')
        ? jsonText({ path: target.path, pages, seconds })
        : `${target.path}: ${pages} pages, ${formatText(seconds, 'seconds')}\n`,
    )
    return EXIT.done
  },
}
