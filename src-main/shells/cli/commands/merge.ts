import { mergeWorkspaces } from '#shared/document/merge.ts'
import type { Conflict } from '#shared/document/mergeLists.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { valueText } from '../valueText.ts'
import { jsonText } from '../jsonText.ts'
import { answering, writeWorkspace } from '../workspaceOutput.ts'

/** Three-way merge of files. */
export const mergeCommand: Command = {
  name: 'merge',
  get summary() {
    return say('cli.merge.summary')
  },
  usage: ['merge BASE OURS THEIRS -o OUT'],
  words: [3, 3],
  about: [
    'Merges what OURS and THEIRS changed since BASE and writes OUT. Where both changed the same place differently, OUT holds our value and the conflict is listed. Layouts on devices, and devices with their overridden figures, are taken whole, never mixed.',
    'As a git merge driver: git config merge.memwall.driver "memwall merge %O %A %B -o %A --name %P", with “*.memwall merge=memwall” in .gitattributes.',
  ].join('\n'),
  options: {
    output: { type: 'string', short: 'o', value: 'OUT', text: 'where to write; may be one of the inputs' },
    name: { type: 'string', value: 'PATH', text: say('cli.merge.name') },
  },
  json: '{"path", "conflicts":[{"path", "label", "base", "ours", "theirs"}]}',
  examples: [['memwall merge base.memwall mine.memwall yours.memwall -o merged.memwall', 'write merged.memwall']],
  exitCodes: new Map([[EXIT.failed, 'failed, or OUT was written and conflicts remain to be looked at']]),
  run: async ({ words, flags, values, terminal }) => {
    const output = values.get('output')
    if (output === undefined) throw usageFailure('say where to write: memwall merge BASE OURS THEIRS -o OUT')
    const [base, ours, theirs] = [
      await openFile(words[0] ?? ''),
      await openFile(words[1] ?? ''),
      await openFile(words[2] ?? ''),
    ]
    const { workspace, conflicts } = mergeWorkspaces(base.workspace, ours.workspace, theirs.workspace)
    const target = await writeWorkspace(terminal, workspace, { from: words[1] ?? '', opened: ours, output })
    await answering(terminal, output).print(
      flags.has('json')
        ? jsonText({ path: target, conflicts })
        : `${values.get('name') ?? target ?? output}: ${conflicts.length === 0 ? 'merged without conflicts' : `merged, ${conflicts.length} to look at`}\n${conflicts.map(describe).join('')}`,
    )
    return conflicts.length > 0 ? EXIT.failed : EXIT.done
  },
}

function describe({ label, base, ours, theirs }: Conflict): string {
  const [before, left, right] = [base, ours, theirs].map((value) => valueText(value))
  const values =
    left === '' || right === ''
      ? 'both changed it; ours was kept'
      : `was ${before}, ours ${left}, theirs ${right}; ours was kept`
  return `  ${label}: ${values}\n`
}
