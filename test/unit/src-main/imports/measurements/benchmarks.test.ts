import { describe, expect, it } from 'vitest'
import { readBenchmark } from '#main/imports/measurements/readMeasurements.ts'

const read = (value: unknown, concurrency: number | null = null) =>
  readBenchmark({ name: 'run.txt', text: typeof value === 'string' ? value : JSON.stringify(value), concurrency })

describe('a log of MLPerf', () => {
  const summary = (verdict: string, mode = 'PerformanceOnly') =>
    `====\nMLPerf Results Summary\n====\nSUT name : X\nScenario : Server\nMode     : ${mode}\nCompleted samples per second    : 10\nCompleted tokens per second: 1000\n${verdict}\nMean latency (ns)               : 3000000000\nMean Time to Output Token (ns)               : 20000000\n`

  it('is refused unless it is VALID and measures times', () => {
    expect(read(summary('Result is : VALID')).runs[0]).toMatchObject({ outputTokens: 100, tpot: { mean: 0.02 } })
    expect(() => read(summary('Result is : INVALID'))).toThrow(/“run\.txt” calls its result “INVALID”, not VALID: give/)
    expect(() => read(summary(''))).toThrow(/ends before MLPerf says whether the result is VALID/)
    expect(() => read(summary('Result is : VALID', 'AccuracyOnly'))).toThrow(
      /mode AccuracyOnly, which measures no times/,
    )
  })

  it('that is detailed and cut in a line is read as far as it goes', () => {
    const line = (key: string, value: unknown) => `:::MLLOG ${JSON.stringify({ key, value, time_ms: 1 })}`
    const whole = [
      line('effective_scenario', 'Server'),
      line('result_validity', 'VALID'),
      line('result_completed_samples_per_sec', 4),
      line('result_mean_latency_ns', 1e9),
      line('result_completed_tokens_per_second', 400),
    ].join('\n')
    expect(read(`${whole}\n:::MLLOG {"key": "result_time_to_out`).runs[0]).toMatchObject({
      requestRate: 4,
      outputTokens: 100,
      inFlight: { count: 4, from: 'derived' },
    })
    expect(() => read(whole.replace(/.*result_validity.*\n/, ''))).toThrow(/ends before MLPerf says/)
  })
})

describe('a report of trtllm-bench', () => {
  const report = {
    engine: { model: 'llama', backend: 'pytorch' },
    world_info: { tp_size: 4 },
    request_info: {
      num_requests: 1000,
      avg_num_concurrent_requests: 31.5,
      avg_input_length: 1024,
      avg_output_length: 256,
    },
    performance: {
      total_latency_ms: 100_000,
      avg_request_latency_ms: 3150,
      request_throughput_req_s: 10,
      system_output_throughput_tok_s: 2560,
      request_latency_percentiles_ms: { p50: 3100, p99: 4000 },
    },
    streaming_metrics: { avg_ttft_ms: 90, avg_tpot_ms: 12, tpot_percentiles: { p50: 12.5, p99: 13 } },
  }

  it('in JSON is read by its documentation, and says so', () => {
    const { format, runs, assumed } = read(report)
    expect(format).toBe('trtllmBench')
    expect(runs[0]).toMatchObject({
      inFlight: { count: 31.5, from: 'measured' },
      saturation: null,
      duration: 100,
      inputTokens: 1024,
      ttft: { mean: 0.09 },
      tpot: { mean: 0.012, median: 0.0125, p99: 0.013 },
      request: { mean: 3.15, median: 3.1, p99: 4 },
    })
    expect(assumed[0]).toContain('report_json is read by its documentation; no sample was tried')
  })

  it('with most requests in flight all the time was sent at once', () => {
    const { runs } = read({ ...report, request_info: { ...report.request_info, avg_num_concurrent_requests: 700 } })
    expect(runs[0]?.saturation).toBe('atOnce')
  })

  it('as it is printed today is read by its labels', () => {
    const { runs } = read(
      '===\n= PYTORCH BACKEND\n===\nModel:\t\t\tllama\n===\n= REQUEST DETAILS \n===\nNumber of requests:             1000\nNumber of concurrent requests:  31.5000\nAverage Input Length (tokens):  1024.0000\nAverage Output Length (tokens): 256.0000\n===\n= PERFORMANCE OVERVIEW \n===\nRequest Throughput (req/sec):                     10.0000\nTotal Output Throughput (tokens/sec):             2,560.0000\nTotal Token Throughput (tokens/sec):              12800.0000\nTotal Latency (ms):                               100000.0000\nAverage request latency (ms):                     3150.0000\nPer User Output Throughput [w/ ctx] (tps/user):   81.0\nAverage time-to-first-token [TTFT] (ms):          90.0000\nAverage time-per-output-token [TPOT] (ms):        12.0000\n\n[TPOT] P50    : 12.5000\n[TPOT] P99    : 13.0000\n',
    )
    expect(runs[0]).toMatchObject({
      inFlight: { count: 31.5, from: 'measured' },
      outputTokensPerSecond: 2560,
      ttft: { mean: 0.09 },
      tpot: { mean: 0.012, median: 0.0125, p99: 0.013 },
    })
  })
})

describe('requests of AIPerf', () => {
  const record = (start: number, latency: number, more: object = {}) => ({
    metadata: { timestamp_ns: start * 1e9 },
    metrics: {
      input_sequence_length: { value: 100, unit: 'tokens' },
      output_sequence_length: { value: 11, unit: 'tokens' },
      time_to_first_token: { value: 0.1, unit: 'sec' },
      inter_token_latency: { value: 20, unit: 'ms' },
      request_latency: { value: latency * 1000, unit: 'ms' },
    },
    ...more,
  })
  const lines = (...records: readonly object[]) => records.map((one) => JSON.stringify(one)).join('\n')

  it('are a run, of which failed ones are counted and in no mean', () => {
    const error = { code: 500, type: 'ServerError', message: 'no' }
    const { runs, assumed } = read(lines(record(0, 1), record(1, 1), record(1, 9, { error })))
    // 2 answers in 2 s, of a second each: one in flight.
    expect(runs[0]).toMatchObject({
      completed: 2,
      failed: 1,
      cancelled: 0,
      duration: 2,
      inFlight: { count: 1, from: 'derived' },
      ttft: { mean: 0.1 },
    })
    expect(assumed[0]).toBe('The requests: 1 request gave no answer and counts in no mean.')
  })

  it('of which none was answered are refused', () => {
    expect(() => read(lines(record(0, 1, { error: { code: 499 } }), record(0, 1, { error: { code: 499 } })))).toThrow(
      /none of the 2 requests in “run\.txt” was answered: look at the errors/,
    )
  })
})

describe('cells of llama-bench that are not under their titles', () => {
  const titles = 'model,extra,n_prompt,n_gen,n_depth,avg_ns,avg_ts'
  it('are counted from the end, and refused where tokens over time are not the rate', () => {
    expect(read(`${titles}\nm,512,0,0,100000000,5120\n`).runs[0]?.ttft.mean).toBeCloseTo(0.1, 12)
    expect(() => read(`${titles}\nm,x,512,0,0,100000000,9999\n`)).toThrow(/at odds with itself.*-o json/)
  })
})

describe('a run that was sent faster than it was served', () => {
  const run = (rate: number | 'inf', completed: number, duration: number, latency: number) => ({
    request_rate: rate,
    max_concurrency: null,
    completed,
    duration,
    total_input_tokens: 1000 * completed,
    total_output_tokens: 100 * completed,
    output_throughput: (100 * completed) / duration,
    mean_ttft_ms: 50,
    mean_tpot_ms: (latency * 1000 - 50) / 99,
  })
  const saturations = (...runs: readonly object[]) => read(runs).runs.map(({ saturation }) => saturation)

  it('is told by its rate, or by a lower rate of the same lengths', () => {
    expect(saturations(run(1, 300, 302, 2), run(2, 600, 303, 3), run(8, 2400, 320, 20))).toEqual([
      null,
      null,
      'overrun',
    ])
    // Alone, its rate tells it: 300 requests at 10 a second take 30 s and not 100.
    expect(saturations(run(10, 300, 100, 5))).toEqual(['overrun'])
    expect(saturations(run(10, 300, 36, 4))).toEqual([null])
    expect(saturations({ ...run('inf', 300, 36, 4) })).toEqual(['atOnce'])
    expect(saturations({ ...run('inf', 300, 36, 4), max_concurrency: 16 })).toEqual([null])
  })
})
