import { diffWorkspaces } from '#shared/document/diff.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { EXIT } from '../exitCodes.ts'
import { valueText } from '../valueText.ts'

/** Semantic difference of two files. */
export const diffCommand: Command = {
  name: 'diff',
  summary: 'list what differs between two workspaces, in words',
  usage: ['diff A B'],
  words: [2, 2],
  about:
    'Compares two .memwall files by meaning: scenarios are matched by id, and a scenario that only moved is one difference. Formatting and unused profiles are none.',
  options: { 'exit-code': { type: 'boolean', text: 'end with 1 when there are differences' } },
  json: '[{"kind":"added", "removed" or "changed", "path", "label", "before", "after"}]',
  examples: [
    ['memwall diff approved.memwall plan.memwall', 'what changed since the approval'],
    ['memwall diff a.memwall b.memwall --exit-code', 'for a script that asks whether anything changed'],
  ],
  exitCodes: new Map([[EXIT.failed, 'failed, or with --exit-code: there are differences']]),
  run: async ({ words, flags, terminal }) => {
    const [before, after] = [await openFile(words[0] ?? ''), await openFile(words[1] ?? '')]
    const differences = diffWorkspaces(before.workspace, after.workspace)
    if (flags.has('json')) {
      await terminal.print(`${JSON.stringify(differences, null, 2)}\n`)
    } else if (differences.length === 0) {
      await terminal.print('No differences.\n')
    } else {
      for (const { kind, label, before: old, after: now } of differences) {
        const change = {
          added: () => `+ ${label}${valueText(now) === '' ? '' : `: ${valueText(now)}`}`,
          removed: () => `- ${label}${valueText(old) === '' ? '' : `: ${valueText(old)}`}`,
          changed: () => `~ ${label}: ${valueText(old)} → ${valueText(now)}`,
        }[kind]()
        await terminal.print(`${change}\n`)
      }
    }
    return differences.length > 0 && flags.has('exit-code') ? EXIT.failed : EXIT.done
  },
}
