import { diffWorkspaces, type Difference } from '#shared/document/diff.ts'
import { documentLines } from '#shared/document/lines.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { openFile } from '../connect.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { differenceLine } from '../differenceLine.ts'
import { jsonText } from '../jsonText.ts'
import { wholeValueText } from '../valueText.ts'

/** Semantic difference of two files. */
export const diffCommand: Command = {
  name: 'diff',
  get summary() {
    return say('cli.diff.summary')
  },
  usage: ['diff A B', 'diff --textconv FILE'],
  words: [1, 9],
  about: [
    'Compares two .memwall files by meaning: scenarios are matched by id, and a scenario that only moved is one difference. Formatting is none.',
    say('cli.diff.git'),
  ].join('\n'),
  options: {
    'exit-code': { type: 'boolean', text: 'end with 1 when there are differences' },
    git: { type: 'boolean', text: 'read the seven words git gives a diff driver instead of two files' },
    textconv: { type: 'boolean', text: say('cli.diff.textconv') },
  },
  json: '[{"kind":"added", "removed" or "changed", "path", "label", "before", "after"}]; with --textconv [{"path", "label", "value"}]',
  examples: [
    ['memwall diff approved.memwall plan.memwall', 'what changed since the approval'],
    ['memwall diff a.memwall b.memwall --exit-code', 'for a script that asks whether anything changed'],
  ],
  exitCodes: new Map([[EXIT.failed, 'failed, or with --exit-code: there are differences']]),
  run: async ({ words, flags, terminal }) => {
    if (flags.has('textconv')) return printLines(words, flags, terminal)
    const { name, left, right } = flags.has('git') ? filesOfGit(words) : twoFiles(words)
    if (name !== null) await terminal.print(`${terminal.bold(`memwall diff ${name}`)}\n`)
    if (left === NO_FILE || right === NO_FILE) {
      await terminal.print(left === NO_FILE ? '+ the whole file\n' : '- the whole file\n')
      return EXIT.done
    }
    const [before, after] = [await openFile(left), await openFile(right)]
    const differences = diffWorkspaces(before.workspace, after.workspace)
    if (flags.has('json')) await terminal.print(jsonText(differences))
    else await printAll(differences, terminal)
    return differences.length > 0 && flags.has('exit-code') ? EXIT.failed : EXIT.done
  },
}

/** What git gives in place of a file that was added or removed. */
const NO_FILE = '/dev/null'

async function printLines(
  [file = '', ...rest]: readonly string[],
  flags: ReadonlySet<string>,
  terminal: Terminal,
): Promise<number> {
  if (rest.length > 0) throw usageFailure(say('cli.diff.textconvTooMuch', { word: rest[0] ?? '' }))
  const lines = documentLines((await openFile(file)).workspace)
  await terminal.print(
    flags.has('json')
      ? jsonText(lines)
      : lines.map(({ label, value }) => `${label}: ${wholeValueText(value)}\n`).join(''),
  )
  return EXIT.done
}

function twoFiles([left = '', right = '', ...rest]: readonly string[]) {
  if (right === '') throw usageFailure(say('cli.diff.missing'))
  if (rest.length > 0) throw usageFailure(`“${rest[0]}” is too much; usage: memwall diff A B`)
  return { name: null, left, right }
}

/** git calls a driver with path, old file, hex and mode, new file, hex and mode; a rename adds two more. */
function filesOfGit([name = '', left, _oldHex, _oldMode, right]: readonly string[]) {
  if (left === undefined || right === undefined) throw usageFailure('--git is for git, which gives seven words.')
  return { name, left, right }
}

async function printAll(differences: readonly Difference[], terminal: Terminal): Promise<void> {
  if (differences.length === 0) await terminal.print('No differences.\n')
  for (const difference of differences) {
    await terminal.print(`${differenceLine(difference)}\n`)
  }
}
