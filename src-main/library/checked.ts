import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { LibraryFiles } from './files.ts'

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
  /**
   * `pages`: it was not read for a day. `rows`: it is not the file that we closed, so that every row is held against its
   * seal too. `contents`: damage was met, so that every profile is held against its hash as well.
   */
  readonly due: 'nothing' | 'pages' | 'rows' | 'contents'
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
    const { checkedAt, state } = readNote(files)
    if (checkedAt === null) return { due: 'contents', checkedAt: null }
    if (state === null || state !== stateOf(files)) return { due: 'rows', checkedAt: null }
    const age = now - checkedAt
    return age >= 0 && age < TRUSTED_MILLISECONDS ? { due: 'nothing', checkedAt } : { due: 'pages', checkedAt: null }
  } catch {
    return { due: 'rows', checkedAt: null }
  }
}

/** Remembers at once that damage was met: whatever is killed, the next start reads everything. Never fails. */
export function rememberDamage(files: LibraryFiles): void {
  writeNote(files, { checkedAt: null, state: null })
}

/** Remembers that damage which was met before is not there any more. Never fails. */
export function forgetDamage(files: LibraryFiles, now: number): void {
  writeNote(files, { checkedAt: now, state: null })
}

/**
 * Remembers the check of a file that we have just closed, unless this or another process met damage in it since. Never
 * fails: without it the next start checks again.
 * @param checkedAt when it was read through
 */
export function rememberCheck(files: LibraryFiles, checkedAt: number): void {
  try {
    if (readNote(files).checkedAt === null) return
  } catch {
    // There was none.
  }
  writeNote(files, { checkedAt, state: stateOf(files) })
}

function readNote(files: LibraryFiles): z.infer<typeof noteSchema> {
  return noteSchema.parse(JSON.parse(readFileSync(files.checked, 'utf8')))
}

function writeNote(files: LibraryFiles, note: z.infer<typeof noteSchema>): void {
  try {
    writeFileSync(files.checked, JSON.stringify(note), { mode: 0o600 })
  } catch {
    // A folder that cannot be written any more has nothing to remember either.
  }
}

/** Size, time to the nanosecond and place on the disk; null while a log beside the file holds a part of it. */
function stateOf({ main }: LibraryFiles): string | null {
  if (existsSync(`${main}-wal`)) return null
  const found = statSync(main, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.size} ${found.mtimeNs} ${found.ino}` : null
}
