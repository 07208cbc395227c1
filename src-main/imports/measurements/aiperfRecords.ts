import { say } from '#shared/words/say.ts'
import { isObject, own, type Json } from '../huggingFace/fields.ts'
import { isCancelled, perMillisecond, tellFailed } from './aiperf.ts'
import { addRun, measured, type Found } from './reading.ts'
import type { Spread } from './run.ts'

/** Whether an object is what AIPerf writes of one request. */
export function isAiperfRecord(value: Json): boolean {
  return isObject(own(value, 'metadata')) && isObject(own(value, 'metrics'))
}

/** A value of a record; of times in milliseconds. Null: not said, or a list. */
function valueOf(record: Json, ...keys: readonly string[]): number | null {
  const metrics = own(record, 'metrics')
  for (const key of keys) {
    const metric = isObject(metrics) ? own(metrics, key) : undefined
    if (!isObject(metric)) continue
    const unit = own(metric, 'unit')
    const factor = typeof unit === 'string' && unit !== 'tokens' ? (perMillisecond(unit) ?? 1) : 1
    const value = measured(own(metric, 'value'))
    if (value !== null) return value * factor
  }
  return null
}

const isNumber = (value: number | null): value is number => value !== null

function meanOf(values: readonly (number | null)[]): number | null {
  const numbers = values.filter(isNumber)
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length
}

/** A share of sorted values between neighbours, as numpy and AIPerf have it. */
function percentile(sorted: readonly number[], share: number): number | null {
  const place = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return below === undefined || above === undefined ? null : below + (above - below) * (place - Math.floor(place))
}

function spreadOf(values: readonly (number | null)[]): Spread {
  const sorted = values.filter(isNumber).toSorted((one, other) => one - other)
  return { mean: meanOf(sorted), median: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) }
}

/** Milliseconds from the first request that was sent to the last token, of requests that were answered. */
function spanOf(records: readonly Json[]): number | null {
  let [from, to] = [Infinity, -Infinity]
  for (const record of records) {
    const metadata = own(record, 'metadata')
    const started = isObject(metadata)
      ? (measured(own(metadata, 'request_start_ns')) ?? measured(own(metadata, 'timestamp_ns')))
      : null
    const latency = valueOf(record, 'request_latency')
    if (started === null || latency === null) continue
    from = Math.min(from, started / 1e6)
    to = Math.max(to, started / 1e6 + latency)
  }
  return to > from ? to - from : null
}

/**
 * The requests of a run, `profile_export.jsonl` of AIPerf: a line each. Those that were cancelled or failed are counted and
 * are in no mean. How many were in flight follows from their rate and latency. A request's tokens hold those of its
 * reasoning (`output_sequence_length`). Format: ai-dynamo/aiperf, and its published example of October 2025.
 */
export function addAiperfRecords(found: Found, records: readonly Json[], file: string): void {
  const answered = records.filter((record) => own(record, 'error') === undefined || own(record, 'error') === null)
  const failed = records.length - answered.length
  const cancelled = records.filter((record) => isCancelled(own(record, 'error'))).length
  if (answered.length === 0) {
    found.refused.push(say('measurements.noRequestAnswered', { file, count: records.length }))
    return
  }
  const where = say('measurements.records')
  tellFailed(found, where, failed, cancelled)
  const all = (...keys: readonly string[]): (number | null)[] => answered.map((record) => valueOf(record, ...keys))
  const times = {
    ttft: spreadOf(all('time_to_first_token', 'ttft')),
    tpot: spreadOf(all('inter_token_latency')),
    request: spreadOf(all('request_latency')),
  }
  const [span, outputTokens] = [spanOf(answered), meanOf(all('output_sequence_length'))]
  const rate = span === null ? null : (1000 * answered.length) / span
  addRun(found, {
    where,
    load: {
      limit: null,
      open: false,
      requests: answered.length,
      mean: null,
      requestsPerSecond: rate,
      requestMilliseconds: times.request.mean,
    },
    inputTokens: meanOf(all('input_sequence_length')),
    outputTokens,
    tpotMilliseconds: times.tpot.mean,
    ttftMilliseconds: times.ttft.mean,
    outputTokensPerSecond: rate === null || outputTokens === null ? null : rate * outputTokens,
    completed: answered.length,
    failed,
    cancelled,
    durationSeconds: span === null ? null : span / 1000,
    spreads: times,
  })
}
