import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shapedWork } from '#main/audit/breakdown/opTimes.ts'
import { readKineto } from '#main/audit/kineto/readKineto.ts'
import { familyOf } from '#main/audit/kernels/familyOf.ts'
import type { Family } from '#main/audit/kernels/families.ts'
import { indexRows } from '#main/audit/sweep/rowIndex.ts'
import { runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'
import { fileSource, TRACES, tracesAreHere } from '../../../../support/traces.ts'

/** Families that mean what a category of the published tables means, and those that say it more exactly. */
const MEANINGS: Readonly<Record<string, { readonly same: readonly Family[]; readonly finer: readonly Family[] }>> = {
  GEMM: { same: ['gemm', 'gemv'], finer: [] },
  SDPA_fwd: { same: ['attention'], finer: [] },
  InferenceAttention: { same: ['attention'], finer: ['kvStore'] },
  MoE_unfused: { same: ['experts'], finer: [] },
  RMSNorm: { same: ['norm'], finer: [] },
  RoPE_fwd: { same: ['rope'], finer: [] },
  elementwise: { same: ['elementwise', 'copy'], finer: ['activation', 'quant'] },
  reduce: { same: ['reduction'], finer: ['sampling', 'softmax', 'elementwise'] },
  multi_tensor_apply: { same: ['optimizer'], finer: [] },
  triton: { same: [], finer: ['elementwise', 'activation', 'reduction', 'norm'] },
  other: {
    same: [],
    finer: ['elementwise', 'embedding', 'sampling', 'copy', 'experts', 'rope', 'kvStore', 'reduction', 'fill'],
  },
}

interface Agreement {
  readonly same: number
  readonly finer: number
  readonly differs: number
}

/** Share of kernel time in which our families say what a published table says. */
function agreement(table: string): Agreement {
  const [header = [], ...rows] = csv(readFileSync(join(TRACES, 'kineto/tracelens/expected', table), 'utf8'))
  const [category, details] = [header.indexOf('op category'), header.indexOf('kernel_details_summary')]
  const sums = { same: 0, finer: 0, differs: 0 }
  for (const row of rows) {
    const meaning = MEANINGS[row[category] ?? '']
    for (const [, name = '', time] of (row[details] ?? '').matchAll(
      /'name': (?:['"])(.*?)(?:['"]), 'stream'.*?'total_duration_us': (?:np\.float64\()?([\d.e+-]+)/g,
    )) {
      const family = /^Mem(?:cpy|set)/.test(name) ? (name.startsWith('Memset') ? 'fill' : 'copy') : familyOf(name)
      const kind = meaning?.same.includes(family) ? 'same' : meaning?.finer.includes(family) ? 'finer' : 'differs'
      sums[kind] += Number(time)
    }
  }
  const total = sums.same + sums.finer + sums.differs
  expect(total).toBeGreaterThan(5000)
  return { same: sums.same / total, finer: sums.finer / total, differs: sums.differs / total }
}

/** Rows of a table with quotes. */
function csv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end !== ',') rows.push([])
  }
  return rows.filter((row) => row.length > 1)
}

describe.skipIf(!tracesAreHere)('agreement with what others call the same kernels', () => {
  it.each([
    ['h100_Qwen_Qwen1.5-0.5B-Chat__1016005_perf_report_csvs', 0.89, 0.006],
    ['inference_sglang_decode_perf_csvs', 0.92, 0.004],
    ['inference_vllm_decode_full_perf_csvs', 0.85, 0.003],
  ])('%s: the same in at least %f, different in at most %f', (table, same, differs) => {
    const got = agreement(`${table}_unified_perf_summary.csv`)
    process.stdout.write(
      `${table}: same ${(got.same * 100).toFixed(1)} %, finer ${(got.finer * 100).toFixed(1)} %, different ${(got.differs * 100).toFixed(2)} %\n`,
    )
    expect(got.same).toBeGreaterThan(same)
    expect(got.differs).toBeLessThan(differs)
  })

  it('products have the count, time, FLOP and bytes that are published, within 1 %', async () => {
    const file = 'kineto/tracelens/h100_Qwen_Qwen1.5-0.5B-Chat__1016005.json.gz'
    const { timeline } = await readKineto(fileSource(file), UNWATCHED)
    if (timeline === null) throw new Error('refused')
    const { launches } = timeline
    const work = runSliced(
      shapedWork(timeline, runSliced(indexRows(launches.correlation, launches.length), UNWATCHED)),
      UNWATCHED,
    )
    process.stdout.write(
      `joined ${((work.joined / work.total) * 100).toFixed(1)} %, with a formula ${((work.costed / work.total) * 100).toFixed(1)} %\n`,
    )
    expect(work.joined / work.total).toBeGreaterThan(0.68)
    expect(work.costed / work.total).toBeGreaterThan(0.6)
    const table = 'h100_Qwen_Qwen1.5-0.5B-Chat__1016005_perf_report_csvs_GEMM.csv'
    const [header = [], ...rows] = csv(readFileSync(join(TRACES, 'kineto/tracelens/expected', table), 'utf8'))
    const column = (row: readonly string[], name: string): string => row[header.indexOf(name)] ?? ''
    expect(rows).toHaveLength(5)
    for (const row of rows) {
      const dims = (column(row, 'Input Dims_first').match(/\d[\d, ]*\d|\d/g) ?? []).map((each) =>
        each.replaceAll(' ', ''),
      )
      const ours = work.ops.find(
        ({ shape }) =>
          shape.op === column(row, 'name') &&
          shape.dims
            .filter((each) => each.length > 0)
            .map(String)
            .join() === dims.join(),
      )
      expect(ours, `${column(row, 'name')} ${dims.join(' ')}`).toBeDefined()
      if (ours === undefined) continue
      expect(ours.count).toBe(Number(column(row, 'name_count') || ours.count))
      const time = Number(column(row, 'Kernel Time (µs)_sum'))
      expect(Math.abs(ours.time / 1000 / time - 1)).toBeLessThan(0.01)
      expect(Math.abs((ours.cost?.flops ?? 0) / 1e9 / Number(column(row, 'GFLOPS_first')) - 1)).toBeLessThan(0.01)
      const mebibytes = Number(column(row, 'Data Moved (MB)_first'))
      expect(Math.abs((ours.cost?.bytes ?? 0) / 2 ** 20 / mebibytes - 1)).toBeLessThan(0.01)
    }
  })
})
