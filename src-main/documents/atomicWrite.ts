import { randomBytes } from 'node:crypto'
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import { isRunning, REALM } from '../processes/running.ts'
import { soleWriter } from './soleWriter.ts'

/** Temporary files are hidden, carry the name of their file, the process that writes them, and where that one runs. */
const TEMPORARY = /^\.(.+)\.(\d+)-(?:([0-9a-f]{8})-)?[0-9a-f]{8}\.saving$/
/** A temporary file of another machine is left alone until it is this old: a clock, or a network disk, may mislead. */
const ABANDONED_AFTER_MILLISECONDS = 10_000
/** Milliseconds after which a disk that does not answer is given up. */
const DEADLINE = 60_000

/** The file operations a save is made of: the one place where a test can put a full disk, or listen. */
export interface WriteSteps {
  readonly open: typeof open
  readonly rename: typeof rename
}

/** How a file is written. */
export interface WriteOptions {
  /**
   * Looks at what the path holds, while no other writer can change it; throws where that is not to be replaced. Asked
   * before anything is written and again in the last moment, for on a shared disk others know nothing of our locks.
   */
  readonly accept?: () => Promise<void>
  /** Permissions of the file: those of data nobody else is to see. Default: those it has, or what new files get. */
  readonly mode?: number
  readonly steps?: WriteSteps
  /** Milliseconds after which a disk that does not answer is given up. */
  readonly deadline?: number
}

/** What is written; a function works it out from what is there, while no other writer can change it. */
export type Contents = string | Uint8Array | (() => Promise<string>)

/** Permissions of files that are nobody else's business: settings, the recent list, journals. */
export const PRIVATE_FILE = 0o600
/** And of their folders. */
export const PRIVATE_FOLDER = 0o700

/**
 * The one writer of files. Replaces a file's contents so that at every moment, whatever is killed, the path holds the
 * whole old or the whole new contents: write a temporary file beside it, flush it to the disk, rename it over the old
 * one, flush the folder. Writers of one file take turns (`soleWriter`). A link is followed, so that what it points to is
 * replaced; the file's permissions are kept. What is no regular file is never touched.
 *
 * @param file path to write @param contents the new contents
 * @returns nothing; the contents are on the disk
 * @throws the file system's own error, what `accept` throws, or CodedError io-failed; the old file is untouched then
 */
export async function atomicWrite(file: string, contents: Contents, options: WriteOptions = {}): Promise<void> {
  const giveUp = new AbortController()
  const work = soleWriter(file, (target) => replace(target, contents, options, giveUp.signal))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      // What is still on its way keeps its turn, so that it cannot undo what somebody else saves after it.
      giveUp.abort()
      reject(notAnswered(file))
    }, options.deadline ?? DEADLINE)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function replace(
  target: string,
  contents: Contents,
  { accept, mode, steps = { open, rename } }: WriteOptions,
  givenUp: AbortSignal,
): Promise<void> {
  const folder = path.dirname(target)
  const kept = await permissions(target)
  await accept?.()
  const written = typeof contents === 'function' ? await contents() : contents
  const temporary = path.join(folder, temporaryName(path.basename(target)))
  try {
    await writeThrough(temporary, written, mode ?? kept, steps)
    await accept?.()
    if (givenUp.aborted) throw notAnswered(target)
    await steps.rename(temporary, target)
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw thrown
  }
  await flushFolder(folder, steps)
  await removeTemporaries(folder, path.basename(target))
}

/**
 * Removes the temporary files of saves that were killed. Never fails: it is housekeeping.
 * @param folder where they lie @param base name of the file that was saved; absent: of any
 */
export async function removeTemporaries(folder: string, base?: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const [, of, processId, realm] = TEMPORARY.exec(name) ?? []
    if (of === undefined || (base !== undefined && of !== base) || isRunning(Number(processId))) continue
    const litter = path.join(folder, name)
    if (realm === REALM || (await ageOf(litter)) >= ABANDONED_AFTER_MILLISECONDS) {
      await rm(litter, { force: true }).catch(() => undefined)
    }
  }
}

async function ageOf(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  )
}

function temporaryName(base: string): string {
  return `.${base}.${process.pid}-${REALM}-${randomBytes(4).toString('hex')}.saving`
}

async function writeThrough(
  temporary: string,
  contents: string | Uint8Array,
  mode: number | null,
  steps: WriteSteps,
): Promise<void> {
  const handle = await steps.open(temporary, 'wx', mode ?? 0o666)
  try {
    // The umask is for new files: it may not take from the permissions somebody has given to this one.
    if (mode !== null) await setPermissions(handle, mode)
    await handle.writeFile(contents)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Some disks know no permissions. */
async function setPermissions(handle: FileHandle, mode: number): Promise<void> {
  await handle.chmod(mode).catch(() => undefined)
}

/** @returns permissions of the file that is replaced; null: there is none @throws CodedError where it is no file */
async function permissions(target: string): Promise<number | null> {
  const found = await stat(target).catch(() => null)
  if (found === null || found.isFile()) return found === null ? null : found.mode & 0o777
  const words = found.isDirectory() ? 'files.isAFolder' : 'files.isNotAFile'
  const instead = say('files.chooseAnotherName')
  throw new CodedError('io-failed', say(words, { name: path.basename(target), instead }))
}

/** Makes the rename itself survive a power cut. Windows cannot open folders, and some network disks refuse. */
async function flushFolder(folder: string, steps: WriteSteps): Promise<void> {
  try {
    const handle = await steps.open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // The contents are already safe; only the moment of the rename is not.
  }
}

function notAnswered(file: string): CodedError {
  return new CodedError('io-failed', say('files.notSaved', { name: path.basename(file) }))
}
