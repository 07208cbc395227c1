import { at, type Cells, type Column } from '../timeline/column.ts'
import type { Requests } from './requests.ts'

/** Tokens of requests. */
export interface Lengths {
  readonly mean: number
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly most: number
}

/** When requests came, and how long they were. */
export interface Arrivals {
  /** Requests, failed ones among them. */
  readonly requests: number
  /** Requests without an answer, which the trace marks as such; they are in the rate and in no length. */
  readonly failed: number
  /** Unix milliseconds of the first, taken as UTC; null: times of the trace have no date. */
  readonly start: number | null
  /** Seconds from the first to the last. */
  readonly span: number
  /** Requests/s over the span; null: there is none. */
  readonly rate: number | null
  readonly input: Lengths
  readonly output: Lengths
  /** Of the times between requests, their spread over their mean: 1 as by chance, more in bursts. Null: fewer than three. */
  readonly gapVariation: number | null
  /** Requests of the busiest minute over those of the mean one; null: shorter than two minutes. */
  readonly busiestMinute: number | null
  /** Blocks of prompts that came before; null: the trace does not name them. */
  readonly reuse: Reuse | null
}

/** How much of prompts had come before: what a prefix cache without end would hold. */
export interface Reuse {
  readonly tokensPerBlock: number
  readonly blocks: number
  /** Share of them, 0 to 1. */
  readonly again: number
}

const MINUTE = 60_000

/**
 * What a trace says of its requests.
 * @param dated whether its times are those of a calendar @param tokensPerBlock null: prompts have no named blocks
 * @param hasFailed whether requests without an answer are marked by an output of 0
 */
export function arrivalsOf(
  requests: Requests,
  { dated, tokensPerBlock, hasFailed }: { dated: boolean; tokensPerBlock: number | null; hasFailed: boolean },
): Arrivals {
  const { table } = requests
  const times = valuesOf(table.time, table.length).toSorted()
  const answered = hasFailed ? rowsWith(table.output, table.length) : null
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const span = (last - first) / 1000
  return {
    requests: table.length,
    failed: requests.failed,
    start: dated && requests.first !== null ? requests.first + first : null,
    span,
    rate: span > 0 ? (table.length - 1) / span : null,
    input: lengthsOf(valuesOf(table.input, table.length, answered)),
    output: lengthsOf(valuesOf(table.output, table.length, answered)),
    gapVariation: variationOf(times),
    busiestMinute: busiestMinuteOf(times),
    reuse:
      tokensPerBlock === null || requests.named === 0
        ? null
        : { tokensPerBlock, blocks: requests.named, again: requests.again / requests.named },
  }
}

/** Rows whose value is not 0. */
function rowsWith(column: Column<Cells>, length: number): readonly number[] {
  return Array.from({ length }, (_, row) => row).filter((row) => at(column, row) > 0)
}

function valuesOf(column: Column<Cells>, length: number, rows: readonly number[] | null = null): Float64Array {
  const values = new Float64Array(rows?.length ?? length)
  for (let place = 0; place < values.length; place++) values[place] = at(column, rows?.[place] ?? place)
  return values
}

function lengthsOf(values: Float64Array): Lengths {
  const sorted = values.toSorted()
  const share = (part: number): number => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0
  const mean = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, p50: share(0.5), p90: share(0.9), p99: share(0.99), most: sorted.at(-1) ?? 0 }
}

/** Spread over mean of the gaps between sorted times. */
function variationOf(times: Float64Array): number | null {
  const gaps = times.length - 1
  if (gaps < 2) return null
  const mean = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / gaps
  if (mean <= 0) return null
  let squares = 0
  for (let place = 1; place < times.length; place++) {
    squares += ((times[place] as number) - (times[place - 1] as number) - mean) ** 2
  }
  return Math.sqrt(squares / gaps) / mean
}

/** Whole minutes from the first request on; the last, which is none, is left out. */
function busiestMinuteOf(times: Float64Array): number | null {
  const first = times[0] ?? 0
  const minutes = Math.floor(((times.at(-1) ?? 0) - first) / MINUTE)
  if (minutes < 2) return null
  let [busiest, counted, minute, here] = [0, 0, 0, 0]
  for (const time of times) {
    const of = Math.floor((time - first) / MINUTE)
    if (of >= minutes) break
    if (of !== minute) [minute, here] = [of, 0]
    here += 1
    counted += 1
    busiest = Math.max(busiest, here)
  }
  return (busiest * minutes) / counted
}
