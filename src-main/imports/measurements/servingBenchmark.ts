import { own, type Json } from '../huggingFace/fields.ts'
import { addRun, positive, type Found } from './reading.ts'

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

function perRequest(run: Json, total: string, named: string): number | null {
  const sum = first(run, total)
  const requests = first(run, 'completed', 'num_prompts')
  return sum !== null && requests !== null ? sum / requests : first(run, named)
}

/**
 * One result of `vllm bench serve` (`benchmark_serving.py`) or of `sglang.bench_serving`: means where it has them, else
 * medians; lengths as they came out, which random data sets draw around what was asked.
 */
export function addServingBenchmark(found: Found, run: Json, where: string): void {
  const inFlight = first(run, 'max_concurrency')
  const measured = first(run, 'concurrency')
  if (inFlight === null && measured !== null) {
    found.assumed.add('Where no limit of requests in flight was set, their measured mean is taken.')
  }
  const mean = first(run, 'mean_tpot_ms', 'mean_itl_ms')
  if (mean === null && first(run, 'median_tpot_ms', 'median_itl_ms') !== null) {
    found.assumed.add('Medians are taken where there are no means.')
  }
  addRun(found, {
    where,
    concurrency: inFlight ?? measured,
    inputTokens: perRequest(run, 'total_input_tokens', 'random_input_len'),
    outputTokens: perRequest(run, 'total_output_tokens', 'random_output_len'),
    tpotMilliseconds: mean ?? first(run, 'median_tpot_ms', 'median_itl_ms'),
    ttftMilliseconds: first(run, 'mean_ttft_ms', 'median_ttft_ms'),
    outputTokensPerSecond: first(run, 'output_throughput'),
  })
  for (const key of Object.keys(run)) if (!READ.has(key)) found.ignored.add(key)
}

const READ: ReadonlySet<string> = new Set([
  ...MARKS,
  'max_concurrency',
  'concurrency',
  'completed',
  'num_prompts',
  'total_input_tokens',
  'total_output_tokens',
  'random_input_len',
  'random_output_len',
  'mean_itl_ms',
  'median_itl_ms',
])
