import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import { readFailure } from '../../documents/fileErrors.ts'
import type { ForeignFile } from '../../imports/fileReading.ts'
import { FIRST_BYTES, headLength } from '../../imports/limits.ts'
import { shardNames } from '../../imports/readForeignFile.ts'

/** Bytes of the headers of all shards together. */
const MOST_HELD = 64 * 2 ** 20

/**
 * Reads of a file what an import needs: all of a text, and of weights the header alone. Its size is looked at before
 * anything is read, and no more is allocated than the limits of its kind. With an index come the headers of its shards.
 * @throws CodedError document-foreign, document-broken, document-too-large, not-found, io-failed
 */
export async function readImportFile(file: string): Promise<ForeignFile> {
  const found = await readOne(file)
  const shards: ForeignFile[] = []
  let held = 0
  for (const name of shardNames(found)) {
    const shard = await readOne(join(dirname(file), name)).catch(() => null)
    // What is not there, or broken, is told as not at hand.
    if (shard === null || held + shard.bytes.length > MOST_HELD) continue
    held += shard.bytes.length
    shards.push(shard)
  }
  return shards.length === 0 ? found : { ...found, shards }
}

async function readOne(file: string): Promise<ForeignFile> {
  try {
    // Non-blocking, or opening a named pipe would wait for its writer for ever.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return await readHead(handle, basename(file))
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    throw inWords(thrown, file)
  }
}

async function readHead(handle: FileHandle, name: string): Promise<ForeignFile> {
  const found = await handle.stat()
  if (!found.isFile()) throw notAFile(name)
  const first = await readBytes(handle, Math.min(FIRST_BYTES, found.size))
  return { name, bytes: await readBytes(handle, headLength(name, first, found.size)), size: found.size }
}

async function readBytes(handle: FileHandle, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

function notAFile(name: string): CodedError {
  return new CodedError(
    'document-foreign',
    `“${name}” is not a file: give a config.json, weights, a profile or a table.`,
  )
}

/** The words for documents would ask for one of ours. */
function inWords(thrown: unknown, file: string): CodedError {
  const isFolder = thrown instanceof Error && 'code' in thrown && thrown.code === 'EISDIR'
  return isFolder ? notAFile(basename(file)) : readFailure(thrown, file)
}
