import { say } from '#shared/words/say.ts'
import { isObject, list, own, type Json } from '../huggingFace/fields.ts'
import type { Table } from '../tables/csv.ts'
import { addRun, measured, positive, type Found } from './reading.ts'
import type { Said, Spread } from './run.ts'

/** Whether an object is what AIPerf (and GenAI-Perf before it) writes of a run. */
export function isAiperf(value: Json): boolean {
  const records = recordsOf(value)
  return [...FIRST_TOKEN, 'inter_token_latency'].some((key) => isObject(own(records, key)))
}

/** The time to the first token under its long name and that of 2025. */
const FIRST_TOKEN = ['time_to_first_token', 'ttft'] as const

/** Some versions of GenAI-Perf have the metrics under `records`. */
function recordsOf(value: Json): Json {
  const records = own(value, 'records')
  return isObject(records) ? records : value
}

const TO_MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, sec: 1000, s: 1000, us: 1e-3, ns: 1e-6 }

/** A mean or, where there is none, a median; 0 where it was measured to be 0. */
function mean(records: Json, key: string): { readonly value: number; readonly unit: string } | null {
  const metric = own(records, key)
  if (!isObject(metric)) return null
  const value = measured(own(metric, 'avg')) ?? measured(own(metric, 'p50'))
  const unit = own(metric, 'unit')
  return value === null ? null : { value, unit: typeof unit === 'string' ? unit : '' }
}

/** Times a value in this unit gives milliseconds; null: no unit of time. */
export function perMillisecond(unit: string): number | null {
  return unit === '' ? 1 : (TO_MILLISECONDS[unit] ?? null)
}

function time(records: Json, ...keys: readonly string[]): number | null {
  for (const key of keys) {
    const found = mean(records, key)
    const factor = found === null ? null : perMillisecond(found.unit)
    if (found !== null && factor !== null) return found.value * factor
  }
  return null
}

/** A time with its spread, under the first of several keys that has it. */
function spread(records: Json, ...keys: readonly string[]): Spread {
  for (const key of keys) {
    const metric = own(records, key)
    const unit = isObject(metric) ? own(metric, 'unit') : undefined
    const factor = perMillisecond(typeof unit === 'string' ? unit : '')
    if (!isObject(metric) || factor === null) continue
    const of = (statistic: string): number | null => {
      const value = measured(own(metric, statistic))
      return value === null ? null : value * factor
    }
    return { mean: of('avg'), median: of('p50'), p99: of('p99') }
  }
  return { mean: null, median: null, p99: null }
}

/** Where AIPerf and the versions of GenAI-Perf say how many requests were kept in flight. */
const PLACES = [['loadgen'], ['perf_analyzer', 'stimulus'], ['stimulus'], []] as const

/** What was asked for under a key of `input_config`: a number, or a list of one. */
function asked(value: Json, key: 'concurrency' | 'request_rate'): number | null {
  const config = own(value, 'input_config')
  for (const place of PLACES) {
    let part: unknown = config
    for (const step of place) part = isObject(part) ? own(part, step) : undefined
    const found = isObject(part) ? own(part, key) : undefined
    const number = positive(Array.isArray(found) && found.length === 1 ? (found[0] as unknown) : found)
    if (number !== null) return number
  }
  return null
}

const inSeconds = (time: number | null): number | null => (time === null ? null : time / 1000)

function saidOf(records: Json, where: string, limit: number | null, open: boolean): Said {
  return {
    where,
    load: {
      limit,
      open,
      requests: positive(mean(records, 'request_count')?.value),
      mean: null,
      requestsPerSecond: positive(mean(records, 'request_throughput')?.value),
      requestMilliseconds: time(records, 'request_latency'),
    },
    inputTokens: positive(mean(records, 'input_sequence_length')?.value),
    outputTokens: positive(mean(records, 'output_sequence_length')?.value),
    tpotMilliseconds: time(records, 'inter_token_latency'),
    ttftMilliseconds: time(records, ...FIRST_TOKEN),
    outputTokensPerSecond: positive(mean(records, 'output_token_throughput')?.value),
    completed: mean(records, 'request_count')?.value ?? null,
    failed: mean(records, 'error_request_count')?.value ?? null,
    durationSeconds: inSeconds(time(records, 'benchmark_duration')),
    spreads: {
      ttft: spread(records, ...FIRST_TOKEN),
      tpot: spread(records, 'inter_token_latency'),
      request: spread(records, 'request_latency'),
    },
  }
}

/**
 * One `profile_export_aiperf.json`, or `profile_export_genai_perf.json` of GenAI-Perf: each metric with its unit, and the
 * load under `input_config`. Formats: ai-dynamo/aiperf `docs`, triton-inference-server/perf_analyzer
 * `genai-perf/docs`, and exports in their tests; of GenAI-Perf no whole export was at hand.
 */
export function addAiperf(found: Found, value: Json, where: string): void {
  const rate = asked(value, 'request_rate')
  const said = saidOf(recordsOf(value), where, asked(value, 'concurrency'), rate !== null)
  const cancelled = cancelledIn(value)
  tellFailed(found, where, said.failed ?? 0, cancelled ?? 0)
  addRun(found, { ...said, offeredRate: rate, cancelled })
}

/** Requests that were cancelled, of the summary of errors; null: there is none. */
function cancelledIn(value: Json): number | null {
  const summary = list(value, 'error_summary')
  if (summary === null) return null
  return summary
    .filter(isObject)
    .filter((entry) => isCancelled(own(entry, 'error_details')))
    .reduce((sum, entry) => sum + (positive(own(entry, 'count')) ?? 0), 0)
}

/** Whether what AIPerf says of an error is that the request was cancelled, as it can be told to do with some. */
export function isCancelled(error: unknown): boolean {
  if (!isObject(error)) return false
  const type = own(error, 'type')
  return own(error, 'code') === 499 || (typeof type === 'string' && /cancel/i.test(type))
}

/** Tells of requests without an answer, if there are any. */
export function tellFailed(found: Found, where: string, failed: number, cancelled: number): void {
  if (failed > 0) found.assumed.add(say('measurements.someFailed', { where, failed, cancelled }))
}

/** Metrics of the table that are read, by their titles with underscores for spaces. */
const ROWS: ReadonlySet<string> = new Set([
  'time_to_first_token',
  'inter_token_latency',
  'input_sequence_length',
  'output_sequence_length',
  'output_token_throughput',
  'request_latency',
  'request_throughput',
  'request_count',
  'error_request_count',
  'benchmark_duration',
])

/** Whether a table is AIPerf's: a line a metric. */
export function isAiperfTable({ titles }: Table): boolean {
  return titles[0]?.toLowerCase() === 'metric' && titles.some((title) => title.toLowerCase() === 'avg')
}

/** The table of a run, of AIPerf or GenAI-Perf: it does not say how many requests were in flight. */
export function addAiperfTable(found: Found, { titles, rows }: Table, where: string): void {
  const columns = titles.map((title) => title.toLowerCase())
  const records: Record<string, Record<string, number | string>> = {}
  for (const { cells } of rows) {
    const [, name, unit] = /^([^(]+?)\s*(?:\(([^)]*)\))?$/.exec(cells[0] ?? '') ?? []
    const key = (name ?? '').toLowerCase().replaceAll(' ', '_')
    // Behind the metrics with percentiles stand those with a value alone.
    const of = (statistic: string): number | null =>
      measured((cells[columns.indexOf(statistic)] ?? '').replaceAll(',', ''))
    const value = of('avg')
    if (!ROWS.has(key)) {
      if (key !== 'metric') found.ignored.add(cells[0] ?? '')
    } else if (value !== null) {
      const rest = ['p50', 'p99'].flatMap((statistic) => {
        const number = of(statistic)
        return number === null ? [] : [[statistic, number] as const]
      })
      records[key] = { avg: value, unit: unit ?? '', ...Object.fromEntries(rest) }
    }
  }
  const said = saidOf(records, where, null, false)
  tellFailed(found, where, said.failed ?? 0, 0)
  addRun(found, said)
}
