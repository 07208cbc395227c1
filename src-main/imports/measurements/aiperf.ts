import { isObject, own, type Json } from '../huggingFace/fields.ts'
import type { Table } from '../tables/csv.ts'
import { addRun, positive, type Found } from './reading.ts'

/** Whether an object is what AIPerf (and GenAI-Perf before it) writes of a run. */
export function isAiperf(value: Json): boolean {
  const records = recordsOf(value)
  return isObject(own(records, 'time_to_first_token')) || isObject(own(records, 'inter_token_latency'))
}

/** GenAI-Perf had the metrics under `records`. */
function recordsOf(value: Json): Json {
  const records = own(value, 'records')
  return isObject(records) ? records : value
}

const TO_MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, sec: 1000, s: 1000, us: 1e-3, ns: 1e-6 }

function mean(records: Json, key: string): { readonly value: number; readonly unit: string } | null {
  const metric = own(records, key)
  if (!isObject(metric)) return null
  const value = positive(own(metric, 'avg')) ?? positive(own(metric, 'p50'))
  const unit = own(metric, 'unit')
  return value === null ? null : { value, unit: typeof unit === 'string' ? unit : '' }
}

function time(records: Json, key: string): number | null {
  const found = mean(records, key)
  if (found === null) return null
  const factor = TO_MILLISECONDS[found.unit] ?? (found.unit === '' ? 1 : null)
  return factor === null ? null : found.value * factor
}

function loadOf(value: Json): number | null {
  const config = own(value, 'input_config')
  if (!isObject(config)) return null
  const generator = own(config, 'loadgen')
  const asked = isObject(generator) ? positive(own(generator, 'concurrency')) : null
  if (asked !== null) return asked
  const analyzer = own(config, 'perf_analyzer')
  const stimulus = isObject(analyzer) ? own(analyzer, 'stimulus') : undefined
  return isObject(stimulus) ? positive(own(stimulus, 'concurrency')) : null
}

/** One `profile_export_aiperf.json` (or `profile_export_genai_perf.json`). */
export function addAiperf(found: Found, value: Json, where: string): void {
  const records = recordsOf(value)
  addRun(found, {
    where,
    concurrency: loadOf(value),
    inputTokens: mean(records, 'input_sequence_length')?.value ?? null,
    outputTokens: mean(records, 'output_sequence_length')?.value ?? null,
    tpotMilliseconds: time(records, 'inter_token_latency'),
    ttftMilliseconds: time(records, 'time_to_first_token'),
    outputTokensPerSecond: mean(records, 'output_token_throughput')?.value ?? null,
  })
}

const ROWS: Readonly<Record<string, string>> = {
  'time to first token': 'time_to_first_token',
  'inter token latency': 'inter_token_latency',
  'input sequence length': 'input_sequence_length',
  'output sequence length': 'output_sequence_length',
  'output token throughput': 'output_token_throughput',
}

/** Whether a table is AIPerf's: a line a metric. */
export function isAiperfTable({ titles }: Table): boolean {
  return titles[0]?.toLowerCase() === 'metric' && titles.some((title) => title.toLowerCase() === 'avg')
}

/** AIPerf's table of a run: it does not say how many requests were in flight, so that has to be given. */
export function addAiperfTable(found: Found, { titles, rows }: Table, where: string, concurrency: number | null): void {
  const column = titles.findIndex((title) => title.toLowerCase() === 'avg')
  const records: Record<string, { avg: number; unit: string }> = {}
  for (const { cells } of rows) {
    const [, name, unit] = /^([^(]+?)\s*(?:\(([^)]*)\))?$/.exec(cells[0] ?? '') ?? []
    const key = ROWS[(name ?? '').toLowerCase()]
    const value = positive((cells[column] ?? '').replaceAll(',', ''))
    if (key === undefined) found.ignored.add(cells[0] ?? '')
    else if (value !== null) records[key] = { avg: value, unit: unit ?? '' }
  }
  addRun(found, {
    where,
    concurrency,
    inputTokens: records['input_sequence_length']?.avg ?? null,
    outputTokens: records['output_sequence_length']?.avg ?? null,
    tpotMilliseconds: time(records, 'inter_token_latency'),
    ttftMilliseconds: time(records, 'time_to_first_token'),
    outputTokensPerSecond: records['output_token_throughput']?.avg ?? null,
  })
}
