import { say } from '#shared/words/say.ts'
import { isObject, own, type Json } from '../huggingFace/fields.ts'
import { addRun, measured, positive, type Found } from './reading.ts'
import type { Said, Spread } from './run.ts'

/** Whether text is what trtllm-bench prints: its titles, each below a rule. */
export function isTrtllmText(text: string): boolean {
  return /^= (?:ENGINE DETAILS|PYTORCH BACKEND|PERFORMANCE OVERVIEW|THROUGHPUT OVERVIEW|WORLD \+ RUNTIME INFORMATION)\s*$/m.test(
    text.slice(0, 100_000),
  )
}

/** Whether an object is what `trtllm-bench --report_json` writes. */
export function isTrtllmReport(value: Json): boolean {
  const performance = own(value, 'performance')
  return isObject(performance) && own(performance, 'request_throughput_req_s') !== undefined
}

/** Share of all requests from which on they are taken to have been sent at once: trtllm-bench does so unless told otherwise. */
const AT_ONCE = 0.5

/** Adds a run, of whose load only how many there were and how long they took is said. */
function add(found: Found, said: Said, requests: number | null): void {
  const { requestsPerSecond, requestMilliseconds, mean } = said.load ?? {}
  const derived = requestsPerSecond && requestMilliseconds ? (requestsPerSecond * requestMilliseconds) / 1000 : null
  const inFlight = mean ?? derived
  const sentAtOnce = requests !== null && requests > 1 && inFlight !== null && inFlight > AT_ONCE * requests
  addRun(found, { ...said, sentAtOnce })
}

/**
 * What trtllm-bench prints. Labels changed between its versions: what the time per token is called, whether the total counts
 * prompts (where there is a line for outputs it does; version 0.16 has one for generation, and its total is of outputs),
 * and where lengths are not printed they follow from rates. Format: NVIDIA/TensorRT-LLM, its reporting source, and excerpts
 * of its documentation of version 0.16 and a later one.
 */
export function addTrtllmText(found: Found, text: string): void {
  const lines = linesOf(text)
  const number = (...labels: readonly string[]): number | null => {
    for (const label of labels) {
      const value = positive(lines.get(label))
      if (value !== null) return value
    }
    return null
  }
  const spread = (title: string, mean: number | null): Spread => ({
    mean,
    median: measured(lines.get(`[${title}]_p50`)),
    p99: measured(lines.get(`[${title}]_p99`)),
  })
  const rate = number('request_throughput')
  const [outputs, total] = [number('total_output_throughput'), number('total_token_throughput')]
  const outputRate = outputs ?? (lines.has('generation_token_throughput') ? total : null)
  const inputRate = outputs !== null && total !== null ? total - outputs : null
  const duration = number('total_latency')
  const ttft = number('average_time-to-first-token')
  const tpot = number('average_time-per-output-token', 'average_inter-token_latency')
  const latency = number('average_request_latency')
  const counted = duration !== null && rate !== null ? (rate * duration) / 1000 : null
  const requests = number('number_of_requests') ?? (counted === null ? null : Math.round(counted))
  const said: Said = {
    where: say('measurements.oneReport'),
    load: {
      limit: null,
      open: false,
      requests,
      mean: number('number_of_concurrent_requests'),
      // The rate is printed with few digits: requests over time have more.
      requestsPerSecond: requests !== null && duration !== null ? (1000 * requests) / duration : rate,
      requestMilliseconds: latency,
    },
    inputTokens: number('average_input_length') ?? perRequest(inputRate, rate),
    outputTokens: number('average_output_length') ?? perRequest(outputRate, rate),
    tpotMilliseconds: tpot,
    ttftMilliseconds: ttft,
    outputTokensPerSecond: outputRate,
    completed: requests,
    durationSeconds: duration === null ? null : duration / 1000,
    spreads: { ttft: spread('ttft', ttft), tpot: spread('tpot', tpot), request: spread('latency', latency) },
  }
  add(found, said, requests)
}

const perRequest = (tokens: number | null, requests: number | null): number | null =>
  tokens === null || requests === null || tokens <= 0 ? null : tokens / requests

/** "Average time-to-first-token [TTFT] (ms): 52667.0339" by its label with underscores, without what stands in brackets behind it; the first of each. */
function linesOf(text: string): ReadonlyMap<string, string> {
  const lines = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const [, label, value] = /^\s*(\[[^\]]*\][^:]*|[^:=[(]+)(?:[[(][^:]*)?:\s*([\d.,]+)/.exec(line) ?? []
    const key = (label ?? '').trim().toLowerCase().replaceAll(' ', '_')
    if (key !== '' && value !== undefined && !lines.has(key)) lines.set(key, value.replaceAll(',', ''))
  }
  return lines
}

function part(value: Json, key: string): Json {
  const found = own(value, key)
  return isObject(found) ? found : {}
}

function percentiles(value: Json, key: string, mean: number | null): Spread {
  const found = part(value, key)
  return { mean, median: measured(own(found, 'p50')), p99: measured(own(found, 'p99')) }
}

/**
 * A report of `trtllm-bench --report_json`. Read by its documentation, the source that writes it (NVIDIA/TensorRT-LLM
 * `bench/dataclasses/reporting.py`); no sample was tried.
 */
export function addTrtllmReport(found: Found, report: Json, where: string): void {
  found.assumed.add(say('measurements.byDocumentation', { format: 'report_json' }))
  const [requests, performance] = [part(report, 'request_info'), part(report, 'performance')]
  const streaming = part(report, 'streaming_metrics')
  const [ttft, tpot] = [measured(own(streaming, 'avg_ttft_ms')), measured(own(streaming, 'avg_tpot_ms'))]
  const latency = positive(own(performance, 'avg_request_latency_ms'))
  const duration = positive(own(performance, 'total_latency_ms'))
  const count = positive(own(requests, 'num_requests'))
  const said: Said = {
    where,
    load: {
      limit: null,
      open: false,
      requests: count,
      mean: positive(own(requests, 'avg_num_concurrent_requests')),
      requestsPerSecond: positive(own(performance, 'request_throughput_req_s')),
      requestMilliseconds: latency,
    },
    inputTokens: positive(own(requests, 'avg_input_length')),
    outputTokens: positive(own(requests, 'avg_output_length')),
    tpotMilliseconds: tpot,
    ttftMilliseconds: ttft,
    outputTokensPerSecond: positive(own(performance, 'system_output_throughput_tok_s')),
    completed: count,
    durationSeconds: duration === null ? null : duration / 1000,
    spreads: {
      ttft: percentiles(streaming, 'ttft_percentiles', ttft),
      tpot: percentiles(streaming, 'tpot_percentiles', tpot),
      request: percentiles(performance, 'request_latency_percentiles_ms', latency),
    },
  }
  add(found, said, count)
}
