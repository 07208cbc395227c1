import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import { LockHeld, lockPath } from './pathLock.ts'

/** Milliseconds a writer waits for those before it. */
const WAIT = 10_000

/** The end of what is under way under each name in this process. */
const ends = new Map<string, Promise<void>>()

/**
 * Works on a file while nobody else of this user does: what is looked at is still so when it is acted upon. Writers of
 * one file take turns, in this process in the order in which they came, and over processes by a lock. Names of the same
 * file are one: links, hard links, and other cases of its letters.
 * @param file path as it was given @param work gets the path with links followed
 * @param wait milliseconds after which the file counts as busy
 * @returns what the work returns @throws CodedError io-failed where others are not done in time, and what the work throws
 */
export async function soleWriter<Result>(
  file: string,
  work: (target: string) => Promise<Result>,
  wait: number = WAIT,
): Promise<Result> {
  const until = Date.now() + wait
  try {
    // Following a link takes a while, and who came first under a name must stay first.
    return await inTurn(`given ${path.resolve(file)}`, until, async () => {
      const target = await followLink(file)
      return locked(spellingOf(target), until, async () => {
        const inode = await sharedInode(target)
        return inode === null ? work(target) : locked(inode, until, () => work(target))
      })
    })
  } catch (thrown) {
    if (!(thrown instanceof LockHeld)) throw thrown
    throw new CodedError('io-failed', say('files.busy', { name: path.basename(file) }))
  }
}

/** The path behind links; of a file that is not there yet, the path behind those of its folder. */
async function followLink(file: string): Promise<string> {
  const full = path.resolve(file)
  return realpath(full).catch(async () => {
    const folder = await realpath(path.dirname(full)).catch(() => path.dirname(full))
    return path.join(folder, path.basename(full))
  })
}

/** One spelling for the names that some disks do not tell apart. Where a disk does, two files share a turn: no harm. */
function spellingOf(target: string): string {
  return target.normalize('NFC').toLowerCase()
}

/** What names a file that has several names; null: it has one, or none yet. */
async function sharedInode(target: string): Promise<string | null> {
  const found = await stat(target, { bigint: true }).catch(() => null)
  return found !== null && found.isFile() && found.nlink > 1n ? `${found.dev}:${found.ino}` : null
}

function locked<Result>(name: string, until: number, work: () => Promise<Result>): Promise<Result> {
  return inTurn(name, until, async () => {
    const release = await lockPath(name, until)
    try {
      return await work()
    } finally {
      await release()
    }
  })
}

/** Works after everything that was asked for under this name before has ended. */
async function inTurn<Result>(name: string, until: number, work: () => Promise<Result>): Promise<Result> {
  const before = ends.get(name) ?? Promise.resolve()
  let endTurn = () => {}
  const turn = new Promise<void>((resolve) => (endTurn = resolve))
  const end = before.then(() => turn)
  ends.set(name, end)
  void end.then(() => {
    if (ends.get(name) === end) ends.delete(name)
  })
  try {
    await inTime(before, until)
    return await work()
  } finally {
    endTurn()
  }
}

async function inTime(before: Promise<void>, until: number): Promise<void> {
  const giveUp = new AbortController()
  const late = delay(until - Date.now(), true, { signal: giveUp.signal }).catch(() => true)
  const isLate = await Promise.race([before.then(() => false), late])
  giveUp.abort()
  if (isLate) throw new LockHeld()
}
