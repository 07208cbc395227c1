import path from 'node:path'
import { toFailure } from '#shared/contract/errors.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import type { OpenDocument } from '../../app/documentFiles.ts'
import { CommandFailure, EXIT, usageFailure } from './exitCodes.ts'
import { isStandard } from './standardInput.ts'
import type { Terminal } from './terminal.ts'

/** A file on standard output, byte for byte. */
export async function printFile(terminal: Terminal, contents: string | Uint8Array): Promise<void> {
  if (terminal.file) await terminal.file(contents)
  else await terminal.print(typeof contents === 'string' ? contents : new TextDecoder().decode(contents))
}

/** Where a command answers: on standard error where its file is on standard output, so that the two do not mix. */
export function answering(terminal: Terminal, output: string | undefined): Terminal {
  return isStandard(output) ? { ...terminal, print: async (text) => terminal.tell(text) } : terminal
}

/**
 * Writes a changed workspace: over the file it came from unless somebody else has changed that, to another path, or for `-`
 * to standard output.
 * @param from the word it was opened by @param output of `-o`
 * @returns the path; null: standard output
 * @throws CommandFailure as saving does, and where there is no file to write to
 */
export async function writeWorkspace(
  terminal: Terminal,
  workspace: Workspace,
  { from, opened, output }: { readonly from: string; readonly opened: OpenDocument; readonly output?: string },
): Promise<string | null> {
  if (output === undefined && isStandard(from)) throw usageFailure(say('cli.files.whereTo'))
  if (isStandard(output)) {
    await printFile(terminal, serializeDocument(workspace))
    return null
  }
  const isOther = output !== undefined
  const request = { path: path.resolve(output ?? from), workspace, expectedHash: isOther ? null : opened.diskHash }
  return saveTo({ ...request, overwrite: isOther })
}

/** Saves as the window does. @returns the path @throws CommandFailure with one sentence */
export async function saveTo(request: {
  readonly path: string
  readonly workspace: Workspace
  readonly expectedHash: string | null
  readonly overwrite: boolean
}): Promise<string> {
  const { saveDocument } = await import('../../app/documentFiles.ts')
  try {
    return (await saveDocument(request)).path
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    throw new CommandFailure(EXIT.failed, code, message)
  }
}
