import { say } from '#shared/words/say.ts'
import { broken, quoted } from '../failures.ts'
import { isObject, own } from '../huggingFace/fields.ts'
import { addRun, measured, positive, type Found } from './reading.ts'
import type { Spread } from './run.ts'

/** Whether text is `mlperf_log_summary.txt` or `mlperf_log_detail.txt`. */
export function isMlperf(text: string): boolean {
  return isSummary(text) || /^:::MLLOG /m.test(text.slice(0, 100_000))
}

function isSummary(text: string): boolean {
  return /^MLPerf Results Summary\s*$/m.test(text.slice(0, 100_000))
}

/** What a line of the detailed log begins with. */
const MARK = ':::MLLOG'

/** What one log says of its run, by the keys of the detailed one. */
type Facts = ReadonlyMap<string, unknown>

/** Keys of the detailed log for the labels of the summary, with underscores for spaces; of times in nanoseconds. */
const LABELS: Readonly<Record<string, string>> = {
  scenario: 'effective_scenario',
  mode: 'effective_test_mode',
  result_is: 'result_validity',
  samples_per_second: 'result_samples_per_second',
  completed_samples_per_second: 'result_completed_samples_per_sec',
  tokens_per_second: 'result_tokens_per_second',
  completed_tokens_per_second: 'result_completed_tokens_per_second',
  'mean_latency_(ns)': 'result_mean_latency_ns',
  '50.00_percentile_latency_(ns)': 'result_50.00_percentile_latency_ns',
  '99.00_percentile_latency_(ns)': 'result_99.00_percentile_latency_ns',
  'mean_first_token_latency_(ns)': 'result_first_token_mean_latency_ns',
  '50.00_percentile_first_token_latency_(ns)': 'result_first_token_50.00_percentile_latency_ns',
  '99.00_percentile_first_token_latency_(ns)': 'result_first_token_99.00_percentile_latency_ns',
  'mean_time_to_output_token_(ns)': 'result_time_to_output_token_mean',
  '50.00_percentile_time_to_output_token_(ns)': 'result_time_per_output_token_50.00_percentile_ns',
  '99.00_percentile_time_to_output_token_(ns)': 'result_time_per_output_token_99.00_percentile_ns',
  target_qps: 'effective_target_qps',
  samples_per_query: 'effective_samples_per_query',
}

function factsOfSummary(text: string): Facts {
  const facts = new Map<string, unknown>()
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf(':')
    const key = LABELS[line.slice(0, at).trim().toLowerCase().replaceAll(' ', '_')]
    if (at > 0 && key !== undefined && !facts.has(key)) facts.set(key, line.slice(at + 1).trim())
  }
  return facts
}

function factsOfDetail(text: string): Facts {
  const facts = new Map<string, unknown>()
  for (const line of text.split(/\r?\n/)) {
    if (!line.startsWith(MARK)) continue
    const entry = entryOf(line.slice(MARK.length))
    const key = isObject(entry) ? own(entry, 'key') : undefined
    if (typeof key === 'string' && isObject(entry)) facts.set(key, own(entry, 'value'))
  }
  return facts
}

/** One line of the detailed log; undefined: it is cut. */
function entryOf(line: string): unknown {
  if (line.length > 100_000) return undefined
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}

/** @throws CodedError document-broken: what the run is instead of a valid one that measures times */
function refuseUnlessValid(facts: Facts, file: string): void {
  const verdict = textOf(facts.get('result_validity'))
  const mode = textOf(facts.get('effective_test_mode'))
  if (mode === 'AccuracyOnly') throw broken(say('measurements.mlperfAccuracy', { file: quoted(file), mode }))
  if (verdict === '') throw broken(say('measurements.mlperfNoVerdict', { file: quoted(file) }))
  if (verdict !== 'VALID')
    throw broken(say('measurements.mlperfInvalid', { file: quoted(file), verdict: quoted(verdict) }))
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * The summary or the detailed log of MLPerf's load generator. Times are in nanoseconds. It says nothing of prompts; answers
 * are as long as tokens over samples; how many requests were in flight follows from their rate and latency. Offline sends
 * everything at once. `result_token_throughput` of the detailed log is in no unit, and is not read. Format:
 * mlcommons/inference `loadgen`, and logs of rounds 4.1 and 5.1.
 * @throws CodedError document-broken where the result is not VALID
 */
export function addMlperf(found: Found, text: string, file: string): void {
  const facts = isSummary(text) ? factsOfSummary(text) : factsOfDetail(text)
  refuseUnlessValid(facts, file)
  const number = (...keys: readonly string[]): number | null => {
    for (const key of keys) {
      const value = positive(facts.get(key))
      if (value !== null) return value
    }
    return null
  }
  const milliseconds = (key: string): number | null => {
    const value = measured(facts.get(key))
    return value === null ? null : value / 1e6
  }
  const spread = (mean: string, percentile: (share: string) => string): Spread => ({
    mean: milliseconds(mean),
    median: milliseconds(percentile('50.00')),
    p99: milliseconds(percentile('99.00')),
  })
  const ttft = spread(
    'result_first_token_mean_latency_ns',
    (share) => `result_first_token_${share}_percentile_latency_ns`,
  )
  const tpot = spread(
    'result_time_to_output_token_mean',
    (share) => `result_time_per_output_token_${share}_percentile_ns`,
  )
  const request = spread('result_mean_latency_ns', (share) => `result_${share}_percentile_latency_ns`)
  const rate = number('result_completed_samples_per_sec', 'result_samples_per_second')
  const tokens = number('result_completed_tokens_per_second', 'result_tokens_per_second')
  const isOffline = textOf(facts.get('effective_scenario')) === 'Offline'
  const queries = number('result_query_count')
  const each = number('generated_samples_per_query') ?? 1
  const samples = queries === null ? null : queries * each
  addRun(found, {
    where: say('measurements.mlperfLog'),
    load: {
      limit: null,
      open: false,
      requests: samples,
      mean: null,
      requestsPerSecond: rate,
      requestMilliseconds: request.mean,
    },
    outputTokens: tokens !== null && rate !== null ? tokens / rate : null,
    tpotMilliseconds: tpot.mean,
    ttftMilliseconds: ttft.mean,
    outputTokensPerSecond: tokens,
    completed: samples,
    durationSeconds: samples !== null && rate !== null ? samples / rate : null,
    offeredRate: isOffline ? null : number('effective_target_qps'),
    sentAtOnce: isOffline,
    spreads: { ttft, tpot, request },
  })
}
