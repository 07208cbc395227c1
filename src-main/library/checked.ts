import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { LibraryFiles } from './backup.ts'

/** A disk can lose a page without anyone writing to it: a library is read through at least once in this time. */
const TRUSTED_MILLISECONDS = 24 * 60 * 60 * 1000

const noteSchema = z.strictObject({
  /** When the file was last read through, milliseconds since 1970; null: damage was met since. */
  checkedAt: z.number().nullable(),
  /** What it was when it was last closed; null: another process had it open still. */
  state: z.string().nullable(),
})

/** What has to be checked before a library can be trusted. */
export interface DueCheck {
  /** `contents`: every page, and every profile against its hash, because damage was met. */
  readonly due: 'nothing' | 'pages' | 'contents'
  /** When it was last read through, where nothing is due. */
  readonly checkedAt: number | null
}

/**
 * What has to be checked: nothing while the library is still the file that we closed, read through within a day. Reading
 * ten thousand profiles takes longer than everything else about opening them.
 * @param now milliseconds since 1970
 */
export function dueCheck(files: LibraryFiles, now: number): DueCheck {
  try {
    const { checkedAt, state } = noteSchema.parse(JSON.parse(readFileSync(files.checked, 'utf8')))
    if (checkedAt === null) return { due: 'contents', checkedAt: null }
    const age = now - checkedAt
    const trusted = state !== null && state === stateOf(files) && age >= 0 && age < TRUSTED_MILLISECONDS
    return trusted ? { due: 'nothing', checkedAt } : { due: 'pages', checkedAt: null }
  } catch {
    return { due: 'pages', checkedAt: null }
  }
}

/**
 * Remembers the check of a file that we have just closed. Never fails: without it the next start checks again.
 * @param checkedAt when it was read through; null: damage was met since
 */
export function rememberCheck(files: LibraryFiles, checkedAt: number | null): void {
  try {
    writeFileSync(files.checked, JSON.stringify({ checkedAt, state: stateOf(files) }))
  } catch {
    // A folder that cannot be written any more has nothing to remember either.
  }
}

/** Size, time to the nanosecond and place on the disk; null while a log beside the file holds a part of it. */
function stateOf({ main }: LibraryFiles): string | null {
  if (existsSync(`${main}-wal`)) return null
  const { size, mtimeNs, ino } = statSync(main, { bigint: true })
  return `${size} ${mtimeNs} ${ino}`
}
