import { describe, expect, it } from 'vitest'
import { readMeasurements } from '#main/imports/measurements/readMeasurements.ts'
import {
  GENAI_PERF_EXPORT,
  GUIDELLM_BENCHMARK,
  guidellmReport,
  INFERENCE_PERF_SUMMARY,
  SGLANG_LINE,
  VLLM_RESULT,
} from '../../../../support/measuredFiles.ts'

const read = (value: unknown, concurrency: number | null = null) =>
  readMeasurements({ name: 'run.json', text: typeof value === 'string' ? value : JSON.stringify(value), concurrency })

describe('a report of guidellm', () => {
  it('is a point a benchmark: the time between tokens, not the one that holds the prompt', () => {
    const { format, points, assumed, refused } = read(guidellmReport(GUIDELLM_BENCHMARK))
    expect(format).toBe('guidellm')
    expect(points).toEqual([
      {
        concurrency: 16,
        inputTokens: 264,
        outputTokens: 128,
        tpot: 25.386138583069677 / 1000,
        ttft: 121.15237266897297 / 1000,
        outputTokensPerSecond: 594.2772925521201,
      },
    ])
    expect([assumed, refused]).toEqual([[], []])
  })

  it('at a rate takes the measured mean in flight, and a lone stream one', () => {
    const at = (strategy: object) => read(guidellmReport({ ...GUIDELLM_BENCHMARK, config: { strategy } }))
    expect(at({ type_: 'constant', rate: 5 }).points[0]?.concurrency).toBeCloseTo(15.9969, 4)
    expect(at({ type_: 'constant', rate: 5 }).assumed.join()).toContain('measured mean')
    expect(at({ type_: 'synchronous' }).points[0]?.concurrency).toBe(1)
    // As versions before 0.4 wrote it.
    const { config: _, ...older } = GUIDELLM_BENCHMARK
    const before = guidellmReport({ ...older, args: { strategy: { type_: 'concurrent', streams: 4 } } })
    expect(read(before).points[0]?.concurrency).toBe(4)
  })

  it('of several benchmarks gives each, and says which one gives none', () => {
    const { output_token_count: _, ...metrics } = GUIDELLM_BENCHMARK.metrics
    const { points, refused } = read(guidellmReport(GUIDELLM_BENCHMARK, { ...GUIDELLM_BENCHMARK, metrics }))
    expect(points).toHaveLength(1)
    expect(refused).toEqual(['The run, benchmark 2 does not say how long its answers were.'])
  })

  it('whose chunks brought several tokens guessed ahead', () => {
    const metrics = { ...GUIDELLM_BENCHMARK.metrics, output_tokens_per_iteration: { successful: { mean: 2.4 } } }
    expect(read(guidellmReport({ ...GUIDELLM_BENCHMARK, metrics })).points[0]?.tokensPerStep).toBe(2.4)
  })
})

describe('a report of inference-perf', () => {
  it('is a point in seconds, with what is in flight by Little’s law, and says that it sums up all stages', () => {
    const { format, points, assumed } = read(INFERENCE_PERF_SUMMARY)
    expect(format).toBe('inferencePerf')
    expect(points).toHaveLength(1)
    expect(points[0]).toMatchObject({
      inputTokens: 1030.1980952380952,
      outputTokens: 976.13,
      outputTokensPerSecond: 12925.396206067344,
    })
    expect(points[0]?.tpot).toBeCloseTo(0.0158548, 6)
    expect(points[0]?.ttft).toBeCloseTo(1.0639, 4)
    expect(points[0]?.concurrency).toBeCloseTo(13.241470097289648 * 16.949693734689514, 6)
    expect(assumed[0]).toMatch(/sums up all stages .*\(stage_N_lifecycle_metrics\.json\)/)
    expect(assumed[1]).toContain('Little’s law')
  })

  it('of a stage takes the load it kept, by the names of today', () => {
    const { prompt_len: prompt, output_len: output, ...successes } = INFERENCE_PERF_SUMMARY.successes
    const stage = {
      load_summary: { count: 480, concurrency: 64 },
      successes: { ...successes, prompt_tokens: prompt, output_tokens: output },
    }
    const { points, assumed } = read(stage)
    expect(points[0]).toMatchObject({ concurrency: 64, outputTokens: 976.13 })
    expect(assumed).toEqual([expect.stringContaining('read by its documentation; no sample was tried')])
  })

  it('of requests that were not streamed has their throughput alone, without a time per token of its own making', () => {
    const { request_latency, normalized_time_per_output_token } = INFERENCE_PERF_SUMMARY.successes.latency
    const latency = { request_latency, normalized_time_per_output_token, time_to_first_token: null }
    const { points } = read({
      ...INFERENCE_PERF_SUMMARY,
      successes: { ...INFERENCE_PERF_SUMMARY.successes, latency },
    })
    expect(points[0]).toMatchObject({ tpot: null, ttft: null, outputTokensPerSecond: 12925.396206067344 })
  })
})

describe('an export of GenAI-Perf', () => {
  it.each<readonly [string, object]>([
    ['nested', { perf_analyzer: { stimulus: { concurrency: 16 } } }],
    ['flat', { concurrency: 16 }],
    ['a list of one', { concurrency: [16] }],
    ['of AIPerf', { loadgen: { concurrency: 16 } }],
  ])('has its load %s', (_name, input_config) => {
    const { format, points } = read({ ...GENAI_PERF_EXPORT, input_config })
    expect(format).toBe('aiperf')
    expect(points).toEqual([
      { concurrency: 16, inputTokens: 550, outputTokens: 256, tpot: 0.0143, ttft: 0.13, outputTokensPerSecond: 1075 },
    ])
  })

  it('at a rate has as many in flight as rate and time make', () => {
    const input_config = { perf_analyzer: { stimulus: { request_rate: 4.2 } } }
    const { points, assumed } = read({ ...GENAI_PERF_EXPORT, input_config })
    expect(points[0]?.concurrency).toBeCloseTo(4.2 * 3.78, 9)
    expect(assumed.join()).toContain('Little’s law')
  })

  it('as its table has metrics with percentiles, and behind them those with a value alone', () => {
    const table = [
      'Metric,avg,min,max,p99,p50',
      'Time To First Token (ms),130.00,120,150,149,128',
      'Inter Token Latency (ms),14.30,14,15,15,14.2',
      'Request Latency (ms),"3,780.00","3,700","3,900","3,890","3,770"',
      'Output Sequence Length (tokens),256,256,256,256,256',
      'Input Sequence Length (tokens),550,550,550,550,550',
      '',
      'Metric,Value',
      'Output Token Throughput (per sec),"1,075.00"',
      'Request Throughput (per sec),4.20',
    ].join('\n')
    const { points, ignored } = read(table)
    expect(points[0]).toMatchObject({ tpot: 0.0143, ttft: 0.13, outputTokensPerSecond: 1075 })
    expect(points[0]?.concurrency).toBeCloseTo(4.2 * 3.78, 9)
    expect(ignored).toEqual([])
    expect(read(table, 16).points[0]?.concurrency).toBe(16)
  })
})

describe('results of today’s vLLM and SGLang', () => {
  it('of vLLM are read with its peak in flight passed over', () => {
    const { points, assumed, ignored } = read(VLLM_RESULT)
    expect(points).toEqual([
      {
        ...{ concurrency: 16, inputTokens: 997.44, outputTokens: 1000, outputTokensPerSecond: 2425.01 },
        ...{ tpot: 0.00653, ttft: 60.77 / 1000 },
      },
    ])
    expect(assumed).toEqual([])
    expect(ignored).toContain('max_concurrent_requests')
  })

  it('of SGLang are a line a run', () => {
    const lines = [8, 16].map((limit) => JSON.stringify({ ...SGLANG_LINE, max_concurrency: limit })).join('\n')
    expect(read(lines).points.map(({ concurrency }) => concurrency)).toEqual([8, 16])
  })

  it.each<readonly [string, object]>([
    ['vLLM', { ...VLLM_RESULT, spec_decode_acceptance_length: 2.8, spec_decode_acceptance_rate: 60 }],
    ['SGLang', { ...SGLANG_LINE, accept_length: 2.8 }],
  ])('of %s say how many tokens a step gave', (_name, run) => {
    expect(read(run).points[0]?.tokensPerStep).toBe(2.8)
    expect(read({ ...SGLANG_LINE, accept_length: 1 }).points[0]).not.toHaveProperty('tokensPerStep')
  })
})

describe('runs that were not streamed', () => {
  it.each<readonly [string, object, RegExp]>([
    ['no time to the first token', { ...SGLANG_LINE, mean_ttft_ms: 0, mean_itl_ms: 0 }, /first token is 0/],
    ['no time between tokens', { ...SGLANG_LINE, mean_itl_ms: 0 }, /between tokens is 0/],
    [
      'a time per token that is the whole request',
      { ...VLLM_RESULT, mean_ttft_ms: undefined, median_ttft_ms: undefined, mean_tpot_ms: 6.6, mean_e2el_ms: 6593.4 },
      /times its tokens is the whole request/,
    ],
    [
      'the same as guidellm says it',
      guidellmReport({
        ...GUIDELLM_BENCHMARK,
        metrics: {
          ...GUIDELLM_BENCHMARK.metrics,
          time_to_first_token_ms: { successful: { mean: 0 } },
          inter_token_latency_ms: { successful: { mean: 0 } },
        },
      }),
      /first token is 0/,
    ],
  ])('with %s leave the throughput, and say so', (_name, run, words) => {
    const { points, refused } = read(run)
    expect(points[0]).toMatchObject({ tpot: null, ttft: null })
    expect(points[0]?.outputTokensPerSecond).toBeGreaterThan(0)
    expect(refused).toEqual([expect.stringMatching(words)])
  })

  it('of a table with nothing else give no point', () => {
    expect(() => read('concurrency,isl,osl,tpot_ms,ttft_ms\n4,1000,200,12,0\n')).toThrow(
      /was not streamed .* Measure with streaming/,
    )
  })

  it('are not those that answered one token, or whose first token is quick', () => {
    const short = { ...SGLANG_LINE, total_output_tokens: 80, mean_tpot_ms: 0, mean_itl_ms: 0, mean_e2e_latency_ms: 95 }
    expect(read(short)).toMatchObject({ points: [{ ttft: 0.095, tpot: null }], refused: [] })
    // 20 ms of 10 s: the time per token times its tokens is the request but for less than can be told apart.
    const quick = {
      ...SGLANG_LINE,
      mean_ttft_ms: 20,
      mean_tpot_ms: 19.5,
      mean_itl_ms: 19.5,
      mean_e2e_latency_ms: 9984.5,
    }
    expect(read(quick)).toMatchObject({ points: [{ ttft: 0.02, tpot: 0.0195 }], refused: [] })
  })

  it('are told from those whose time per token holds the prompt', () => {
    const run = { ...SGLANG_LINE, mean_ttft_ms: 900, mean_tpot_ms: 9.88, mean_e2e_latency_ms: 5050 }
    const { points, refused } = read(run)
    expect(points[0]).toMatchObject({ tpot: null, ttft: 0.9 })
    expect(refused).toEqual([expect.stringContaining('holds the prompt')])
  })
})

describe('llama-bench at a depth', () => {
  const line = (test: string, rate: number) =>
    `| qwen3 8B Q4_K | 4.68 GiB | 8.19 B | CUDA | 99 | ${test} | ${rate} ± 1 |`
  const head = '| model | size | params | backend | ngl | test | t/s |\n| --- | --- | --- | --- | --- | --- | --- |'

  it('gives no time to a first token of prompts, and a context of answers', () => {
    const table = [head, line('pp512', 5000), line('pp512 @ d4096', 4000), line('tg64 @ d4096', 100)].join('\n')
    const { points, refused } = read(table)
    expect(points).toMatchObject([
      { inputTokens: 512, ttft: 0.1024 },
      { inputTokens: 4096, tpot: 0.01 },
    ])
    expect(refused).toEqual([expect.stringMatching(/^Line 3 .* times 512 tokens on top of 4,096 .* without -d\.$/)])
  })

  it.each([
    [
      'JSON',
      JSON.stringify([
        { n_prompt: 512, n_gen: 0, n_depth: 8192, avg_ts: 900 },
        { n_prompt: 0, n_gen: 32, avg_ts: 50 },
      ]),
    ],
    ['CSV', 'n_prompt,n_gen,n_depth,avg_ts\n512,0,8192,900\n0,32,0,50\n'],
  ])('does so in its %s', (_name, text) => {
    const { points, refused } = read(text)
    expect(points).toHaveLength(1)
    expect(refused).toEqual([expect.stringContaining('8,192 that were in the cache already')])
  })
})
