import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { createEngineClient, type EngineClient } from '#main/compute/pool.ts'
import { scenario } from '../../../support/engineScenarios.ts'

const folder = mkdtempSync(join(tmpdir(), 'memwall-engine-'))
let client: EngineClient | null = null

afterEach(async () => {
  await client?.close()
  client = null
})

/** A worker made of a few lines: what a broken engine looks like from outside. */
function worker(name: string, lines: string): string {
  const path = join(folder, `${name}.mjs`)
  writeFileSync(path, `import { parentPort } from 'node:worker_threads'\n${lines}\n`)
  return path
}

const one = [scenario('b200-sxm', 'llama-3.1-70b')]

describe('the engine in its worker', () => {
  it('answers what it answers in process', async () => {
    const major = Number(process.versions.node.split('.')[0])
    if (major < 24) {
      console.log('skipped: this Node does not run TypeScript in a worker')
      return
    }
    client = createEngineClient(new URL('../../../../src-main/compute/worker.ts', import.meta.url))
    const [answer] = await client.evaluate(one)
    expect(JSON.stringify(answer)).toBe(JSON.stringify(evaluate(one[0] as (typeof one)[0])))
  })

  it('cuts an endless loop off at the deadline, and goes on with the next call', async () => {
    const path = worker(
      'loop',
      `parentPort.on('message', ({ id, work: { scenarios } }) => {
        if (scenarios[0].id === 'loop') for (;;) {}
        parentPort.postMessage({ id, ok: true, value: [] })
      })`,
    )
    client = createEngineClient(path)
    const looping = [{ ...(one[0] as (typeof one)[0]), id: 'loop' }]
    await expect(client.evaluate(looping, { deadline: 200 })).rejects.toMatchObject({ code: 'deadline' })
    await expect(client.evaluate(one)).resolves.toEqual([])
  })

  it('cancels on request', async () => {
    client = createEngineClient(worker('silent', `parentPort.on('message', () => {})`))
    const abort = new AbortController()
    const call = client.evaluate(one, { signal: abort.signal })
    abort.abort()
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('rejects pending calls when the worker exits or throws, and starts another', async () => {
    const path = worker(
      'exit',
      `parentPort.on('message', ({ id, work: { scenarios } }) => {
        if (scenarios[0].id === 'exit') process.exit(3)
        if (scenarios[0].id === 'throw') throw new Error('broken')
        parentPort.postMessage({ id, ok: true, value: [] })
      })`,
    )
    client = createEngineClient(path)
    const named = (id: string) => [{ ...(one[0] as (typeof one)[0]), id }]
    await expect(client.evaluate(named('exit'))).rejects.toMatchObject({ code: 'engine-failed' })
    await expect(client.evaluate(named('throw'))).rejects.toMatchObject({ code: 'engine-failed' })
    await expect(client.evaluate(named('fine'))).resolves.toEqual([])
  })

  it('rejects what is pending when it is closed', async () => {
    client = createEngineClient(worker('never', `parentPort.on('message', () => {})`))
    const call = client.evaluate(one)
    const rejected = expect(call).rejects.toMatchObject({ code: 'engine-failed' })
    await client.close()
    await rejected
  })
})
