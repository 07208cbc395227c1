import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What the build reads, from the repository's root. Contents count, not dates: a checkout changes those. */
const INPUTS = [
  'src-shared',
  'src-main',
  'src-renderer',
  'resources',
  'scripts',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]

/** Files of other kinds under `resources` are read when the application runs and are no part of a build. */
const BUNDLED = /\.(?:ts|vue|css|html|json|svg|woff2|typ)$/

/**
 * A hash of everything the build reads.
 * @param root the repository's root
 */
export function inputStamp(root: string): string {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '')
  for (const input of INPUTS) {
    for (const path of filesUnder(join(root, input)).sort()) {
      if (!BUNDLED.test(path)) continue
      hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0')
    }
  }
  return hash.digest('hex')
}

function filesUnder(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)],
    )
  } catch {
    // A file, or nothing.
    return [path]
  }
}
