import path from 'node:path'
import { valueOf } from '#shared/contract/errors.ts'
import type { ReportProblem } from '#shared/contract/report.ts'
import { REPORT_SECTIONS } from '#shared/domain/report.ts'
import { amount } from '#shared/units/amount.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { EXIT } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { typedSettings } from '../reportOptions.ts'
import { keepMemorySmall } from '../smallMemory.ts'

/** Makes the PDF. */
export const reportCommand: Command = {
  name: 'report',
  get summary() {
    return say('reportScreen.cli.summary')
  },
  usage: ['report FILE [--audience WHO] [--paper SIZE] [--lang LANGUAGE] [--sections LIST] [-o OUT.pdf]'],
  words: [1, 1],
  get about() {
    return say('reportScreen.cli.about', { sections: REPORT_SECTIONS })
  },
  get options() {
    return {
      output: { type: 'string', short: 'o', value: 'OUT.pdf', text: say('reportScreen.cli.output') },
      audience: { type: 'string', value: 'WHO', text: say('reportScreen.cli.audience') },
      paper: { type: 'string', value: 'SIZE', text: say('reportScreen.cli.paper') },
      lang: { type: 'string', value: 'LANGUAGE', text: say('reportScreen.cli.language') },
      sections: {
        type: 'string',
        value: 'LIST',
        text: say('reportScreen.cli.sections'),
      },
    } as const
  },
  json: '{"path", "pages", "seconds", "compiler", "standard", "problems"}',
  get examples() {
    return [
      ['memwall report plan.memwall -o plan.pdf', say('reportScreen.cli.example')],
      [
        ['memwall', 'report', 'plan.memwall', '--audience', 'board', '--paper', 'letter'].join(' '),
        say('reportScreen.cli.example.board'),
      ],
    ] as const
  },
  run: async ({ words, flags, values, terminal, connect }) => {
    const { workspace, name } = await openFile(words[0] ?? '')
    const settings = typedSettings(workspace.report, values)
    keepMemorySmall()
    const { client, grants } = await connect()
    const suggestedName = `${path.parse(name).name}.pdf`
    const target = await grants.giveTarget(values.get('output') ?? suggestedName, 'report')
    const made = valueOf(await client.call('report.export', { workspace, file: target.id, suggestedName, settings }))
    // Nobody is asked where a file is named, so that nobody has cancelled.
    if (made === null) return EXIT.done
    const { pages, seconds, compiler, standard, problems } = made
    for (const problem of problems) terminal.tell(`${problemLine(problem)}\n`)
    await terminal.print(
      flags.has('json')
        ? jsonText({ path: target.path, pages, seconds, compiler, standard, problems })
        : `${say('reportScreen.cli.made', {
            path: target.path,
            pages,
            standard: standard ?? 'none',
            seconds: amount(seconds, 'seconds'),
          })}\n`,
    )
    return EXIT.done
  },
}

function problemLine({ severity, page, text, detail }: ReportProblem): string {
  const line = say('reportScreen.cli.problem', {
    severity,
    page: page ?? 0,
    text,
    detail: detail === '' ? 'none' : detail,
  })
  return line.replaceAll(/\s*\n\s*/g, ' ')
}
