import { DOCUMENT_EXTENSION } from '#shared/document/envelope.ts'
import { MIME_TYPE } from './mimeType.ts'
import { programFiles } from './program.ts'
import type { Run } from './step.ts'

/** Classes of the current user: no administrator is needed. */
const CLASSES = 'HKCU\\Software\\Classes'
const PROGRAM = 'Memwall.Workspace'
const ENDING = `${CLASSES}\\.${DOCUMENT_EXTENSION}`
const PROGRAM_KEY = `${CLASSES}\\${PROGRAM}`

/**
 * Steps that make a double click on a workspace open this Memwall.
 * @param root Memwall's folder
 * @throws RangeError when the registry's command line cannot express the folder's name
 */
export function windowsSteps(root: string): Run[] {
  // Windows fills in %1 and its like before the program starts, and has no escape for a percent sign there.
  if (root.includes('%')) {
    throw new RangeError(
      `Windows cannot open files with a program below a folder with "%" in its name (${root}): rename the folder and try again.`,
    )
  }
  const { node, starter } = programFiles(root, 'win32')
  const command = `"${node}" "${starter}" "%1"`
  return [
    setValue(PROGRAM_KEY, ['/ve'], 'Memwall workspace'),
    setValue(`${PROGRAM_KEY}\\shell\\open\\command`, ['/ve'], command),
    setValue(ENDING, ['/v', 'Content Type'], MIME_TYPE),
    setValue(ENDING, ['/ve'], PROGRAM),
  ]
}

/** Steps that undo `windowsSteps`, of this or another folder of Memwall. */
export function windowsRemoval(): Run[] {
  return [ENDING, PROGRAM_KEY].map((key) => ({
    ...registry(['delete', key, '/f']),
    onlyIf: ['query', key],
  }))
}

function setValue(key: string, name: readonly string[], text: string): Run {
  return registry(['add', key, ...name, '/t', 'REG_SZ', '/d', text, '/f'])
}

function registry(commandLine: readonly string[]): Run {
  return { kind: 'run', program: 'reg.exe', arguments: commandLine, optional: false }
}
