import { Readable } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'
import type { ByteSource } from '../timeline/source.ts'
import { heed, type Watch } from '../timeline/watch.ts'
import { BLOCK } from './scanner.ts'

/** How a file's bytes ended. `broken`: it was packed, and what came before the break was handed on. */
export type Ending = 'whole' | 'broken' | 'unpacksTooFar'

/** Bytes that are unpacked of one file at most. */
const MOST_UNPACKED = 64e9
/** Bytes that deflate makes of one at most. */
const MOST_RATIO = 1032
/** Milliseconds of work after which the event loop has its turn. */
const PAUSE = 20

/** What stops reading on purpose. */
class Stopped extends Error {}

/**
 * Hands on the bytes of a file in blocks of at most 1 MB, unpacked where it is packed, which its content says.
 * @param take a block, which is used before the next comes; false: nothing more is wanted
 * @throws CodedError cancelled, and what the source throws
 */
export async function readUnpacked(
  source: ByteSource,
  watch: Watch,
  take: (block: Uint8Array) => boolean,
): Promise<Ending> {
  const blocks = source.blocks[Symbol.asyncIterator]()
  const packed = { bytes: 0 }
  const head = await firstBytes(blocks)
  const all = watched(head, blocks, packed, source, watch)
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    for await (const block of all) if (!inBlocks(block, watch, take)) break
    return 'whole'
  }
  return unpack(all, packed, watch, take)
}

/** The first two bytes and what came with them, or less where the file is shorter. */
async function firstBytes(blocks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const first = await blocks.next()
  if (first.done) return new Uint8Array()
  if (first.value.length >= 2) return first.value
  return Buffer.concat([first.value, await firstBytes(blocks)])
}

async function* watched(
  head: Uint8Array,
  blocks: AsyncIterator<Uint8Array>,
  packed: { bytes: number },
  source: ByteSource,
  watch: Watch,
): AsyncGenerator<Uint8Array> {
  let turn = performance.now() + PAUSE
  try {
    for (let block = head; ;) {
      heed(watch)
      packed.bytes += block.length
      yield block
      watch.progress?.(packed.bytes, source.size)
      const next = await blocks.next()
      if (next.done) return
      block = next.value
      if (performance.now() < turn) continue
      await new Promise((resolve) => setImmediate(resolve))
      turn = performance.now() + PAUSE
    }
  } finally {
    await blocks.return?.()
  }
}

function inBlocks(block: Uint8Array, watch: Watch, take: (block: Uint8Array) => boolean): boolean {
  for (let from = 0; from < block.length; from += BLOCK) {
    heed(watch)
    if (!take(block.subarray(from, from + BLOCK))) return false
  }
  return true
}

function unpack(
  blocks: AsyncIterable<Uint8Array>,
  packed: { readonly bytes: number },
  watch: Watch,
  take: (block: Uint8Array) => boolean,
): Promise<Ending> {
  const input = Readable.from(blocks, { objectMode: false, highWaterMark: BLOCK })
  // A file that was cut off ends there: the trace itself says whether anything lacks.
  const gunzip = createGunzip({ chunkSize: BLOCK, finishFlush: constants.Z_SYNC_FLUSH })
  let unpacked = 0
  return new Promise((resolve, reject) => {
    const stop = (ending: Ending): void => {
      resolve(ending)
      input.destroy()
      gunzip.destroy(new Stopped())
    }
    const fail = (error: Error): void => {
      reject(error)
      input.destroy()
      gunzip.destroy(new Stopped())
    }
    gunzip.on('data', (block: Uint8Array) => {
      unpacked += block.length
      if (unpacked > MOST_UNPACKED || unpacked > packed.bytes * MOST_RATIO + BLOCK) return stop('unpacksTooFar')
      try {
        if (!inBlocks(block, watch, take)) stop('whole')
      } catch (error) {
        fail(error as Error)
      }
    })
    gunzip.on('error', (error: NodeJS.ErrnoException) => {
      if (error instanceof Stopped) return
      if (error.code?.startsWith('Z_')) stop('broken')
      else fail(error)
    })
    gunzip.on('end', () => resolve('whole'))
    input.on('error', fail)
    input.pipe(gunzip)
  })
}
