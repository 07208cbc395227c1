import { mkdirSync, openSync, closeSync, ftruncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readImportFile } from '#main/app/library/importFile.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { ggufFile, LLAMA_METADATA, safetensorsHead, unsigned64 } from '../../../../support/foreignFiles.ts'
import { temporaryFolder } from '../../../../support/folders.ts'

/** A file with this start and, by a hole, this size: it takes no room on the disk. */
function fileOf(name: string, start: Uint8Array | string, size: number): string {
  const path = join(temporaryFolder(), name)
  const handle = openSync(path, 'w')
  writeSync(handle, typeof start === 'string' ? Buffer.from(start) : start)
  ftruncateSync(handle, size)
  closeSync(handle)
  return path
}

const MEGABYTES = 2 ** 20

async function failureOf(path: string): Promise<unknown> {
  try {
    await readImportFile(path)
  } catch (thrown) {
    return thrown
  }
  return null
}

describe('reading a file to be imported', () => {
  it('takes all of a text', async () => {
    const path = join(temporaryFolder(), 'config.json')
    writeFileSync(path, '{"a": 1}')
    expect(await readImportFile(path)).toEqual({ name: 'config.json', bytes: Buffer.from('{"a": 1}'), size: 8 })
  })

  it('takes no more of weights than their header, however large they are', async () => {
    const head = ggufFile(LLAMA_METADATA)
    const gguf = await readImportFile(fileOf('model.gguf', head, 40_000 * MEGABYTES))
    expect(gguf.size).toBe(40_000 * MEGABYTES)
    expect(gguf.bytes.length).toBe(32 * MEGABYTES)
    const { bytes } = safetensorsHead({ a: { dtype: 'BF16', shape: [1024, 1024] } })
    const safetensors = await readImportFile(fileOf('model.safetensors', bytes, 40_000 * MEGABYTES))
    expect(safetensors.bytes.length).toBe(bytes.length)
  })

  it('refuses by size before it allocates', async () => {
    const before = process.memoryUsage().arrayBuffers
    for (const [path, code] of [
      [fileOf('config.json', '{', 500 * MEGABYTES), 'document-too-large'],
      [fileOf('devices.csv', 'Name', 500 * MEGABYTES), 'document-too-large'],
      [fileOf('model.safetensors', unsigned64(500_000_000), 40_000 * MEGABYTES), 'document-too-large'],
      [fileOf('model.safetensors', unsigned64(20_000_000), 1000), 'document-broken'],
      [fileOf('model.safetensors', 'abc', 3), 'document-broken'],
      [fileOf('pytorch_model.bin', 'x', 1000), 'document-foreign'],
    ] as const) {
      const failure = await failureOf(path)
      expect(failure).toBeInstanceOf(CodedError)
      expect(failure).toMatchObject({ code, message: expect.stringMatching(/^“.*\.$/) })
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * MEGABYTES)
  })

  it('takes the headers of the shards beside an index, and of nothing elsewhere', async () => {
    const folder = temporaryFolder()
    const { bytes } = safetensorsHead({ a: { dtype: 'BF16', shape: [1024, 1024] } })
    mkdirSync(join(folder, 'model'))
    for (const place of ['model/one.safetensors', 'two.safetensors']) {
      writeFileSync(join(folder, place), Buffer.concat([bytes, Buffer.alloc(2 * MEGABYTES)]))
    }
    const index = join(folder, 'model', 'model.safetensors.index.json')
    const places = { a: 'one.safetensors', b: '../two.safetensors', c: 'three.safetensors' }
    writeFileSync(index, JSON.stringify({ weight_map: places }))
    const { shards = [] } = await readImportFile(index)
    expect(shards.map((shard) => [shard.name, shard.bytes.length])).toEqual([['one.safetensors', bytes.length]])
  })

  it('names what is not there or no file', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'inner'))
    expect(await failureOf(join(folder, 'none.json'))).toMatchObject({ code: 'not-found' })
    expect(await failureOf(join(folder, 'inner'))).toMatchObject({ code: 'document-foreign' })
  })
})
