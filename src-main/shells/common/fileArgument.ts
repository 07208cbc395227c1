import { resolve } from 'node:path'

/** Ending of our documents. */
const ENDING = '.memwall'

/**
 * The document named on a command line, as the file association and a second instance pass it.
 * @param commandLine arguments after the program, switches included
 * @param folder the folder relative names start from
 * @returns an absolute path, or null when no document is named
 */
export function fileArgument(commandLine: readonly string[], folder: string): string | null {
  const named = commandLine.find((argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith(ENDING))
  return named === undefined ? null : resolve(folder, named)
}
