import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { benchmarkReadingSchema, type BenchmarkReading, type BenchmarkRun } from '#shared/domain/benchmarkReading.ts'
import { readBenchmark, readMeasurements } from '#main/imports/measurements/readMeasurements.ts'
import { TRACES, tracesAreHere } from '../../../../support/traces.ts'

const FOLDER = join(TRACES, 'bench')
const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8')
const file = (name: string, concurrency: number | null = null) => ({ name, text: textOf(name), concurrency })
const read = (name: string): BenchmarkReading => readBenchmark(file(name))
function only(name: string): BenchmarkRun {
  const [run, ...more] = read(name).runs
  if (run === undefined || more.length > 0) throw new Error(`${name} has not one run`)
  return run
}
const rounded = (values: readonly (number | null | undefined)[], digits = 4) =>
  values.map((value) => (typeof value === 'number' ? Number(value.toPrecision(digits)) : null))

describe.runIf(tracesAreHere)('benchmark results of public repositories', () => {
  it('are all read, each as what it is', () => {
    const formats: Record<string, number> = {}
    for (const name of readdirSync(FOLDER)) {
      const { format } = benchmarkReadingSchema.parse(read(name))
      formats[format] = (formats[format] ?? 0) + 1
    }
    expect(formats).toEqual({ aiperf: 3, llamaBench: 3, mlperf: 8, servingBenchmark: 4, trtllmBench: 2 })
  })

  it('of SGLang have as many in flight as rate and latency make, and say which runs waited', () => {
    const { runs, assumed } = read('sglang_datacrunch_h200_llama_3_3_70b_online_output.jsonl')
    expect(rounded(runs.map(({ inFlight }) => inFlight?.count))).toEqual([
      7.884, 16.39, 52.13, 360.3, 1245, 12.63, 40.53,
    ])
    expect(new Set(runs.map(({ inFlight }) => inFlight?.from))).toEqual(new Set(['derived']))
    expect(runs.map(({ saturation }) => saturation)).toEqual([null, null, null, 'overrun', 'overrun', null, null])
    expect(assumed.join()).toContain('Little’s law')
    const { points, refused } = readMeasurements(file('sglang_datacrunch_h200_llama_3_3_70b_online_output.jsonl'))
    expect(points).toHaveLength(5)
    expect(refused).toEqual([
      expect.stringMatching(/^Run 4 was sent faster than it was served/),
      expect.stringMatching(/^Run 5 /),
    ])
  })

  it('with a bare Infinity for a rate are read, and every run of them waited', () => {
    for (const name of ['llama_3_3_70b_offline_output', 'deepseek_dp_mla_output']) {
      const { runs } = read(`sglang_datacrunch_h200_${name}.jsonl`)
      expect(runs.length).toBeGreaterThan(0)
      expect(new Set(runs.map(({ saturation }) => saturation))).toEqual(new Set(['atOnce']))
      expect(runs.every(({ offeredRate }) => offeredRate === null)).toBe(true)
      expect(() => readMeasurements(file(`sglang_datacrunch_h200_${name}.jsonl`))).toThrow(
        /all at once.*--max-concurrency/,
      )
    }
    // With the number given beside the file, somebody answers for it.
    expect(readMeasurements(file('sglang_datacrunch_h200_deepseek_dp_mla_output.jsonl', 256)).points).toHaveLength(1)
  })

  it('of vLLM are lines under a name in .json, and those sent all at once waited', () => {
    const { runs } = readBenchmark({ ...file('vllm_benchserving_llm-d_results.jsonl'), name: 'results.json' })
    expect(runs.map(({ saturation }) => saturation)).toEqual([
      null,
      null,
      'atOnce',
      null,
      null,
      'atOnce',
      null,
      null,
      'atOnce',
    ])
    const [first] = runs
    expect(first).toMatchObject({ completed: 300, offeredRate: 10, inputTokens: 999 })
    expect(rounded([first?.ttft.mean, first?.ttft.p99, first?.tpot.mean, first?.request.mean])).toEqual([
      0.0546, 0.0987, 0.01371, 3.74,
    ])
  })

  it('of AIPerf say the same as summary, table and requests, and count what was cancelled', () => {
    const [summary, table, requests] = ['_aiperf.json', '_aiperf.csv', '.jsonl'].map((end) =>
      only(`aiperf_run1_profile_export${end}`),
    )
    for (const run of [summary, table, requests]) {
      expect(run).toMatchObject({ completed: 89, failed: 11, inputTokens: 550 })
      expect(
        rounded([run?.outputTokens, run?.ttft.mean, run?.ttft.p99, run?.tpot.mean, run?.outputTokensPerSecond], 3),
      ).toEqual([243, 2.34, 3.83, 0.0278, 2320])
    }
    expect([summary?.cancelled, table?.cancelled, requests?.cancelled]).toEqual([11, null, 11])
    expect(summary?.inFlight).toEqual({ count: 89, from: 'limit' })
    expect(requests?.inFlight).toMatchObject({ from: 'derived' })
    expect(requests?.ttft.mean).toBeCloseTo(summary?.ttft.mean ?? 0, 12)
    expect(requests?.ttft.p99).toBeCloseTo(summary?.ttft.p99 ?? 0, 9)
    expect(requests?.tpot.median).toBeCloseTo(summary?.tpot.median ?? 0, 9)
    expect(read('aiperf_run1_profile_export.jsonl').assumed[0]).toContain('11 requests gave no answer (11 cancelled)')
  })

  it('of llama-bench are read from log, JSON, and a table with a cell less than titles', () => {
    const times = (name: string) =>
      rounded(read(`llama-bench_${name}`).runs.flatMap(({ ttft, tpot }) => [ttft.mean, tpot.mean]))
    // 512 tokens at 134.20 tokens/s, and 21.04 tokens/s.
    expect(times('kyuz0_GLM-4.5-Air_rocm6_4_4-rocwmma__fa1.log')).toEqual([3.815, null, null, 0.04753])
    expect(times('readme_example.json')).toEqual([0.07211, null, null, 0.008412])
    // 512 ÷ 7,285.676949 and 1 ÷ 119.915244.
    expect(times('readme_example.csv')).toEqual([0.07027, null, null, 0.008339])
    expect(read('llama-bench_readme_example.csv').assumed.join()).toContain('counted from the end')
  })

  it('of trtllm-bench are read in both versions, with lengths from rates where they are not printed', () => {
    const alone = only('trtllm-bench_latency_v0.16_llama3.3-70b_excerpt.txt')
    expect(alone).toMatchObject({ completed: 100, inputTokens: 2048, outputTokens: 2048, saturation: null })
    expect(rounded([alone.inFlight?.count, alone.ttft.mean, alone.tpot.mean, alone.outputTokensPerSecond])).toEqual([
      1, 0.1478, 0.03093, 32.27,
    ])
    const full = only('trtllm-bench_throughput_perf-overview_excerpt.txt')
    expect(full).toMatchObject({ completed: 5000, saturation: 'atOnce' })
    expect(rounded([full.inFlight?.count, full.inputTokens, full.outputTokens, full.ttft.mean, full.tpot.p99])).toEqual(
      [3280, 2048, 128, 52.67, 0.2066],
    )
  })

  it('of MLPerf say the same in summary and detail', () => {
    const logs = readdirSync(FOLDER).filter((name) => name.endsWith('_summary.txt'))
    expect(logs).toHaveLength(4)
    const found = logs.map((name) => {
      const [summary, detail] = [only(name), only(name.replace('summary', 'detail'))]
      for (const key of ['ttft', 'tpot', 'request', 'offeredRate', 'saturation'] as const) {
        expect(detail[key]).toEqual(summary[key])
      }
      expect(Math.abs((detail.outputTokensPerSecond ?? 0) / (summary.outputTokensPerSecond ?? 1) - 1)).toBeLessThan(
        1e-4,
      )
      return [
        detail.completed,
        ...rounded([detail.outputTokensPerSecond, detail.ttft.mean, detail.tpot.mean, detail.inFlight?.count]),
      ]
    })
    expect(found).toEqual([
      [294_912, 32_790, 0.2427, 0.1569, 5136],
      [24_576, 8840, 0.2013, 0.0321, 285.7],
      [43_880, 48_050, null, null, 16_810],
      [98_304, 19_550, 0.09363, 0.03398, 668.5],
    ])
  })

  it('of MLPerf give no point, for they do not say how long prompts were', () => {
    const name = 'mlperf_v5.1_AMD_8xMI300X_llama2-70b-99.9_Interactive_mlperf_log_summary.txt'
    expect(() => readMeasurements(file(name))).toThrow(/does not say how long its prompts were/)
  })
})
