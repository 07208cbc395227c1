import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CodedError } from '#shared/contract/errors.ts'
import { readMeasurements } from '#main/imports/measurements/readMeasurements.ts'
import { draws } from '../../../../support/draws.ts'

const read = (text: string, concurrency: number | null = null) => readMeasurements({ name: 'runs', text, concurrency })

const vllm = {
  backend: 'vllm',
  model_id: 'meta-llama/Llama-3.1-70B-Instruct',
  request_rate: 'inf',
  max_concurrency: 16,
  duration: 61.5,
  completed: 160,
  total_input_tokens: 163_840,
  total_output_tokens: 40_960,
  output_throughput: 666,
  mean_ttft_ms: 310.5,
  median_ttft_ms: 290,
  mean_tpot_ms: 22.5,
  median_tpot_ms: 22,
}
const sglang = {
  backend: 'sglang',
  random_input_len: 1024,
  random_output_len: 512,
  completed: 80,
  total_input_tokens: 81_920,
  total_output_tokens: 40_000,
  concurrency: 7.9,
  output_throughput: 401,
  mean_ttft_ms: 120,
  median_tpot_ms: 18.5,
}

describe('measurements of a serving benchmark', () => {
  it('are a point, in SI units, with lengths as they came out', () => {
    const { format, points, assumed, ignored } = read(JSON.stringify(vllm))
    expect(format).toBe('servingBenchmark')
    expect(points).toEqual([
      { concurrency: 16, inputTokens: 1024, outputTokens: 256, tpot: 0.0225, ttft: 0.3105, outputTokensPerSecond: 666 },
    ])
    expect(assumed).toEqual([])
    expect(ignored).toContain('model_id')
  })

  it('may be many, a line each or in a list; what they do not say is told', () => {
    const lines = read(`${JSON.stringify(vllm)}\n${JSON.stringify(sglang)}\n`)
    expect(lines.points).toHaveLength(2)
    expect(lines.points[1]).toMatchObject({ concurrency: 7.9, outputTokens: 500, tpot: 0.0185 })
    expect(lines.assumed.toSorted()).toEqual([
      'Medians are taken where there are no means.',
      'Where no limit of requests in flight was set, their measured mean is taken.',
    ])
    expect(read(JSON.stringify([vllm, sglang])).points).toEqual(lines.points)
  })

  it('without a load and a time give no point, and say what is missing and where it may be given', () => {
    const { max_concurrency: _, mean_ttft_ms: _mean, median_ttft_ms: _median, ...openLoop } = vllm
    const { points, refused } = read(JSON.stringify([vllm, openLoop]))
    expect(points).toHaveLength(1)
    expect(refused).toEqual([
      'Run 2 does not say how many requests were in flight: give the number beside the file (--concurrency on the command line).',
    ])
    expect(() => read(JSON.stringify(openLoop))).toThrow(/does not say how many requests were in flight/)
    const given = read(JSON.stringify(openLoop), 24)
    expect(given.points).toMatchObject([{ concurrency: 24 }])
    expect(given.assumed).toEqual([
      'Where the file does not say how many requests were in flight, the 24 that were given are taken.',
    ])
  })

  it('that say their load keep it, whatever is given beside them', () => {
    const { points, assumed } = read(JSON.stringify(vllm), 99)
    expect(points[0]?.concurrency).toBe(16)
    expect(assumed).toEqual(['The file says how many requests were in flight: the 99 that were given are not taken.'])
  })

  it('whose requests came at a rate have as many in flight as rate and time make', () => {
    // 160 requests in 61.5 s, each 310.5 ms + 255 × 22.5 ms.
    const { max_concurrency: _, ...openLoop } = { ...vllm, request_rate: 3 }
    const little = (160 / 61.5) * (0.3105 + 255 * 0.0225)
    const reading = read(JSON.stringify(openLoop))
    expect(reading.points[0]?.concurrency).toBeCloseTo(little, 6)
    expect(reading.assumed).toEqual([
      'Where the file does not say how many requests were in flight, the rate of requests times the time of each is taken (Little’s law).',
    ])
    // A limit that a rate never reached is no load; one that binds is.
    const limited = (limit: number) => read(JSON.stringify({ ...openLoop, max_concurrency: limit })).points[0]
    expect(limited(256)?.concurrency).toBeCloseTo(little, 6)
    expect(limited(8)?.concurrency).toBe(8)
    // Never more than there were requests.
    expect(read(JSON.stringify({ ...vllm, max_concurrency: 512 })).points[0]?.concurrency).toBe(160)
  })
})

describe('measurements of AIPerf', () => {
  const metrics = {
    time_to_first_token: { unit: 'ms', avg: 787.5, p50: 700 },
    inter_token_latency: { unit: 'ms', avg: 51.76 },
    input_sequence_length: { unit: 'tokens', avg: 550 },
    output_sequence_length: { unit: 'tokens', avg: 97 },
    output_token_throughput: { unit: 'tokens/sec', avg: 1274 },
  }
  const point = {
    concurrency: 100,
    inputTokens: 550,
    outputTokens: 97,
    tpot: 0.05176,
    ttft: 0.7875,
    outputTokensPerSecond: 1274,
  }

  it('are read from its summary, and from that of GenAI-Perf', () => {
    expect(read(JSON.stringify({ ...metrics, input_config: { loadgen: { concurrency: 100 } } }))).toMatchObject({
      format: 'aiperf',
      points: [point],
    })
    const older = { records: metrics, input_config: { perf_analyzer: { stimulus: { concurrency: 100 } } } }
    expect(read(JSON.stringify(older)).points).toEqual([point])
  })

  it('are read from its table, where the load is given beside it', () => {
    const table = [
      'Metric,avg,min,max,p50,p99,std',
      'Time to First Token (ms),787.5,382.24,4121.09,700,4119.33,1189.99',
      'Inter Token Latency (ms),51.76,46.81,56.30,51.98,55.87,1.23',
      'Input Sequence Length (tokens),550,550,550,550,550,0',
      'Output Sequence Length (tokens),97,91,97,97,97,1',
      'Output Token Throughput (tokens/sec),1274,,,,,',
      'Request Count,200,,,,,',
    ].join('\n')
    expect(read(table, 100)).toMatchObject({ format: 'aiperf', points: [point], ignored: [] })
    // 1,274 tokens/s are 13.1 requests/s, each of 787.5 ms + 96 × 51.76 ms.
    expect(read(table).points[0]?.concurrency).toBeCloseTo((1274 / 97) * (0.7875 + 96 * 0.05176), 6)
    const times = table.split('\n').filter((line) => !line.startsWith('Output Token Throughput'))
    expect(() => read(times.join('\n'))).toThrow(/how many requests were in flight/)
  })
})

describe('measurements of llama-bench', () => {
  const points = [
    { concurrency: 1, inputTokens: 512, outputTokens: 1, tpot: null, ttft: 0.25, outputTokensPerSecond: null },
    { concurrency: 1, inputTokens: 1, outputTokens: 128, tpot: 0.02, ttft: null, outputTokensPerSecond: null },
    { concurrency: 1, inputTokens: 4096, outputTokens: 128, tpot: 0.025, ttft: null, outputTokensPerSecond: null },
  ]

  it.each([
    [
      'its JSON',
      JSON.stringify([
        { n_prompt: 512, n_gen: 0, n_depth: 0, avg_ts: 2048, stddev_ts: 4 },
        { n_prompt: 0, n_gen: 128, n_depth: 0, avg_ts: 50, stddev_ts: 1 },
        { n_prompt: 0, n_gen: 128, n_depth: 4096, avg_ts: 40, stddev_ts: 1 },
      ]),
    ],
    [
      'its table in CSV',
      'build_commit,n_prompt,n_gen,n_depth,avg_ts\n"abc","512","0","0","2048"\n"abc","0","128","0","50"\n"abc","0","128","4096","40"\n',
    ],
    [
      'its printed table',
      '| model | size | params | backend | ngl | test | t/s |\n| --- | ---: | ---: | --- | --: | ---: | ---: |\n| llama 8B Q4_K | 4.58 GiB | 8.03 B | CUDA | 99 | pp512 | 2048.00 ± 9.10 |\n| llama 8B Q4_K | 4.58 GiB | 8.03 B | CUDA | 99 | tg128 | 50.00 ± 0.10 |\n| llama 8B Q4_K | 4.58 GiB | 8.03 B | CUDA | 99 | tg128 @ d4096 | 40.00 ± 0.10 |\n\nbuild: abc\n',
    ],
  ])('are read from %s', (_name, text) => {
    const reading = read(text)
    expect(reading.format).toBe('llamaBench')
    expect(reading.points).toEqual(points)
    expect(reading.assumed).toContain('llama-bench runs one request at a time.')
  })

  it('of prompt and answer together give no point', () => {
    const { refused } = read(
      JSON.stringify([
        { n_prompt: 512, n_gen: 0, avg_ts: 2048 },
        { n_prompt: 512, n_gen: 128, avg_ts: 300 },
      ]),
    )
    expect(refused).toEqual(['Run 2 measures prompt and answer together, which cannot be parted.'])
  })
})

describe('a table of one’s own', () => {
  it('names its quantities, and its times their units', () => {
    const { format, points, ignored } = read(
      'Concurrency;Input tokens;Output tokens;TPOT (ms);TTFT [s];Output throughput;Note\n4;1,024;256;12.5;0.2;310;first\n8;1,024;256;;0.3;560;\n',
    )
    expect(format).toBe('table')
    expect(ignored).toEqual(['Note'])
    expect(points).toEqual([
      { concurrency: 4, inputTokens: 1024, outputTokens: 256, tpot: 0.0125, ttft: 0.2, outputTokensPerSecond: 310 },
      { concurrency: 8, inputTokens: 1024, outputTokens: 256, tpot: null, ttft: 0.3, outputTokensPerSecond: 560 },
    ])
    expect(read('isl,osl,concurrency,mean_tpot_ms,mean_ttft_ms\n1000,100,2,9,50').points[0]).toMatchObject({
      tpot: 0.009,
      ttft: 0.05,
    })
  })

  it.each([
    ['a time without a unit', 'concurrency,isl,osl,tpot\n1,2,3,4', /has no unit: call it tpot_ms or tpot_s/],
    ['no lengths', 'concurrency,tpot_ms\n1,4', /no column for input tokens, output tokens/],
    ['no measurement', 'concurrency,isl,osl\n1,2,3', /measures no time per token/],
    ['nothing', '  ', /is empty/],
    ['something else', '{"a":1}', /holds no measurements that are read/],
  ])('with %s says what to do', (_name, text, words) => {
    expect(() => read(text)).toThrow(words)
  })
})

describe('hostile files', () => {
  const samples = [JSON.stringify([vllm, sglang]), 'concurrency,isl,osl,tpot_ms\n1,100,50,9\n2,100,50,10\n']

  it('give points or one sentence, and never anything else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.record({ at: fc.nat(500), put: fc.string({ maxLength: 6 }) }), { maxLength: 6 }),
        fc.nat(600),
        (sample, changes, end) => {
          let text = sample.slice(0, Math.max(1, end))
          for (const { at, put } of changes) text = text.slice(0, at) + put + text.slice(at + put.length)
          try {
            for (const { tpot, concurrency } of read(text).points) {
              expect(Number.isFinite(concurrency) && concurrency > 0).toBe(true)
              expect(tpot === null || (tpot > 0 && Number.isFinite(tpot))).toBe(true)
            }
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(CodedError)
          }
        },
      ),
      { numRuns: draws(1500), seed: 5 },
    )
  })

  it.each([
    ['nested deeply', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['with a key twice', '{"mean_tpot_ms":1,"mean_tpot_ms":2}'],
    ['with numbers beyond all numbers', '[{"mean_tpot_ms":1e999,"max_concurrency":1e300,"completed":1}]'],
  ])('%s are refused in a sentence', (_name, text) => {
    expect(() => read(text)).toThrow(CodedError)
  })
})
