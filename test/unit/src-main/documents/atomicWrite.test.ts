import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { open, rename, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { atomicWrite, type WriteSteps } from '#main/documents/atomicWrite.ts'
import { saveDocument } from '#main/documents/save.ts'
import { testWorkspace } from '../../../support/documents.ts'
import { temporaryFolder } from '../../../support/folders.ts'

const TEMPORARY = /^\.plan\.memwall\.\d+-[0-9a-f]{8}-[0-9a-f]{8}\.saving$/

/** Real steps that tell what is done to what, in order. */
function listeningSteps(): { steps: WriteSteps; done: string[] } {
  const done: string[] = []
  const told = (file: unknown) => path.basename(String(file)).replace(TEMPORARY, 'temporary')
  const steps: WriteSteps = {
    open: async (file, flags, mode) => {
      const handle = await open(file, flags, mode)
      const listened = (name: 'writeFile' | 'sync' | 'close') => {
        const act = handle[name].bind(handle) as (...given: unknown[]) => Promise<void>
        return async (...given: unknown[]) => {
          await act(...given)
          done.push(`${name} ${told(file)}`)
        }
      }
      const overridden = { writeFile: listened('writeFile'), sync: listened('sync'), close: listened('close') }
      return Object.assign(handle, overridden) as FileHandle
    },
    rename: async (from, to) => {
      await rename(from, to)
      done.push(`rename ${told(from)} to ${told(to)}`)
    },
  }
  return { steps, done }
}

describe('atomicWrite', () => {
  it('flushes the contents before the rename, and the folder after it', async () => {
    const folder = path.join(temporaryFolder(), 'folder')
    mkdirSync(folder)
    const file = path.join(folder, 'plan.memwall')
    const { steps, done } = listeningSteps()
    await atomicWrite(file, 'contents', { steps })
    const order = ['writeFile temporary', 'sync temporary', 'close temporary', 'rename temporary to plan.memwall']
    expect(done).toEqual([...order, ...(process.platform === 'win32' ? [] : ['sync folder', 'close folder'])])
    expect(readFileSync(file, 'utf8')).toBe('contents')
  })

  it('looks at what is there before it writes, and again in the last moment', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.memwall')
    writeFileSync(file, 'theirs')
    let looks = 0
    const accept = () => {
      looks += 1
      return looks === 2 ? Promise.reject(new Error('changed meanwhile')) : Promise.resolve()
    }
    await expect(atomicWrite(file, 'ours', { accept })).rejects.toThrow('changed meanwhile')
    expect(looks).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe('theirs')
    expect(readdirSync(folder)).toEqual(['plan.memwall'])
  })

  it('gives up a disk that does not answer, and writes nothing after that', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.memwall')
    let answer = () => {}
    const answered = new Promise<void>((resolve) => (answer = resolve))
    const slow: WriteSteps = { open: async (...given) => answered.then(() => open(...given)), rename }
    await expect(atomicWrite(file, 'late', { steps: slow, deadline: 50 })).rejects.toMatchObject({
      code: 'io-failed',
      message: '“plan.memwall” was not saved: its disk does not answer; save it elsewhere.',
    })
    // The next writer's turn begins once the late one has ended.
    const accept = async () => expect(existsSync(file)).toBe(false)
    const next = atomicWrite(file, 'next', { accept })
    answer()
    await next
    expect(readFileSync(file, 'utf8')).toBe('next')
    expect(readdirSync(folder)).toEqual(['plan.memwall'])
  })

  it.skipIf(process.platform === 'win32')('keeps the permissions of a file, whatever the umask', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.memwall')
    writeFileSync(file, 'old')
    for (const mode of [0o600, 0o640, 0o664, 0o666]) {
      chmodSync(file, mode)
      await atomicWrite(file, 'new')
      expect(statSync(file).mode & 0o777).toBe(mode)
    }
  })

  it.skipIf(process.platform === 'win32')('gives a new file what the umask leaves, or the mode asked for', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'made by others'), '')
    await atomicWrite(path.join(folder, 'document'), '')
    await atomicWrite(path.join(folder, 'private'), '', { mode: 0o600 })
    const modeOf = (name: string) => statSync(path.join(folder, name)).mode & 0o777
    expect(modeOf('document')).toBe(modeOf('made by others'))
    expect(modeOf('private')).toBe(0o600)
  })
})

describe.skipIf(process.platform === 'win32')('what is no file', () => {
  const workspace = testWorkspace()

  it.each([false, true])('is neither read nor replaced (to be replaced: %s)', async (overwrite) => {
    const folder = temporaryFolder()
    const pipe = path.join(folder, 'pipe.memwall')
    execFileSync('mkfifo', [pipe])
    const before = process.memoryUsage.rss()
    // Never for root: should the code be wrong, the machine would lose its devices.
    const devices = process.getuid?.() === 0 ? [] : ['/dev/zero', '/dev/null']
    for (const file of [pipe, folder, ...devices]) {
      const kind = statSync(file).mode
      const request = { path: file, workspace, expectedHash: 'a'.repeat(64), overwrite }
      await expect(saveDocument(request)).rejects.toMatchObject({
        code: 'io-failed',
        message: expect.stringMatching(/ is (?:not a file|a folder); choose another name\.$/),
      })
      expect(statSync(file).mode).toBe(kind)
    }
    expect(process.memoryUsage.rss() - before).toBeLessThan(100e6)
    expect(readdirSync(folder)).toEqual(['pipe.memwall'])
  })
})
