import type { Stats } from 'node:fs'
import { lstat, readdir, stat } from 'node:fs/promises'
import path from 'node:path'

/** Most files that are looked at in one audit. */
export const MOST_TRACES = 500
/** Deepest folder that is looked into, so that no tree is walked for ever. */
const DEEPEST = 8

/** Files to read, and whether there were more than are read. */
export interface TracePaths {
  readonly files: readonly string[]
  readonly more: boolean
}

/**
 * The files that paths stand for: a file for itself, a folder for what is in it, in the order of names. Links within folders are not
 * followed, and what is no regular file is left out of a folder.
 * @param paths as they were typed; one that is not there stays, so that reading it says so
 */
export async function tracePaths(paths: readonly string[]): Promise<TracePaths> {
  const files: string[] = []
  const walk = async (folder: string, depth: number): Promise<void> => {
    const names = (await readdir(folder).catch(() => [])).toSorted()
    for (const name of names) {
      if (files.length > MOST_TRACES || name.startsWith('.')) continue
      const inner = path.join(folder, name)
      const found = await lstat(inner).catch(() => null)
      if (found?.isFile()) files.push(inner)
      else if (found?.isDirectory() && depth < DEEPEST) await walk(inner, depth + 1)
    }
  }
  for (const each of paths) {
    const found: Stats | null = await stat(each).catch(() => null)
    if (found?.isDirectory()) await walk(each, 0)
    else files.push(each)
  }
  return { files: files.slice(0, MOST_TRACES), more: files.length > MOST_TRACES }
}
