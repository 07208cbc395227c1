import { createHash, randomBytes } from 'node:crypto'
import { link, lstat, mkdir, chmod, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { systemCode } from './fileErrors.ts'
import { readSmallFileNow } from './regularFile.ts'
import { ownMark, processMarkSchema, runs } from '../processes/running.ts'

/** A lock of a process that cannot be asked for is one that was left behind once it is this old, in milliseconds. */
const FOREIGN_AGE = 60_000
const LARGEST_LOCK = 1000
/** Longest pause between two looks at a lock that is held, in milliseconds. */
const PAUSE = 8

/**
 * The folder of this user's locks. Not beside the files: a killed process would leave its lock among the user's
 * documents, and a folder of the system's is emptied by it. The same for every Memwall of a user, whatever its settings.
 */
export function lockFolder(): string {
  return process.platform === 'win32'
    ? path.join(tmpdir(), 'memwall-locks')
    : path.join('/tmp', `memwall-locks-${userInfo().uid}`)
}

/** A lock was held by another process until the deadline. */
export class LockHeld extends Error {}

/**
 * Takes the lock of a name, over all processes of this user on this machine. The lock of a process that is gone is taken
 * over.
 * @param name what is locked, in any form @param until Date.now() after which it is given up
 * @returns what lets go of it; where locks cannot be kept at all nothing is locked, because a full temporary folder must
 * not keep anybody from saving
 * @throws LockHeld
 */
export async function lockPath(
  name: string,
  until: number,
  folder: string = lockFolder(),
): Promise<() => Promise<void>> {
  const file = path.join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.lock`)
  try {
    await requirePrivate(folder)
    return await take(file, until)
  } catch (thrown) {
    if (thrown instanceof LockHeld) throw thrown
    return () => Promise.resolve()
  }
}

/** Removes what killed processes left among the locks. Never fails: it is housekeeping. */
export async function removeStaleLocks(folder: string = lockFolder()): Promise<void> {
  try {
    await requirePrivate(folder)
    for (const name of await readdir(folder)) {
      const file = path.join(folder, name)
      const held = readSmallFileNow(file, LARGEST_LOCK)
      if (held === null || !(await isAbandoned(file, held))) continue
      if (name.endsWith('.claim')) await rm(file, { force: true })
      else await removeAbandoned(file, held, Date.now() + 1000)
    }
  } catch {
    // The next start looks again.
  }
}

/**
 * A lock is complete from its first moment, because it is a link to a claim that was written before; only one link can
 * be made.
 */
async function take(file: string, until: number): Promise<() => Promise<void>> {
  const claim = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.claim`
  // Two locks of one process differ, so that nobody mistakes a new one for the one it was about to remove.
  const mark = JSON.stringify({ ...ownMark(), lock: randomBytes(8).toString('hex') })
  try {
    await writeFile(claim, mark, { flag: 'wx', mode: 0o600 })
    for (;;) {
      if (await linked(claim, file)) return () => rm(file, { force: true }).catch(() => undefined)
      const held = readSmallFileNow(file, LARGEST_LOCK)
      if (held !== null && (await isAbandoned(file, held))) await removeAbandoned(file, held, until)
      else if (Date.now() >= until) throw new LockHeld()
      else await delay(1 + Math.random() * PAUSE)
    }
  } finally {
    await rm(claim, { force: true }).catch(() => undefined)
  }
}

async function linked(claim: string, file: string): Promise<boolean> {
  try {
    await link(claim, file)
    return true
  } catch (thrown) {
    if (systemCode(thrown) === 'EEXIST') return false
    throw thrown
  }
}

/**
 * Removes the lock of a process that is gone. Of those that find it, one must do so, and only while it is still that
 * very lock: removing is itself under a lock, of that lock's content.
 */
async function removeAbandoned(file: string, held: string, until: number): Promise<void> {
  const instance = createHash('sha256').update(held).digest('hex').slice(0, 8)
  const release = await take(`${file}.${instance}.lock`, until)
  try {
    if (readSmallFileNow(file, LARGEST_LOCK) === held) await rm(file, { force: true })
  } finally {
    await release()
  }
}

async function isAbandoned(file: string, held: string): Promise<boolean> {
  const running = runsStill(held)
  if (running !== null) return !running
  const age = await stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  )
  return age >= FOREIGN_AGE
}

function runsStill(held: string): boolean | null {
  try {
    return runs(processMarkSchema.parse(JSON.parse(held)))
  } catch {
    return null
  }
}

/** Where anybody may write, only a folder of our own is trusted. */
async function requirePrivate(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined)
  const found = await lstat(folder)
  if (!found.isDirectory()) throw new Error('no folder of locks')
  if (process.platform === 'win32') return
  if (found.uid !== process.getuid?.()) throw new Error('a folder of locks of somebody else')
  if ((found.mode & 0o777) !== 0o700) await chmod(folder, 0o700)
}
