import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning } from '../processes/running.ts'

/** What was being written, by which process, with what SQLite keeps beside it. */
const UNFINISHED = /^library\..+\.(\d+)\.new(?:-journal|-wal|-shm)?$/

/** Whatever takes longer was left behind: a number is given to another process one day. */
const LONGEST_WRITING_MILLISECONDS = 60 * 60 * 1000

/**
 * Removes what processes left behind that were killed while they wrote. Never fails: it is housekeeping.
 * @param now milliseconds since 1970
 */
export function removeLitter(folder: string, now: number): void {
  for (const name of namesIn(folder)) {
    const writer = UNFINISHED.exec(name)?.[1]
    if (writer === undefined) continue
    const file = join(folder, name)
    try {
      const age = now - statSync(file).mtimeMs
      // We ourselves write in one go, so that what carries our number is another's.
      const written = Number(writer) !== process.pid && isRunning(Number(writer))
      if (!written || age > LONGEST_WRITING_MILLISECONDS) rmSync(file, { force: true })
    } catch {
      // Another process was quicker, or nobody can remove it.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
