import { randomBytes } from 'node:crypto'
import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { isRunning } from './running.ts'

/** Temporary files are hidden, carry the name of their file and the process that writes them. */
const TEMPORARY = /^\.(.+)\.(\d+)-[0-9a-f]{8}\.saving$/
/** A temporary file of another process is left alone until it is this old: a clock, or a network disk, may mislead. */
const ABANDONED_AFTER_MILLISECONDS = 10_000

/** The file operations a save is made of: the one place where a test can put a full disk. */
export interface WriteSteps {
  readonly open: typeof open
  readonly rename: typeof rename
}

/**
 * Replaces a file's contents so that at every moment, whatever is killed, the path holds the whole old or the whole new
 * contents: write a temporary file beside it, flush it to the disk, rename it over the old one, flush the folder.
 * A link is followed, so that what it points to is replaced; the file's permissions are kept.
 *
 * @param file path to write @param contents the new contents
 * @returns nothing; the contents are on the disk
 * @throws the file system's own error; the old file is untouched then
 */
export async function atomicWrite(
  file: string,
  contents: string | Uint8Array,
  steps: WriteSteps = { open, rename },
): Promise<void> {
  const target = await followLink(file)
  const folder = path.dirname(target)
  const temporary = path.join(folder, temporaryName(path.basename(target)))
  try {
    await writeThrough(temporary, contents, await permissions(target), steps)
    await steps.rename(temporary, target)
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw thrown
  }
  await flushFolder(folder)
  await removeAbandoned(target)
}

/** Removes what saves of this file left behind when they were killed. Never fails: it is housekeeping. */
async function removeAbandoned(target: string): Promise<void> {
  const folder = path.dirname(target)
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const match = TEMPORARY.exec(name)
    if (!match || match[1] !== path.basename(target) || isRunning(Number(match[2]))) continue
    const litter = path.join(folder, name)
    const age = await stat(litter).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    if (age >= ABANDONED_AFTER_MILLISECONDS) await rm(litter, { force: true }).catch(() => undefined)
  }
}

function temporaryName(base: string): string {
  return `.${base}.${process.pid}-${randomBytes(4).toString('hex')}.saving`
}

async function writeThrough(
  temporary: string,
  contents: string | Uint8Array,
  mode: number,
  steps: WriteSteps,
): Promise<void> {
  const handle = await steps.open(temporary, 'wx', mode)
  try {
    await handle.writeFile(contents)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function followLink(file: string): Promise<string> {
  return realpath(file).catch(() => path.resolve(file))
}

async function permissions(target: string): Promise<number> {
  return stat(target).then(
    ({ mode }) => mode & 0o777,
    () => 0o666,
  )
}

/** Makes the rename itself survive a power cut. Windows cannot open folders, and some network disks refuse. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // The contents are already safe; only the moment of the rename is not.
  }
}
