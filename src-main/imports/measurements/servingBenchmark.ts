import { say } from '#shared/words/say.ts'
import { own, type Json } from '../huggingFace/fields.ts'
import { addRun, measured, positive, type Found } from './reading.ts'
import type { Spread } from './run.ts'

/** Keys of which a result of `vllm bench serve` or `sglang.bench_serving` has at least one. */
const MARKS = ['mean_tpot_ms', 'median_tpot_ms', 'mean_ttft_ms', 'median_ttft_ms', 'output_throughput'] as const

/** Whether an object is a result of vLLM's or SGLang's serving benchmark. */
export function isServingBenchmark(value: Json): boolean {
  return MARKS.some((key) => typeof own(value, key) === 'number')
}

function first(run: Json, ...keys: readonly string[]): number | null {
  for (const key of keys) {
    const value = positive(own(run, key))
    if (value !== null) return value
  }
  return null
}

/** The mean of a time or, where there is none, its median; 0 where it was measured to be 0. */
function time(found: Found, run: Json, name: string): number | null {
  const mean = measured(own(run, `mean_${name}_ms`))
  if (mean !== null) return mean
  const median = measured(own(run, `median_${name}_ms`))
  if (median !== null && median > 0) found.assumed.add(say('measurements.medians'))
  return median
}

function perRequest(run: Json, total: string, named: string): number | null {
  const sum = first(run, total)
  const requests = first(run, 'completed', 'num_prompts')
  return sum !== null && requests !== null ? sum / requests : first(run, named)
}

/** Requests finished in a second; a request rate that was asked for stands in where it was not reached slower. */
function rateOf(run: Json): number | null {
  const [completed, duration] = [first(run, 'completed'), first(run, 'duration')]
  const counted = completed !== null && duration !== null ? completed / duration : null
  return first(run, 'request_throughput') ?? counted ?? first(run, 'request_rate')
}

/** Tokens a step gave a request: SGLang says it of its server, vLLM of its counters. 1 and less: it did not guess ahead. */
function tokensPerStep(run: Json): number | null {
  return first(run, 'accept_length', 'spec_decode_acceptance_length')
}

/** A time with its spread, as far as it is said. */
function spread(run: Json, name: string): Spread {
  const of = (statistic: string): number | null => measured(own(run, `${statistic}_${name}_ms`))
  return { mean: of('mean'), median: of('median'), p99: of('p99') }
}

/** Whether the rate that was asked for has no end: Python's Infinity reads as null, vLLM writes "inf". */
function hasNoRate(run: Json): boolean {
  const rate = own(run, 'request_rate')
  return rate === null || rate === 'inf'
}

/**
 * One result of `vllm bench serve --save-result` (before it `benchmark_serving.py`), one object a file or, with
 * `--append-result`, a line; or of `sglang.bench_serving --output-file`, a line a run. Means where it has them, else
 * medians; lengths as they came out, which random data sets draw around what was asked. Formats: vllm-project/vllm
 * `vllm/benchmarks/serve.py` and sgl-project/sglang `bench_serving.py`, and results of both.
 */
export function addServingBenchmark(found: Found, run: Json, where: string): void {
  const perToken = own(run, 'mean_tpot_ms') ?? own(run, 'median_tpot_ms')
  const whole = own(run, 'mean_e2el_ms') ?? own(run, 'median_e2el_ms')
  addRun(found, {
    where,
    load: {
      limit: first(run, 'max_concurrency'),
      open: positive(own(run, 'request_rate')) !== null,
      requests: first(run, 'num_prompts', 'completed'),
      mean: first(run, 'concurrency'),
      requestsPerSecond: rateOf(run),
      requestMilliseconds: time(found, run, 'e2el') ?? time(found, run, 'e2e_latency'),
    },
    inputTokens: perRequest(run, 'total_input_tokens', 'random_input_len'),
    outputTokens: perRequest(run, 'total_output_tokens', 'random_output_len'),
    tpotMilliseconds: time(found, run, 'tpot'),
    betweenMilliseconds: time(found, run, 'itl'),
    ttftMilliseconds: time(found, run, 'ttft'),
    outputTokensPerSecond: first(run, 'output_throughput'),
    tokensPerStep: tokensPerStep(run),
    completed: measured(own(run, 'completed')),
    failed: measured(own(run, 'failed')),
    durationSeconds: first(run, 'duration'),
    offeredRate: positive(own(run, 'request_rate')),
    sentAtOnce: hasNoRate(run) && first(run, 'max_concurrency') === null,
    spreads: {
      ttft: spread(run, 'ttft'),
      tpot: spread(run, typeof perToken === 'number' ? 'tpot' : 'itl'),
      ...(typeof whole === 'number' || own(run, 'mean_e2e_latency_ms') !== undefined
        ? { request: spread(run, typeof whole === 'number' ? 'e2el' : 'e2e_latency') }
        : {}),
    },
  })
  for (const key of Object.keys(run)) if (!READ.has(key)) found.ignored.add(key)
}

const READ: ReadonlySet<string> = new Set([
  ...MARKS,
  ...['mean_itl_ms', 'median_itl_ms', 'mean_e2el_ms', 'median_e2el_ms', 'mean_e2e_latency_ms', 'median_e2e_latency_ms'],
  ...['max_concurrency', 'concurrency', 'completed', 'num_prompts', 'duration', 'request_rate', 'request_throughput'],
  ...['total_input_tokens', 'total_output_tokens', 'random_input_len', 'random_output_len'],
  ...['accept_length', 'spec_decode_acceptance_length', 'failed'],
  ...['ttft', 'tpot', 'itl', 'e2el', 'e2e_latency'].map((name) => `p99_${name}_ms`),
])
