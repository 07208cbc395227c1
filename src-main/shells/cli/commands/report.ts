import path from 'node:path'
import { valueOf } from '#shared/contract/errors.ts'
import type { ReportProblem } from '#shared/contract/report.ts'
import { REPORT_SECTIONS } from '#shared/domain/report.ts'
import { amount } from '#shared/units/amount.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { eachFile, MOST_FILES } from '../eachFile.ts'
import { EXIT } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { typedSettings } from '../reportOptions.ts'
import { keepMemorySmall } from '../smallMemory.ts'
import { reportsInFolder as inFolder } from '../reportsInFolder.ts'
import { isStandard } from '../standardInput.ts'
import { BASELINE_OPTION, withBaseline } from '../withBaseline.ts'
import { answering, printFile } from '../workspaceOutput.ts'

/** Makes the PDF. */
export const reportCommand: Command = {
  name: 'report',
  get summary() {
    return say('reportScreen.cli.summary')
  },
  usage: [
    'report FILE… [--audience WHO] [--paper SIZE] [--lang LANGUAGE] [--sections LIST] [--baseline ID] [-o OUT.pdf]',
  ],
  words: [1, MOST_FILES],
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
      ...BASELINE_OPTION,
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
  run: eachFile(async ({ words, flags, values, terminal, connect }) => {
    const { workspace: opened, name } = await openFile(words[0] ?? '')
    const workspace = withBaseline(opened, values)
    const settings = typedSettings(workspace.report, values)
    keepMemorySmall()
    const { client, grants } = await connect()
    const suggestedName = `${path.parse(name).name}.pdf`
    const output = values.get('output')
    const target = isStandard(output) ? null : await grants.giveTarget(output ?? suggestedName, 'report')
    const asked = { workspace, file: target?.id ?? null, suggestedName, settings, job: 'report' }
    const made = valueOf(await client.call('report.export', asked))
    // Nobody is asked where a file is named, so that nobody has cancelled.
    if (made === null) return EXIT.done
    const { pages, seconds, compiler, standard, problems } = made
    if (target === null) await printFile(terminal, Buffer.from(made.bytes ?? '', 'base64'))
    for (const problem of problems) terminal.tell(`${problemLine(problem)}\n`)
    await answering(terminal, output).print(
      flags.has('json')
        ? jsonText({ path: target?.path ?? null, pages, seconds, compiler, standard, problems })
        : `${say('reportScreen.cli.made', {
            path: target?.path ?? suggestedName,
            pages,
            standard: standard ?? 'none',
            seconds: amount(seconds, 'seconds'),
          })}\n`,
    )
    return EXIT.done
  }, inFolder),
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
