import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand, startCommand } from '../../../../support/commandLine.ts'
import { temporaryFolder } from '../../../../support/folders.ts'

const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

type Answer = { id: number | null } & Record<string, unknown>

const serving = {
  hardware: 'h100-sxm',
  software: 'vllm',
  model: 'llama-3.1-70b',
  weightDtype: 'fp8',
  kvDtype: 'fp8',
  devices: 8,
  tp: 8,
  pp: 1,
  dp: 1,
  ep: 1,
  inputTokens: 1024,
  outputTokens: 256,
}
const attention = {
  hardware: 'h100-sxm',
  software: 'vllm',
  dtype: 'bf16',
  kvDtype: 'bf16',
  batch: 8,
  kvLength: 4096,
  queryHeads: 32,
  kvHeads: 8,
  headSize: 128,
}
/** Kinds of request, good and bad. */
const KINDS: readonly ((id: number) => string)[] = [
  (id) => JSON.stringify({ id, mode: 'aggregated', ...serving, concurrency: 1 + (id % 64) }),
  (id) => JSON.stringify({ id, mode: 'static', ...serving, batch: 1 + (id % 16) }),
  (id) => JSON.stringify({ id, op: 'gemm', hardware: 'h200-sxm', dtype: 'fp8', m: 1 + id, n: 8192, k: 8192 }),
  (id) => JSON.stringify({ id, op: 'attention_decode', ...attention, queryLength: 1 }),
  (id) => JSON.stringify({ id, op: 'attention_prefill', ...attention, queryLength: 4096 }),
  (id) => `{"id":${id},"op":"gemm","hardware":`,
  (id) => JSON.stringify({ id, op: 'gemm', hardware: 'h9000', dtype: 'fp8', m: 1, n: 8192, k: 8192 }),
  (id) => JSON.stringify({ id, op: 'gemm', hardware: 'h200-sxm', dtype: 'fp8', m: -1, n: 0, k: 'x' }),
]

describe('memwall predict', () => {
  it('answers 1,000 mixed requests in order; broken ones get an error and the rest go on', async () => {
    const requests = Array.from({ length: 1000 }, (_, index) => KINDS[index % KINDS.length]?.(index) ?? '')
    const { code, output, errors } = await runCommand(['predict'], home, { input: `${requests.join('\n')}\n` })
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    const answers = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer)
    expect(answers).toHaveLength(1000)
    for (const [index, answer] of answers.entries()) {
      const kind = index % KINDS.length
      // A line that is no JSON has no id to give back.
      expect(answer.id).toBe(kind === 5 ? null : index)
      if (kind >= 5) {
        expect(answer).toEqual({ id: answer.id, error: { code: expect.any(String), message: expect.any(String) } })
      } else if (kind >= 2) {
        expect(answer).toMatchObject({
          seconds: expect.any(Number),
          interval: [expect.any(Number), expect.any(Number)],
        })
      } else {
        expect(answer).toMatchObject({ ttft: expect.any(Number), tpot: expect.any(Number), fits: true })
      }
    }
    expect(answers[6]).toMatchObject({ error: { message: expect.stringContaining('nearest') } })
    // The same requests from a file give the same bytes.
    const file = path.join(temporaryFolder(), 'requests.jsonl')
    writeFileSync(file, requests.join('\r\n'))
    expect((await runCommand(['predict', file], home)).output).toBe(output)
  })

  it('answers each line before the next is sent', async () => {
    const child = startCommand(['predict', '-'], home)
    for (const id of [1, 2, 3]) {
      child.stdin.write(`${KINDS[2]?.(id)}\n`)
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
      expect(JSON.parse(chunk.toString())).toMatchObject({ id })
    }
    child.stdin.end()
    expect(await once(child, 'close')).toEqual([0, null])
  })

  it('ends quietly when its reader leaves', async () => {
    const child = startCommand(['predict'], home)
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.stdin.on('error', () => {})
    child.stdin.write(`${KINDS[2]?.(1)}\n`)
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const feed = setInterval(() => child.stdin.write(`${KINDS[2]?.(2)}\n`.repeat(100)), 5)
    const [code] = (await once(child, 'exit')) as [number]
    clearInterval(feed)
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
  })

  it('passes over a line that is far too long, and says that a file is not there', async () => {
    const input = `${KINDS[2]?.(1)}\n${' '.repeat(9_000_000)}\n\n${KINDS[2]?.(2)}`
    const { output } = await runCommand(['predict'], home, { input })
    expect(
      output
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Answer),
    ).toMatchObject([{ id: 1 }, { id: null, error: { code: 'invalid-input' } }, { id: 2 }])
    expect(await runCommand(['predict', '/none.jsonl'], home)).toMatchObject({ code: 3, output: '' })
  })
})
