import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { repositoryFile, typeScriptNode } from './nodeRuntime.ts'

/** How a run of the command line ended. */
export interface Ended {
  readonly code: number | null
  readonly output: string
  readonly errors: string
}

/** Starts the real command line as a process of its own, from the sources. */
export function startCommand(
  typed: readonly string[],
  home: string,
  environment: Readonly<Record<string, string>> = {},
  folder?: string,
): ChildProcessWithoutNullStreams {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  return spawn(typeScriptNode(), [repositoryFile('src-main/shells/cli/main.ts'), ...typed], {
    env: { PATH, ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}), MEMWALL_HOME: home, ...environment },
    ...(folder === undefined ? {} : { cwd: folder }),
  })
}

/** Runs it to its end. @param input what it reads on standard input */
export async function runCommand(
  typed: readonly string[],
  home: string,
  {
    input = '',
    environment = {},
    folder,
  }: { input?: string; environment?: Record<string, string>; folder?: string } = {},
): Promise<Ended> {
  const child = startCommand(typed, home, environment, folder)
  // A command that answers without reading closes its end first.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const code = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, output, errors }
}
