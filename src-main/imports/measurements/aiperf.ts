import { isObject, own, type Json } from '../huggingFace/fields.ts'
import type { Table } from '../tables/csv.ts'
import { addRun, measured, positive, type Found, type Run } from './reading.ts'

/** Whether an object is what AIPerf (and GenAI-Perf before it) writes of a run. */
export function isAiperf(value: Json): boolean {
  const records = recordsOf(value)
  return isObject(own(records, 'time_to_first_token')) || isObject(own(records, 'inter_token_latency'))
}

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

function time(records: Json, key: string): number | null {
  const found = mean(records, key)
  if (found === null) return null
  const factor = TO_MILLISECONDS[found.unit] ?? (found.unit === '' ? 1 : null)
  return factor === null ? null : found.value * factor
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

function runOf(records: Json, where: string, limit: number | null, open: boolean): Partial<Run> & Pick<Run, 'where'> {
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
    ttftMilliseconds: time(records, 'time_to_first_token'),
    outputTokensPerSecond: positive(mean(records, 'output_token_throughput')?.value),
  }
}

/**
 * One `profile_export_aiperf.json`, or `profile_export_genai_perf.json` of GenAI-Perf: each metric with its unit, and the
 * load under `input_config`. Formats: ai-dynamo/aiperf `docs`, triton-inference-server/perf_analyzer
 * `genai-perf/docs`, and exports in their tests; of GenAI-Perf no whole export was at hand.
 */
export function addAiperf(found: Found, value: Json, where: string): void {
  addRun(found, runOf(recordsOf(value), where, asked(value, 'concurrency'), asked(value, 'request_rate') !== null))
}

const ROWS: Readonly<Record<string, string>> = {
  'time to first token': 'time_to_first_token',
  'inter token latency': 'inter_token_latency',
  'input sequence length': 'input_sequence_length',
  'output sequence length': 'output_sequence_length',
  'output token throughput': 'output_token_throughput',
  'request latency': 'request_latency',
  'request throughput': 'request_throughput',
  'request count': 'request_count',
}

/** Whether a table is AIPerf's: a line a metric. */
export function isAiperfTable({ titles }: Table): boolean {
  return titles[0]?.toLowerCase() === 'metric' && titles.some((title) => title.toLowerCase() === 'avg')
}

/** The table of a run, of AIPerf or GenAI-Perf: it does not say how many requests were in flight. */
export function addAiperfTable(found: Found, { titles, rows }: Table, where: string): void {
  const column = titles.findIndex((title) => title.toLowerCase() === 'avg')
  const records: Record<string, { avg: number; unit: string }> = {}
  for (const { cells } of rows) {
    const [, name, unit] = /^([^(]+?)\s*(?:\(([^)]*)\))?$/.exec(cells[0] ?? '') ?? []
    const key = ROWS[(name ?? '').toLowerCase()]
    // Behind the metrics with percentiles stand those with a value alone.
    const value = measured((cells[column] ?? '').replaceAll(',', ''))
    if (key === undefined) {
      if (name?.toLowerCase() !== 'metric') found.ignored.add(cells[0] ?? '')
    } else if (value !== null) records[key] = { avg: value, unit: unit ?? '' }
  }
  addRun(found, runOf(records, where, null, false))
}
