import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createThread, type Thread, type ThreadOptions } from '#main/threads/client.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { repositoryFile } from '../../../support/nodeRuntime.ts'

const folder = mkdtempSync(join(tmpdir(), 'memwall-threads-'))
let thread: Thread<Served> | null = null

/** What the threads of these tests serve. */
type Served = {
  readonly echo: (word: string) => string
  readonly bytes: (length: number) => Uint8Array
  readonly fail: (how: 'code' | 'fault') => never
  readonly thread: (argument: null) => number
}

afterEach(async () => {
  await thread?.close()
  thread = null
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function started(name: string, lines: string, options: Partial<ThreadOptions> = {}): Thread<Served> {
  const path = join(folder, `${name}.mjs`)
  writeFileSync(path, lines)
  thread = createThread<Served>({
    start: () => new Worker(path),
    deadline: 30_000,
    fault: (reason) => new CodedError('engine-failed', `Broken: ${reason}.`),
    late: (seconds) => `Longer than ${seconds} s.`,
    ...options,
  })
  return thread
}

/** A program of a few lines that does not serve: what a broken one looks like from outside. */
function broken(name: string, lines: string): Thread<Served> {
  return started(name, `import { parentPort } from 'node:worker_threads'\n${lines}\n`)
}

/** A program that serves as ours do. */
function serving(name: string, options: Partial<ThreadOptions> = {}): Thread<Served> {
  return started(
    name,
    `import { threadId } from 'node:worker_threads'
    import { serve } from ${JSON.stringify(repositoryFile('src-main/threads/serve.ts'))}
    import { CodedError } from ${JSON.stringify(repositoryFile('src-shared/contract/errors.ts'))}
    serve({
      echo: (word) => word,
      bytes: (length) => new Uint8Array(length).fill(7),
      fail: (how) => {
        throw how === 'code' ? new CodedError('not-found', 'Not here.', { where: 'there' }) : new Error('odd')
      },
      thread: () => threadId,
    })`,
    options,
  )
}

describe('a thread', () => {
  it('answers each call with its own, bytes too, and is started once', async () => {
    const { call } = serving('serving')
    expect(await Promise.all(['a', 'b', 'c'].map((word) => call('echo', word)))).toEqual(['a', 'b', 'c'])
    expect(await call('bytes', 3)).toEqual(new Uint8Array([7, 7, 7]))
    expect(await call('thread', null)).toBe(await call('thread', null))
  })

  it('fails with the code of a known failure, and with its fault otherwise', async () => {
    const { call } = serving('failing')
    await expect(call('fail', 'code')).rejects.toMatchObject({ code: 'not-found', details: { where: 'there' } })
    await expect(call('fail', 'fault')).rejects.toMatchObject({ code: 'engine-failed', message: 'Broken: odd.' })
    await expect(call('echo', 'fine')).resolves.toBe('fine')
  })

  it('cuts an endless loop off at the deadline, and asks the other calls again', async () => {
    const { call } = broken(
      'loop',
      `parentPort.on('message', ({ id, argument }) => {
        if (argument === 'loop') for (;;) {}
        parentPort.postMessage({ id, value: argument })
      })`,
    )
    const looping = call('echo', 'loop', { deadline: 200 })
    const other = call('echo', 'other')
    await expect(looping).rejects.toMatchObject({ code: 'deadline', message: 'Longer than 0.2 s.' })
    await expect(other).resolves.toBe('other')
    await expect(call('echo', 'next')).resolves.toBe('next')
  })

  it('cancels on request', async () => {
    const { call } = broken('silent', `parentPort.on('message', () => {})`)
    const abort = new AbortController()
    const asked = call('echo', 'a', { signal: abort.signal })
    abort.abort()
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
    await expect(call('echo', 'a', { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('fails what it dies of twice, and starts another for the rest', async () => {
    const { call } = broken(
      'exit',
      `parentPort.on('message', ({ id, argument }) => {
        if (argument === 'exit') process.exit(3)
        if (argument === 'throw') throw new Error('broken')
        parentPort.postMessage({ id, value: argument })
      })`,
    )
    await expect(call('echo', 'exit')).rejects.toMatchObject({ message: 'Broken: it ended before it answered.' })
    await expect(call('echo', 'throw')).rejects.toMatchObject({ message: 'Broken: broken.' })
    await expect(call('echo', 'fine')).resolves.toBe('fine')
  })

  it('tries a call again that another one’s crash took down', async () => {
    const mark = JSON.stringify(join(folder, 'crashed'))
    const { call } = broken(
      'once',
      `import { existsSync, writeFileSync } from 'node:fs'
      parentPort.on('message', ({ id, argument }) => {
        if (!existsSync(${mark})) { writeFileSync(${mark}, ''); process.exit(3) }
        parentPort.postMessage({ id, value: argument })
      })`,
    )
    await expect(call('echo', 'again')).resolves.toBe('again')
  })

  it('fails what is pending when it is closed, and starts anew when it is asked again', async () => {
    const { call, close } = broken(
      'sometimes',
      `parentPort.on('message', ({ id, argument }) => argument === 'never' || parentPort.postMessage({ id, value: argument }))`,
    )
    const rejected = expect(call('echo', 'never')).rejects.toMatchObject({ code: 'engine-failed' })
    await close()
    await rejected
    await expect(call('echo', 'now')).resolves.toBe('now')
  })

  it('lets an idle thread go, where it is kept for a while only', async () => {
    const { call } = serving('idle', { keepFor: 50 })
    const first = await call('thread', null)
    expect(await call('thread', null)).toBe(first)
    await new Promise((done) => setTimeout(done, 400))
    expect(await call('thread', null)).not.toBe(first)
  })
})
