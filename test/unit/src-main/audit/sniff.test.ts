import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sniff, SNIFFED_BYTES } from '#main/audit/sniff.ts'
import { wordingText } from '#shared/words/say.ts'
import { draws } from '../../../support/draws.ts'
import { mutated, seeded } from '../../../support/hostileFiles.ts'
import { TRACES, tracesAreHere } from '../../../support/traces.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)
/** What a file is, or why it is not read. */
const outcome = (first: Uint8Array): string => {
  const { kind, reason } = sniff(first)
  return kind ?? reason.code
}

const SAMPLES: readonly (readonly [text: string, outcome: string])[] = [
  ['{"schemaVersion": 1, "deviceProperties": [', 'kineto'],
  ['  [{"ph": "X", "cat": "kernel", "ts": 1}]', 'kineto'],
  ['{"rocprofiler-sdk-tool":[{"metadata":{', 'rocprofJson'],
  ['SQLite format 3\0 CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL', 'nsys'],
  ['SQLite format 3\0 CREATE TABLE rocpd_kernel_dispatch', 'auditFile.rocpd'],
  ['"Kind","Agent_Id","Kernel_Name","Start_Timestamp","End_Timestamp"\n', 'rocprofCsv'],
  ['==PROF== Connected to process 5\nloaded\n"ID","Kernel Name","Metric Name","Metric Unit","Metric Value"\n', 'ncu'],
  ['==ERROR== No kernels were profiled.\n', 'ncu'],
  ['Processing [r.sqlite]...\n\nTime (%),Total Time (ns),Instances,Avg (ns),Name\n', 'kernelSums'],
  ['Time (%),Total Time (ns),Num Calls,Avg (ns),Name\n', 'auditFile.nsysTable'],
  ['TIMESTAMP,ContextTokens,GeneratedTokens\n', 'arrivals'],
  ['Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n', 'arrivals'],
  ['{"timestamp": 0, "input_length": 5, "output_length": 5, "hash_ids": [0]}', 'arrivals'],
  ['{"backend": "vllm", "mean_ttft_ms": 5}', 'benchmark'],
  ['{"performance": {"request_throughput_req_s": 5}}', 'benchmark'],
  ['===\nMLPerf Results Summary\n===\n', 'benchmark'],
  ['===\n= PYTORCH BACKEND\n===\n', 'benchmark'],
  ['concurrency,isl,osl,tpot_ms\n', 'benchmark'],
  ['| model | test | t/s |\n', 'benchmark'],
  ['', 'trace.refused.empty'],
  [' \n', 'trace.refused.empty'],
  ['version https://git-lfs.github.com/spec/v1\noid sha256:4bb3\nsize 52283111\n', 'auditFile.pointer'],
  ['<!DOCTYPE html><html>', 'auditFile.webPage'],
  ['PAR1\u0015\u0004', 'auditFile.parquet'],
  ['PK\u0003\u0004rest', 'auditFile.packed'],
  ['\u0000\u0001\u0002\u0003', 'auditFile.binary'],
  ['{"architectures": ["LlamaForCausalLM"]}', 'auditFile.foreignJson'],
  ['artist,title\nx,y\n', 'auditFile.foreignText'],
]

describe('what a file is', () => {
  it.each(SAMPLES)('%j is %s, packed or not', (text, expected) => {
    expect(outcome(bytes(text))).toBe(expected)
    if (text === '') return
    expect(outcome(gzipSync(text))).toBe(expected)
    expect(sniff(gzipSync(text)).packed).toBe(true)
  })

  it('is told of text in UTF-16 and of what is packed twice, or broken', () => {
    expect(outcome(Buffer.from('\uFEFF"ID","Kernel Name"', 'utf16le'))).toBe('auditFile.utf16')
    expect(outcome(gzipSync(gzipSync('{"traceEvents":[]}')))).toBe('auditFile.packed')
    expect(outcome(Uint8Array.of(0x1f, 0x8b, 8, 0, 1))).toBe('trace.refused.brokenGzip')
    expect(outcome(gzipSync('')).startsWith('trace.refused')).toBe(true)
    // A byte order mark is no content.
    expect(outcome(bytes('\uFEFF{"traceEvents":[]}'))).toBe('kineto')
  })

  it('is a trace if its description is too long to see what follows', () => {
    const long = JSON.stringify({
      metadata: Array.from({ length: 9000 }, (_, index) => `package==${index}`),
      traceEvents: [],
    })
    expect(outcome(bytes(long).subarray(0, SNIFFED_BYTES))).toBe('kineto')
    expect(outcome(gzipSync(long).subarray(0, SNIFFED_BYTES))).toBe('kineto')
  })

  it('that is packed a thousandfold costs little', () => {
    const bomb = gzipSync(Buffer.alloc(100 << 20, 0x20))
    const before = performance.now()
    expect(outcome(bomb)).toBe('trace.refused.empty')
    expect(performance.now() - before).toBeLessThan(500)
  })

  it('is always said, in one sentence where it is not read', () => {
    const random = seeded(20_261_203)
    for (let round = 0; round < draws(2000); round++) {
      const [text] = SAMPLES[round % SAMPLES.length] ?? ['']
      const { kind, reason } = sniff(mutated(Buffer.from(text.padEnd(4)), random))
      if (kind === null) expect(wordingText(reason)).toMatch(/^\S[^\n]*\.$/)
    }
  })
})

describe.runIf(tracesAreHere)('public files', () => {
  const of = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(join(TRACES, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => [name, outcome(readFileSync(join(TRACES, folder, name)).subarray(0, SNIFFED_BYTES))]),
    )
  const counted = (outcomes: Record<string, string>): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const one of Object.values(outcomes)) counts[one] = (counts[one] ?? 0) + 1
    return counts
  }

  it('are told apart by what is in them', () => {
    expect(counted(of('bench'))).toEqual({ benchmark: 20 })
    expect(counted(of('arrivals'))).toEqual({ arrivals: 3 })
    expect(counted(of('nsys'))).toEqual({ nsys: 3, kernelSums: 3, 'auditFile.foreignJson': 1 })
    expect(counted(of('ncu'))).toEqual({ ncu: 26, 'auditFile.foreignText': 3 })
    expect(counted(of('rocprof'))).toEqual({ rocprofJson: 1, rocprofCsv: 9 })
    expect(counted(of('kineto/hta'))).toEqual({ kineto: readdirSync(join(TRACES, 'kineto/hta')).length })
    expect(counted(of('kineto/kineto_tb'))).toEqual({ kineto: 2 })
    expect(of('kineto/tracelens')).toMatchObject({
      'b200_eager_trace.json.gz': 'kineto',
      'inference_sglang_decode_capture_traces_execution_details.json': 'auditFile.foreignJson',
    })
    expect(counted(of('kineto/tracelens/expected'))).toEqual({
      'auditFile.foreignText': readdirSync(join(TRACES, 'kineto/tracelens/expected')).length,
    })
    expect(counted(of('edge'))).toEqual({ kineto: 9, ncu: 1 })
  })
})
