import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import { readFailure } from './fileErrors.ts'

/** Milliseconds in which a disk answers one step, or it is taken for one that is gone. */
const STEP_DEADLINE = 20_000
/** Bytes of one part of a stream. */
const PART = 2 ** 18
/** Should the name turn into a named pipe after it was looked at, opening it must not wait for its writer. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0)

/** A regular file that is open for reading. */
export interface RegularFile {
  /** Bytes it had when it was opened. */
  readonly size: number
  /** @returns `length` bytes from `position` on, or fewer where the file ends */
  read(length: number, position: number): Promise<Uint8Array>
}

/** What is expected at a path. */
export interface WantedFile {
  /** What to do about a path that is no file: "open a file with the ending .memwall". */
  readonly instead: string
  /** Most bytes that are read. */
  readonly most: number
  /** The failure for a file with more. */
  readonly tooLarge: (bytes: number) => CodedError
}

/**
 * Opens a path for reading, be it given by the user or by another program: only a regular file, looked at before it is
 * opened and again once it is, so that neither a pipe nor a device is waited for or read without end.
 * @param file the path @param instead what to do about a path that is no file @param use reads; the file is closed after
 * @param deadline milliseconds in which the disk answers each step
 * @throws CodedError document-foreign, not-found, io-failed, and what `use` throws
 */
export async function withRegularFile<Result>(
  file: string,
  instead: string,
  use: (opened: RegularFile) => Promise<Result>,
  deadline: number = STEP_DEADLINE,
): Promise<Result> {
  try {
    const { close, ...opened } = await openRegularFile(file, instead, deadline)
    try {
      return await use(opened)
    } finally {
      close()
    }
  } catch (thrown) {
    throw readFailure(thrown, file)
  }
}

/**
 * The bytes of a regular file, refused by its size before they are read.
 * @throws CodedError as `withRegularFile`, and `wanted.tooLarge`
 */
export function readRegularFile(file: string, { instead, most, tooLarge }: WantedFile): Promise<Uint8Array> {
  return withRegularFile(file, instead, async ({ size, read }) => {
    if (size > most) throw tooLarge(size)
    // One byte more than expected shows a file that grew since it was measured.
    const bytes = await read(size + 1, 0)
    if (bytes.length > size) throw growing(file)
    return bytes
  })
}

/**
 * The bytes of a regular file in parts, for one that is worked on while it is read. What is added meanwhile is read too.
 * @throws CodedError as `readRegularFile`
 */
export async function* streamRegularFile(
  file: string,
  { instead, most, tooLarge }: WantedFile,
): AsyncGenerator<Uint8Array> {
  try {
    const { size, read, close } = await openRegularFile(file, instead, STEP_DEADLINE)
    try {
      if (size > most) throw tooLarge(size)
      let position = 0
      for (;;) {
        const part = await read(PART, position)
        if (part.length === 0) return
        position += part.length
        if (position > most) throw tooLarge(position)
        yield part
      }
    } finally {
      close()
    }
  } catch (thrown) {
    throw readFailure(thrown, file)
  }
}

/**
 * The text of a small file of our own, where nobody can wait: settings, marks of processes.
 * @returns null where there is no such regular file, or it is larger than `most` bytes
 */
export function readSmallFileNow(file: string, most: number): string | null {
  try {
    if (!statSync(file).isFile()) return null
    const descriptor = openSync(file, READ_AT_ONCE)
    try {
      if (!fstatSync(descriptor).isFile()) return null
      const buffer = Buffer.alloc(most + 1)
      let length = 0
      for (;;) {
        const count = readSync(descriptor, buffer, length, buffer.length - length, length)
        length += count
        if (length > most) return null
        if (count === 0) return buffer.toString('utf8', 0, length)
      }
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return null
  }
}

async function openRegularFile(
  file: string,
  instead: string,
  deadline: number,
): Promise<RegularFile & { close(): void }> {
  const answered = <Value>(step: Promise<Value>) => inTime(step, deadline, file)
  requireRegular(await answered(stat(file)), file, instead)
  const opening = open(file, READ_AT_ONCE)
  const handle = await answered(opening).catch((thrown: unknown) => {
    void opening.then((late) => late.close()).catch(() => {})
    throw thrown
  })
  // Not waited for: a disk that is gone must not hold up the answer.
  const close = () => void handle.close().catch(() => {})
  try {
    const found = await answered(handle.stat())
    requireRegular(found, file, instead)
    return { size: found.size, read: (length, position) => readPart(handle, length, position, answered), close }
  } catch (thrown) {
    close()
    throw thrown
  }
}

async function readPart(
  handle: FileHandle,
  length: number,
  position: number,
  answered: <Value>(step: Promise<Value>) => Promise<Value>,
): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await answered(handle.read(buffer, filled, length - filled, position + filled))
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

function requireRegular(found: Stats, file: string, instead: string): void {
  if (found.isFile()) return
  const name = path.basename(path.resolve(file))
  const words = found.isDirectory() ? 'files.isAFolder' : 'files.isNotAFile'
  throw new CodedError('document-foreign', say(words, { name, instead }))
}

function growing(file: string): CodedError {
  return new CodedError('io-failed', say('files.growing', { name: path.basename(file) }))
}

/** One step of the file system, or a failure where the disk does not answer. */
async function inTime<Value>(step: Promise<Value>, deadline: number, file: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new CodedError('io-failed', say('files.notAnswering', { name: path.basename(file) })))
    }, deadline)
  })
  try {
    return await Promise.race([step, late])
  } finally {
    clearTimeout(timer)
  }
}
