import { basename, dirname, join } from 'node:path'
import { withRegularFile } from '../../documents/regularFile.ts'
import type { ForeignFile } from '../../imports/fileReading.ts'
import { FIRST_BYTES, headLength } from '../../imports/limits.ts'
import { shardNames } from '../../imports/readForeignFile.ts'

const INSTEAD = 'give a config.json, weights, a profile or a table'
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

function readOne(file: string): Promise<ForeignFile> {
  const name = basename(file)
  return withRegularFile(file, INSTEAD, async ({ size, read }) => {
    const first = await read(Math.min(FIRST_BYTES, size), 0)
    return { name, bytes: await read(headLength(name, first, size), 0), size }
  })
}
