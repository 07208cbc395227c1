import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Node-API version of the library's SQLite binding; an older Node does not refuse it, it crashes. */
const OLDEST_NODE_API = 10

/**
 * Runs the same command on the Node that is installed with Memwall, where the system's is too old for the library.
 * @returns the exit code, or null when this Node will do
 */
export function runOnNewerNode(): number | null {
  if (process.env['MEMWALL_SQLITE_BINDING'] || Number(process.versions['napi']) >= OLDEST_NODE_API) return null
  const newer = installedNode()
  if (newer === null) {
    process.stderr.write(`memwall: Node ${process.versions.node} is too old; install Node 22.14 or newer.\n`)
    return 1
  }
  const { status, signal } = spawnSync(newer, process.argv.slice(1), { stdio: 'inherit' })
  if (signal) process.kill(process.pid, signal)
  return status ?? 1
}

/** The Node that npm installed as a dependency. */
function installedNode(): string | null {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'))
    const names = ['bin/node', 'bin/node.exe'].map((name) => join(folder, name))
    return names.find((name) => existsSync(name)) ?? null
  } catch {
    return null
  }
}
