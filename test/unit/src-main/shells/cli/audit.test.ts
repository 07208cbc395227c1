import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '#main/shells/cli/run.ts'
import { TRACES, tracesAreHere } from '../../../../support/traces.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'memwall-audit-'))
const at = (name: string): string => path.join(folder, name)
const kernel = (name: string, ts: number, dur: number) => ({
  ph: 'X',
  cat: 'kernel',
  name,
  ts,
  dur,
  pid: 0,
  tid: 7,
  args: { device: 0, stream: 7 },
})
const trace = JSON.stringify({
  deviceProperties: [{ id: 0, name: 'NVIDIA H100 80GB HBM3' }],
  traceEvents: [
    kernel('ncclDevKernel_AllReduce_Sum_bf16_RING_LL(x)', 1000, 80),
    kernel('sm90_xmma_gemm_bf16', 1080, 20),
  ],
})

beforeAll(() => {
  writeFileSync(at('rank0.json'), trace)
  mkdirSync(at('ranks/deeper'), { recursive: true })
  writeFileSync(at('ranks/one.txt'), gzipSync(trace))
  writeFileSync(at('ranks/deeper/two.json'), trace)
  writeFileSync(at('ranks/notes.md'), 'Nothing to read here.')
  symlinkSync(at('rank0.json'), at('ranks/link.json'))
  mkdirSync(at('empty'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function told(...typed: readonly string[]) {
  let [output, errors] = ['', '']
  const code = await run(['audit', ...typed], {
    print: async (text) => void (output += text),
    tell: (text) => void (errors += text),
    bold: (text) => text,
    dim: (text) => text,
  })
  // Numbers keep to their units by spaces that do not break.
  return { code, output: output.replaceAll(/[\u00A0\u202F]/g, ' '), errors }
}
interface Answer {
  readonly files: readonly {
    readonly path: string
    readonly kind: string | null
    readonly read: string
    readonly reason: string | null
    readonly gpus: readonly {
      readonly span: number
      readonly busy: number
      readonly shares: Readonly<Record<string, number>>
      readonly groups: Readonly<Record<string, number>>
      readonly unknown: number
    }[]
  }[]
  readonly verdict: { readonly state: string; readonly devices: number } | null
  readonly advice: readonly string[]
}
const answer = async (...typed: readonly string[]) => {
  const { code, output } = await told(...typed, '--json')
  return { code, answer: JSON.parse(output) as Answer }
}

describe('memwall audit', () => {
  it('says where the time of a trace went, and what to do first', async () => {
    const { code, output } = await told(at('rank0.json'))
    expect(code).toBe(0)
    expect(output).toMatch(/GPU 0, NVIDIA H100 80GB HBM3: 100.µs, busy 100.%/)
    expect(output).toContain('Held back by moving data: between 80 % and 100 % of the time')
    expect(output).toMatch(/1\. Collectives that nothing hides: 80 %, at most 5\.00 × as fast without/)
    expect(output).toContain('Collectives: use a smaller tensor parallel degree')
  })

  it('reads folders by what is in them, packed or not, without following links', async () => {
    const { code, answer: found } = await answer(at('ranks'))
    expect(code).toBe(0)
    expect(found.files.map(({ path: file, read }) => [path.basename(file), read])).toEqual([
      ['two.json', 'whole'],
      ['notes.md', 'refused'],
      ['one.txt', 'whole'],
    ])
    expect(found.verdict).toMatchObject({ state: 'moving', devices: 2 })
    expect(found.files[0]?.gpus[0]).toMatchObject({
      groups: { collective: expect.closeTo(80e-6, 9) as number },
      unknown: 0,
    })
  })

  it('takes another threshold, and refuses none', async () => {
    expect((await answer(at('rank0.json'), '--threshold', '90 %')).answer.verdict?.state).toBe('cannotTell')
    expect((await told(at('rank0.json'), '--threshold', '0')).code).toBe(2)
  })

  it('ends without success where nothing could be read', async () => {
    expect(await told(at('gone.json'))).toMatchObject({ code: 3, output: '' })
    expect((await told(at('gone.json'))).errors).toContain('gone.json')
    expect((await answer(at('gone.json'), at('ranks/notes.md'))).code).toBe(3)
    expect((await told(at('empty'))).errors).toContain('there is no file to read')
  })

  it.skipIf(!tracesAreHere)(
    'reads or refuses every public trace for a stated reason',
    { timeout: 120_000 },
    async () => {
      const { answer: found } = await answer(
        ...['kineto', 'nsys', 'ncu', 'rocprof', 'bench', 'arrivals', 'edge'].map((name) => path.join(TRACES, name)),
      )
      expect(found.files.length).toBeGreaterThan(80)
      for (const { read, reason, gpus, path: file } of found.files) {
        if (read !== 'whole') expect(reason, file).toMatch(/[.!]$/)
        for (const { shares, busy, span } of gpus) {
          expect(
            Object.values(shares).reduce((sum, share) => sum + share, 0),
            file,
          ).toBeCloseTo(span > 0 ? 1 : 0, 9)
          expect(busy, file).toBeLessThanOrEqual(span)
        }
      }
      const refused = found.files
        .filter(({ read }) => read === 'refused')
        .map(({ path: file }) => path.relative(TRACES, file))
      expect(refused.filter((file) => file.startsWith('bench') || file.startsWith('arrivals'))).toEqual([])
    },
  )
})
