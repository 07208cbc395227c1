import { message } from '../message.ts'

/** Commands that compare and merge files, in a terminal. */
export const fileCommands = {
  'diffCommand.git': message(
    'For git, which then compares what the files say: git config diff.memwall.textconv "memwall diff --textconv", with “*.memwall diff=memwall” in .gitattributes. As a driver that prints differences alone: git config diff.memwall.command "memwall diff --git".',
  ),
  'diffCommand.textconv': message('print every field of one file in words, a line each, for git to compare'),
  'diffCommand.textconv.tooMuch': message<{ readonly word: string }>(
    '“{word}” is too much; usage: memwall diff --textconv FILE',
  ),
  'diffCommand.missing': message('something is missing; usage: memwall diff A B'),
  'diffCommand.none': message('none'),
  'diffCommand.notGiven': message('not given'),
  'mergeCommand.name': message('what to call the file: git merges copies with names of its own'),
} as const
