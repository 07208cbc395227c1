import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { LibraryFiles } from './backup.ts'

/** A disk can lose a page without anyone writing to it: a library is read through at least once in this time. */
const TRUSTED_MILLISECONDS = 24 * 60 * 60 * 1000

const noteSchema = z.strictObject({
  /** When the file was last read through, milliseconds since 1970. */
  checkedAt: z.number(),
  /** What it was when it was last closed. */
  state: z.string(),
})

/**
 * When the library was last read through, if it is still the file that we closed; null: it has to be read through again.
 * Reading ten thousand profiles takes longer than everything else about opening them.
 * @param now milliseconds since 1970
 */
export function lastCheck(files: LibraryFiles, now: number): number | null {
  try {
    const note = noteSchema.parse(JSON.parse(readFileSync(files.checked, 'utf8')))
    const age = now - note.checkedAt
    return note.state === stateOf(files) && age >= 0 && age < TRUSTED_MILLISECONDS ? note.checkedAt : null
  } catch {
    return null
  }
}

/**
 * Remembers the check of a file that nobody has open any more. Never fails: without it the next start checks again.
 * @param checkedAt null: the next start has to check
 */
export function rememberCheck(files: LibraryFiles, checkedAt: number | null): void {
  try {
    const state = stateOf(files)
    if (state === null || checkedAt === null) return forgetCheck(files)
    writeFileSync(files.checked, JSON.stringify({ checkedAt, state }))
  } catch {
    // A folder that cannot be written any more has nothing to remember either.
  }
}

/** Makes the next start read the library through. */
export function forgetCheck(files: LibraryFiles): void {
  rmSync(files.checked, { force: true })
}

/** Size, time to the nanosecond and place on the disk; null while a log beside the file holds a part of it. */
function stateOf({ main }: LibraryFiles): string | null {
  if (existsSync(`${main}-wal`)) return null
  const { size, mtimeNs, ino } = statSync(main, { bigint: true })
  return `${size} ${mtimeNs} ${ino}`
}
