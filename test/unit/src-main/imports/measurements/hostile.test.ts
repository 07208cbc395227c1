import { describe, expect, it } from 'vitest'
import { weighPoints } from '#main/engine/validation/impossiblePoints.ts'
import { readBenchmark, readMeasurements } from '#main/imports/measurements/readMeasurements.ts'
import { benchmarkReadingSchema } from '#shared/domain/benchmarkReading.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { measurementReadingSchema } from '#shared/domain/measurementReading.ts'
import { wordingText } from '#shared/words/say.ts'
import { draws } from '../../../../support/draws.ts'
import { scenario } from '../../../../support/engineScenarios.ts'
import { mutated, seeded } from '../../../../support/hostileFiles.ts'
import {
  GENAI_PERF_EXPORT,
  GUIDELLM_BENCHMARK,
  guidellmReport,
  INFERENCE_PERF_SUMMARY,
  SGLANG_LINE,
  VLLM_RESULT,
} from '../../../../support/measuredFiles.ts'

/** One good file of each kind that is read. */
const SAMPLES: readonly (readonly [name: string, content: string])[] = [
  ['guidellm', JSON.stringify(guidellmReport(GUIDELLM_BENCHMARK, GUIDELLM_BENCHMARK), null, 1)],
  ['inference-perf', JSON.stringify(INFERENCE_PERF_SUMMARY, null, 1)],
  ['GenAI-Perf', JSON.stringify(GENAI_PERF_EXPORT, null, 1)],
  ['vLLM', JSON.stringify([VLLM_RESULT, { ...VLLM_RESULT, spec_decode_acceptance_length: 2.5 }], null, 1)],
  ['SGLang', [8, 16, 32].map((limit) => JSON.stringify({ ...SGLANG_LINE, max_concurrency: limit })).join('\n')],
  [
    'llama-bench',
    JSON.stringify([
      { n_prompt: 512, n_gen: 0, n_depth: 0, avg_ts: 2048 },
      { n_prompt: 0, n_gen: 128, n_depth: 4096, avg_ts: 40 },
    ]),
  ],
  [
    'llama-bench, printed',
    '| model | test | t/s |\n| --- | ---: | ---: |\n| llama 8B | pp512 | 2048.00 ± 9 |\n| llama 8B | tg128 @ d4096 | 40.00 ± 0.1 |\n',
  ],
  [
    'a table of metrics',
    'Metric,avg,p50\nTime To First Token (ms),130,128\nInter Token Latency (ms),14,14\nInput Sequence Length (tokens),550,550\nOutput Sequence Length (tokens),256,256\n\nMetric,Value\nRequest Throughput (per sec),"4.2"\n',
  ],
  [
    'requests of AIPerf',
    [1, 2, 3]
      .map((second) =>
        JSON.stringify({
          metadata: { timestamp_ns: second * 1e9 },
          metrics: {
            input_sequence_length: { value: 100, unit: 'tokens' },
            output_sequence_length: { value: 11, unit: 'tokens' },
            ttft: { value: 100, unit: 'ms' },
            inter_token_latency: { value: 20, unit: 'ms' },
            request_latency: { value: 0.9, unit: 'sec' },
          },
        }),
      )
      .join('\n'),
  ],
  [
    'trtllm-bench, printed',
    '===\n= PERFORMANCE OVERVIEW \n===\nNumber of requests: 1000\nNumber of concurrent requests: 31.5\nRequest Throughput (req/sec): 10\nTotal Output Throughput (tokens/sec): 2560\nTotal Token Throughput (tokens/sec): 12800\nAverage time-to-first-token [TTFT] (ms): 90\nAverage time-per-output-token [TPOT] (ms): 12\n',
  ],
  [
    'a table of one’s own',
    'concurrency,isl,osl,tpot_ms,ttft_ms,accept_length\n1,1000,500,9,90,1\n8,1000,500,10,120,2.5\n',
  ],
]

const ROUNDS = draws(1500)

describe('hostile measurements', () => {
  it.each(SAMPLES)(
    `%s, changed in ${ROUNDS} ways, give points or one sentence`,
    (_name, content) => {
      const random = seeded(20_261_129)
      const own = scenario('h100-sxm', 'llama-3.1-8b')
      const sample = Buffer.from(content)
      const outcomes = new Map<string, number>()
      const before = process.memoryUsage().arrayBuffers
      for (let round = 0; round < ROUNDS; round += 1) {
        const text = mutated(sample, random).toString('utf8')
        let outcome = 'read'
        try {
          const reading = readMeasurements({ name: 'runs', text, concurrency: round % 2 === 0 ? null : 8 })
          measurementReadingSchema.parse(reading)
          benchmarkReadingSchema.parse(readBenchmark({ name: 'runs', text, concurrency: null }))
          for (const sentence of [...reading.assumed, ...reading.refused]) expect(sentence).toMatch(/^\S[^\n]*\.$/)
          expect(reading.refused.length).toBeLessThan(25)
          const { possible, impossible, told } = weighPoints({ scenario: own, points: reading.points.slice(0, 50) })
          expect(possible.length + impossible.length).toBe(Math.min(50, reading.points.length))
          for (const wording of [...impossible, ...told]) expect(wordingText(wording)).toMatch(/^\S[^\n]*\.$/)
        } catch (thrown) {
          if (!(thrown instanceof CodedError)) throw thrown
          expect(['document-broken', 'document-foreign', 'document-too-large']).toContain(thrown.code)
          expect(thrown.message).toMatch(/^\S[^\n]*\.$/)
          expect(thrown.message.length).toBeLessThan(700)
          outcome = thrown.code
        }
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      }
      // Both happen, or the changes would not reach the readers.
      expect(outcomes.get('read') ?? 0).toBeGreaterThan(draws(50))
      expect(outcomes.size).toBeGreaterThan(1)
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200e6)
      expect('polluted' in {}).toBe(false)
    },
    60_000,
  )

  it(`a log of MLPerf, changed in ${ROUNDS} ways, gives its run or one sentence`, () => {
    const random = seeded(20_261_201)
    const log = Buffer.from(
      'MLPerf Results Summary\nScenario : Server\nCompleted samples per second : 10\nResult is : VALID\nCompleted tokens per second: 1000\nMean latency (ns) : 3000000000\nMean First Token latency (ns) : 90000000\n',
    )
    const outcomes = new Set<string>()
    for (let round = 0; round < ROUNDS; round += 1) {
      try {
        const text = mutated(log, random).toString('utf8')
        benchmarkReadingSchema.parse(readBenchmark({ name: 'runs', text, concurrency: null }))
        outcomes.add('read')
      } catch (thrown) {
        if (!(thrown instanceof CodedError)) throw thrown
        expect(thrown.message).toMatch(/^\S[^\n]*\.$/)
        outcomes.add(thrown.code)
      }
    }
    expect(outcomes.size).toBeGreaterThan(1)
    expect(outcomes).toContain('read')
  })

  it.each<readonly [string, string]>([
    ['runs that give nothing, by the thousand', '{"mean_tpot_ms":1}\n'.repeat(50_000)],
    [
      'benchmarks without metrics',
      JSON.stringify({ benchmarks: Array.from({ length: 50_000 }, () => ({ metrics: {} })) }),
    ],
    ['more runs than one stack has', `${JSON.stringify(SGLANG_LINE)}\n`.repeat(3000)],
    ['keys of prototypes', '[{"n_prompt":1,"n_gen":0,"avg_ts":1,"__proto__":{"polluted":1}}]'],
  ])('%s are refused in one sentence, and few are told', (_name, text) => {
    const before = process.memoryUsage().heapUsed
    expect(() => readMeasurements({ name: 'runs', text, concurrency: null })).toThrow(CodedError)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(400e6)
  })
})
