import { resolve } from 'node:path'

/** Endings of our documents, and of reports that hold one. */
const ENDINGS = ['.memwall', '.pdf']

/**
 * The document named on a command line, as the file association and a second instance pass it.
 * @param commandLine arguments after the program, switches included
 * @param folder the folder relative names start from
 * @returns an absolute path, or null when no document is named
 */
export function fileArgument(commandLine: readonly string[], folder: string): string | null {
  const named = commandLine.find(
    (argument) => !argument.startsWith('-') && ENDINGS.some((ending) => argument.toLowerCase().endsWith(ending)),
  )
  return named === undefined ? null : resolve(folder, named)
}
