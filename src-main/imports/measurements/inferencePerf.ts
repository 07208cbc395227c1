import { say } from '#shared/words/say.ts'
import { isObject, own, type Json } from '../huggingFace/fields.ts'
import { addRun, measured, positive, type Found } from './reading.ts'
import type { Spread } from './run.ts'

/** Whether an object is a report of inference-perf on its requests. */
export function isInferencePerf(value: Json): boolean {
  const successes = own(value, 'successes')
  return isObject(successes) && (isObject(own(successes, 'latency')) || isObject(own(successes, 'throughput')))
}

function part(value: Json, key: string): Json {
  const found = own(value, key)
  return isObject(found) ? found : {}
}

/** The mean of a summary; 0 where it was measured to be 0. */
function mean(value: Json, ...keys: readonly string[]): number | null {
  for (const key of keys) {
    const found = measured(own(part(value, key), 'mean'))
    if (found !== null) return found
  }
  return null
}

function spread(value: Json, ...keys: readonly string[]): Spread {
  const found = part(value, keys.find((key) => isObject(own(value, key))) ?? '')
  const of = (...names: readonly string[]): number | null =>
    milliseconds(names.map((name) => measured(own(found, name))).find((number) => number !== null) ?? null)
  return { mean: of('mean'), median: of('median', 'p50'), p99: of('p99') }
}

const milliseconds = (seconds: number | null): number | null => (seconds === null ? null : 1000 * seconds)

/**
 * A report of kubernetes-sigs/inference-perf: `stage_N_lifecycle_metrics.json`, one load, or
 * `summary_lifecycle_metrics.json`, all loads of a run together. Times are in seconds. A stage at a rate does not say how
 * many requests were in flight, which follows from the rate it reached. Format: `docs/reports.md`, the description of the
 * native report, and a summary published with llm-d's guides; stages are read by the documentation, no sample was tried.
 */
export function addInferencePerf(found: Found, report: Json, where: string): void {
  const [summary, successes] = [part(report, 'load_summary'), part(report, 'successes')]
  const [latency, throughput] = [part(successes, 'latency'), part(successes, 'throughput')]
  const limit = positive(own(summary, 'concurrency'))
  const isStage = limit !== null || own(summary, 'requested_rate') !== undefined
  const stage = { format: 'stage_N_lifecycle_metrics.json' }
  found.assumed.add(isStage ? say('measurements.byDocumentation', stage) : say('measurements.allStages'))
  addRun(found, {
    where,
    load: {
      limit,
      open: false,
      requests: positive(own(successes, 'count')),
      mean: null,
      requestsPerSecond: positive(own(throughput, 'requests_per_sec')) ?? positive(own(summary, 'achieved_rate')),
      requestMilliseconds: milliseconds(mean(latency, 'request_latency')),
    },
    inputTokens: positive(mean(successes, 'prompt_tokens', 'prompt_len')),
    outputTokens: positive(mean(successes, 'output_tokens', 'output_len')),
    tpotMilliseconds: milliseconds(mean(latency, 'time_per_output_token')),
    betweenMilliseconds: milliseconds(mean(latency, 'inter_token_latency')),
    ttftMilliseconds: milliseconds(mean(latency, 'time_to_first_token')),
    outputTokensPerSecond: positive(own(throughput, 'output_tokens_per_sec')),
    completed: measured(own(successes, 'count')),
    failed: measured(own(part(report, 'failures'), 'count')),
    offeredRate: positive(own(summary, 'requested_rate')),
    spreads: {
      ttft: spread(latency, 'time_to_first_token'),
      tpot: spread(latency, 'time_per_output_token', 'inter_token_latency'),
      request: spread(latency, 'request_latency'),
    },
  })
}
