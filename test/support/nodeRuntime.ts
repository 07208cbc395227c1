import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A Node that runs TypeScript files as they are: the one in devDependencies, else the one running the tests. */
export function typeScriptNode(): string {
  const own = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url))
  return existsSync(own) ? own : process.execPath
}

/** Absolute path of a file of this repository. */
export function repositoryFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}
