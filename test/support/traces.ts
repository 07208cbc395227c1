import { createReadStream, existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ByteSource } from '#main/audit/timeline/source.ts'

/** Traces of real profilers, beside the repository. */
export const TRACES = fileURLToPath(new URL('../../../shared/traces/', import.meta.url))
/** Whether they are there; says so where they are not. */
export const tracesAreHere = existsSync(join(TRACES, 'README.md'))
if (!tracesAreHere)
  process.stdout.write('skipped: the public traces are not beside the repository (../shared/traces)\n')

/** A file as a reader of traces takes it. @param path below the folder of traces, or absolute */
export function fileSource(path: string): ByteSource {
  const whole = path.startsWith('/') ? path : join(TRACES, path)
  return {
    name: basename(whole),
    size: statSync(whole).size,
    blocks: createReadStream(whole, { highWaterMark: 1 << 20 }),
  }
}

/** Bytes as a reader of traces takes them. @param block bytes of each block */
export function bytesSource(bytes: Uint8Array | string, block = 1 << 20): ByteSource {
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  return { name: 'trace.json', size: all.length, blocks: inBlocks(all, block) }
}

async function* inBlocks(bytes: Uint8Array, block: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += block) yield bytes.subarray(from, from + block)
}
