import { MIME_TYPE } from './mimeType.ts'
import type { ProgramFiles } from './program.ts'

/** File name of the entry, which is also what defaults refer to. */
export const DESKTOP_FILE = 'memwall.desktop'

/**
 * The entry that opens a workspace, and puts Memwall into the menu of programs. It hides itself once `node` is gone.
 * @param program what it runs @param icon absolute path of a picture
 * @throws RangeError when the entry's format cannot express the path of `node`
 */
export function desktopEntry(program: ProgramFiles, icon: string): string {
  // The format forbids an equals sign in the program, and `env` would take it for an assignment.
  if (program.node.includes('=')) {
    throw new RangeError(
      `A desktop entry cannot start a program below a folder with "=" in its name (${program.node}): rename the folder and try again.`,
    )
  }
  // GLib looks for the program before it turns %% back into %, finds none and drops the entry; arguments are fine.
  const words = program.node.includes('%') ? ['/usr/bin/env', program.node] : [program.node]
  return `[Desktop Entry]
Type=Application
Version=1.0
Name=Memwall
Comment=Choose hardware for AI inference
TryExec=${stringValue(program.node)}
Exec=${[...words, program.starter].map(execArgument).join(' ')} %f
Icon=${stringValue(icon)}
MimeType=${MIME_TYPE};
Categories=Development;
Terminal=false
`
}

/**
 * One argument of an `Exec` key, always quoted.
 * Source: Desktop Entry Specification 1.5, "The Exec key": quoting and field codes first, string escapes around them.
 */
export function execArgument(argument: string): string {
  return stringValue(`"${argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`)
}

/** A value of type string. Source: Desktop Entry Specification 1.5, "Possible value types". */
function stringValue(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
}
