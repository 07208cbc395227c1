import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexKeyBytes } from '#shared/domain/cacheFormat.ts'
import { createWork } from '#shared/domain/lowering/work.ts'
import { calibrationFor } from '#main/engine/calibration/coefficients.ts'
import { indexScanTime } from '#main/engine/costing/indexScan.ts'
import { sparseLatentTime } from '#main/engine/costing/sparseLatent.ts'
import { createTiming } from '#main/engine/costing/timing.ts'
import { machineById } from '../../../../../scripts/calibrate/devices.ts'
import { draws } from '../../../../support/draws.ts'

const ROWS = fileURLToPath(new URL('../../../../../../shared/measured/op_kernels_infersim.csv', import.meta.url))
const here = existsSync(ROWS)
if (!here) process.stdout.write('skipped: the public measurements are not beside the repository (../shared/measured)\n')

const H800 = machineById('h800')
const calibration = calibrationFor(H800, 'sglang', 'bf16')
const out = createTiming()

/** Seconds of the scores alone of 64 heads of 128, without the choice of the highest, as benchmarks take them. */
function scores(prefill: boolean, pairs: number, keys: number, machine = H800): number {
  const work = { ...createWork(), flops: 2 * 64 * 128 * pairs, kv: keys * indexKeyBytes(128), activations: 8 * pairs }
  indexScanTime(machine, calibration, 'fp8', prefill, work, 0, out)
  const { choice, memory } = prefill ? calibration.indexPrompt : calibration.indexDecode
  return out.seconds - choice - (4 * pairs) / (machine.serving.bandwidth * memory)
}
const promptScores = (queries: number, context: number): number =>
  scores(true, queries * (context - (queries - 1) / 2), context)
const decodeScores = (requests: number, tokens: number, context: number): number =>
  scores(false, requests * tokens * context, requests * context)

/** Seconds of 128 heads over 2,048 chosen entries of DeepSeek-V3.2's latent. */
function chosen(prefill: boolean, rows: number): number {
  const shape = {
    rows,
    entries: 2048,
    queryHeads: 128,
    latent: 576,
    valueSize: 512,
    kvRead: prefill ? 0 : rows * 2048 * 656,
  }
  sparseLatentTime(H800, calibration, 'bf16', prefill, shape, out)
  return out.seconds
}

const within = (seconds: number, measured: number): number => Math.abs(seconds / measured - 1)

describe('kernels of sparse attention on an H800', () => {
  it('scores 4,096 queries against 4,096 keys in 138 µs, and 64 requests against 131,072 in 394 µs, within a tenth', () => {
    expect(within(promptScores(4096, 4096), 138e-6)).toBeLessThan(0.1)
    expect(within(decodeScores(64, 1, 131_072), 394e-6)).toBeLessThan(0.1)
  })

  it('attends 4,096 rows in 3.69 ms, and 64 requests in 91 to 97 µs', () => {
    expect(within(chosen(true, 4096), 3.69e-3)).toBeLessThan(0.05)
    expect(chosen(false, 64)).toBeGreaterThan(91e-6)
    expect(chosen(false, 64)).toBeLessThan(97e-6)
  })

  it.skipIf(!here)('is as near every measured row as the file of coefficients says', () => {
    const errors = new Map<string, number[]>()
    for (const line of here ? readFileSync(ROWS, 'utf8').split('\n') : []) {
      const [, , op = '', shape = '', parameters = ''] = line.split(',')
      if (!op.startsWith('dsa/')) continue
      const value = (name: string): number => Number(new RegExp(`(?:^|; )${name}=([^;]+)`).exec(parameters)?.[1])
      const prefill = op === 'dsa/prefill'
      const seconds = shape.startsWith('attn')
        ? chosen(prefill, prefill ? value('s_q') : value('batch_size'))
        : prefill
          ? promptScores(value('s_q'), value('s_kv'))
          : decodeScores(value('batchsize'), value('next_n'), value('s_kv'))
      const key = `${op} ${shape.slice(0, 4)}`
      errors.set(key, [...(errors.get(key) ?? []), within(seconds, value('latency_us') / 1e6)])
    }
    const rows = [...errors].map(([key, list]) => [key, list.length] as const)
    expect(Object.fromEntries(rows)).toEqual({
      'dsa/decode attn': 8,
      'dsa/decode logi': 16,
      'dsa/prefill attn': 6,
      'dsa/prefill logi': 12,
    })
    const mean = (key: string): number =>
      (errors.get(key) ?? []).reduce((sum, error) => sum + error, 0) / (errors.get(key)?.length ?? 0)
    const most = (key: string): number => Math.max(...(errors.get(key) ?? []))
    expect(mean('dsa/prefill logi')).toBeLessThan(0.022)
    expect(most('dsa/prefill logi')).toBeLessThan(0.107)
    expect(mean('dsa/decode logi')).toBeLessThan(0.062)
    expect(most('dsa/decode logi')).toBeLessThan(0.2)
    expect(mean('dsa/prefill attn')).toBeLessThan(0.02)
    expect(most('dsa/decode attn')).toBeLessThan(0.05)
  })
})

describe('any call of a sparse kernel', () => {
  it('takes no less than its bytes and operations, and never less for more context', () => {
    const size = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(fc.boolean(), size, size, fc.integer({ min: 1, max: 256 }), (prefill, context, more, rows) => {
        const seconds = scores(prefill, rows * context, context)
        const work = 2 * 64 * 128 * rows * context
        expect(seconds).toBeGreaterThanOrEqual(work / H800.peaks.fp8.rate)
        expect(seconds).toBeGreaterThanOrEqual((context * 132) / H800.serving.bandwidth)
        expect(scores(prefill, rows * (context + more), context + more)).toBeGreaterThanOrEqual(seconds)
      }),
      { numRuns: draws(2000), seed: 3 },
    )
  })
})
