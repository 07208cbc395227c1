import { readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { writeDurably } from './durable.ts'
import type { LibraryFiles } from './files.ts'

const noticesSchema = z.array(z.string())

/** What the user has to be told still, oldest first. */
export function pendingNotices({ notices }: LibraryFiles): readonly string[] {
  try {
    return noticesSchema.parse(JSON.parse(readFileSync(notices, 'utf8')))
  } catch {
    return []
  }
}

/**
 * Keeps a sentence until somebody was told it, whatever is killed. A repair that is begun again says the same once.
 * @throws the file system's own error
 */
export function keepNotice(files: LibraryFiles, text: string): void {
  const pending = pendingNotices(files)
  if (!pending.includes(text)) writeDurably(files.notices, JSON.stringify([...pending, text]))
}

/** Forgets sentences that were told. Never fails: what is not forgotten is told again. */
export function forgetNotices(files: LibraryFiles, told: readonly string[]): void {
  try {
    const left = pendingNotices(files).filter((text) => !told.includes(text))
    if (left.length > 0) writeDurably(files.notices, JSON.stringify(left))
    else rmSync(files.notices, { force: true })
  } catch {
    // A folder that cannot be written any more.
  }
}
