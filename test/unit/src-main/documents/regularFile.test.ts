import { execFileSync } from 'node:child_process'
import { pbkdf2 } from 'node:crypto'
import { appendFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { CodedError } from '#shared/contract/errors.ts'
import {
  readRegularFile,
  readSmallFileNow,
  streamRegularFile,
  withRegularFile,
  type WantedFile,
} from '#main/documents/regularFile.ts'
import { temporaryFolder } from '../../../support/folders.ts'

const upTo = (most: number): WantedFile => ({
  instead: 'give another',
  most,
  tooLarge: (bytes) => new CodedError('document-too-large', `${bytes} are too many`),
})
function fileHolding(text: string): string {
  const file = path.join(temporaryFolder(), 'file')
  writeFileSync(file, text)
  return file
}
async function streamed(file: string, most: number, onPart: () => void = () => {}): Promise<number> {
  let length = 0
  for await (const part of streamRegularFile(file, upTo(most))) {
    length += part.length
    onPart()
  }
  return length
}

describe('the reader of files', () => {
  it('gives what a file holds, whole and in parts', async () => {
    const file = fileHolding('0123456789')
    expect(Buffer.from(await readRegularFile(file, upTo(10))).toString()).toBe('0123456789')
    truncateSync(file, 1_000_000)
    expect(await streamed(file, 1_000_000)).toBe(1_000_000)
    expect(readSmallFileNow(fileHolding('0123456789'), 10)).toBe('0123456789')
  })

  it('refuses by size', async () => {
    const file = fileHolding('01234567890')
    await expect(readRegularFile(file, upTo(10))).rejects.toMatchObject({ message: '11 are too many' })
    await expect(streamed(file, 10)).rejects.toMatchObject({ message: '11 are too many' })
    expect(readSmallFileNow(file, 10)).toBeNull()
  })

  it('ends at a file that does not stop growing', async () => {
    const file = fileHolding('x')
    const grow = () => appendFileSync(file, 'x'.repeat(1000))
    await expect(streamed(file, 5000, grow)).rejects.toMatchObject({ code: 'document-too-large' })
  })

  it.skipIf(process.platform === 'win32')('waits for no pipe and no device', async () => {
    const folder = temporaryFolder()
    const pipe = path.join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    mkdirSync(path.join(folder, 'folder'))
    for (const [file, what] of [
      [pipe, 'is not a file'],
      ['/dev/zero', 'is not a file'],
      [path.join(folder, 'folder'), 'is a folder'],
    ] as const) {
      const failure = { code: 'document-foreign', message: `“${path.basename(file)}” ${what}; give another.` }
      await expect(readRegularFile(file, upTo(1e6))).rejects.toMatchObject(failure)
      await expect(streamed(file, 1e6)).rejects.toMatchObject(failure)
      expect(readSmallFileNow(file, 1e6)).toBeNull()
    }
  })

  it('gives up a disk that does not answer', async () => {
    const file = fileHolding('x')
    // Every thread that could ask the disk is busy: so does a disk look that is gone.
    const busy = Array.from({ length: 32 }, () => promisify(pbkdf2)('a', 'b', 200_000, 64, 'sha512'))
    await expect(withRegularFile(file, 'give another', () => Promise.resolve(), 5)).rejects.toMatchObject({
      code: 'io-failed',
      message: '“file” cannot be read: its disk does not answer; check that it is connected.',
    })
    await Promise.all(busy)
  })
})
