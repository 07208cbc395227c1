import { isObject, list, own, type Json } from '../huggingFace/fields.ts'
import { addRun, measured, positive, type Found } from './reading.ts'
import type { Spread } from './run.ts'

/** Chunks of a stream may bring two tokens now and then; from here on a run is taken to have guessed ahead. */
const GUESSED_AHEAD = 1.2

/** Whether an object is a report of guidellm: a list of benchmarks, each with its metrics. */
export function isGuidellm(value: Json): boolean {
  const [first] = list(value, 'benchmarks') ?? []
  return isObject(first) && isObject(own(first, 'metrics'))
}

/** The mean over the requests that succeeded; 0 where it was measured to be 0. */
function mean(metrics: Json, key: string, of: 'successful' | 'total' = 'successful'): number | null {
  const metric = own(metrics, key)
  const values = isObject(metric) ? own(metric, of) : undefined
  return isObject(values) ? measured(own(values, 'mean')) : null
}

function positiveMean(...of: Parameters<typeof mean>): number | null {
  return positive(mean(...of))
}

/** A time with its spread over the requests that succeeded, in milliseconds. @param factor times a value gives them */
function spread(metrics: Json, key: string, factor = 1): Spread {
  const metric = own(metrics, key)
  const values = isObject(metric) ? own(metric, 'successful') : undefined
  const percentiles = isObject(values) ? own(values, 'percentiles') : undefined
  const of = (object: unknown, name: string): number | null => {
    const value = isObject(object) ? measured(own(object, name)) : null
    return value === null ? null : value * factor
  }
  return { mean: of(values, 'mean'), median: of(values, 'median'), p99: of(percentiles, 'p99') }
}

/** How requests were sent: under `config` since 0.4, under `args` before. */
function strategyOf(benchmark: Json): Json {
  for (const key of ['config', 'args']) {
    const part = own(benchmark, key)
    const strategy = isObject(part) ? own(part, 'strategy') : undefined
    if (isObject(strategy)) return strategy
  }
  return {}
}

/** Requests that were kept in flight; null: they came at a rate, or as fast as they could. */
function keptInFlight(strategy: Json): number | null {
  const kind = own(strategy, 'type_')
  if (kind === 'synchronous') return 1
  return kind === 'concurrent'
    ? (positive(own(strategy, 'streams')) ?? positive(own(strategy, 'max_concurrency')))
    : null
}

/** Requests by what became of them; null: not said. */
function requestsOf(benchmark: Json, outcome: 'successful' | 'errored'): number | null {
  const scheduler = own(benchmark, 'scheduler_metrics')
  const made = isObject(scheduler) ? own(scheduler, 'requests_made') : undefined
  return isObject(made) ? measured(own(made, outcome)) : null
}

function addBenchmark(found: Found, benchmark: Json, where: string): void {
  const metrics = own(benchmark, 'metrics')
  if (!isObject(metrics)) return addRun(found, { where })
  const perStep = mean(metrics, 'output_tokens_per_iteration')
  const latency = mean(metrics, 'request_latency')
  addRun(found, {
    where,
    load: {
      limit: keptInFlight(strategyOf(benchmark)),
      open: false,
      requests: null,
      mean: positiveMean(metrics, 'request_concurrency', 'total') ?? positiveMean(metrics, 'request_concurrency'),
      requestsPerSecond: positiveMean(metrics, 'requests_per_second'),
      requestMilliseconds: latency === null ? null : 1000 * latency,
    },
    inputTokens: positiveMean(metrics, 'prompt_token_count'),
    outputTokens: positiveMean(metrics, 'output_token_count'),
    tpotMilliseconds: mean(metrics, 'inter_token_latency_ms'),
    ttftMilliseconds: mean(metrics, 'time_to_first_token_ms'),
    outputTokensPerSecond: positiveMean(metrics, 'output_tokens_per_second'),
    completed: requestsOf(benchmark, 'successful'),
    failed: requestsOf(benchmark, 'errored'),
    durationSeconds: positive(own(benchmark, 'duration')),
    spreads: {
      ttft: spread(metrics, 'time_to_first_token_ms'),
      tpot: spread(metrics, 'inter_token_latency_ms'),
      request: spread(metrics, 'request_latency', 1000),
    },
    tokensPerStep: perStep !== null && perStep >= GUESSED_AHEAD ? perStep : null,
  })
}

/**
 * A report of `guidellm benchmark run` in JSON: one benchmark a load. The time per token is its inter-token latency, for
 * what it calls time per output token holds the prompt. Seconds for requests, milliseconds for tokens. Format:
 * vllm-project/guidellm `benchmark/schemas`, and reports of its version 0.5.
 */
export function addGuidellm(found: Found, report: Json, where: string): void {
  const benchmarks = (list(report, 'benchmarks') ?? []).filter(isObject)
  for (const [index, benchmark] of benchmarks.entries()) {
    addBenchmark(found, benchmark, benchmarks.length === 1 ? where : `${where}, benchmark ${index + 1}`)
  }
}
