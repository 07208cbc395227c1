import type { MeasurementFormat, MeasurementReading } from '#shared/domain/measurementReading.ts'
import type { OwnPoint } from '#shared/domain/ownCalibration.ts'
import { broken, quoted } from '../failures.ts'
import { plainLine } from '../plainLine.ts'

/** Most points one file may hold. */
export const MOST_POINTS = 2000

/** What a reader has found so far. */
export interface Found {
  readonly format: MeasurementFormat
  readonly points: OwnPoint[]
  /** Sentences, each once. */
  readonly assumed: Set<string>
  readonly ignored: Set<string>
  /** Runs and lines that hold no usable point, with the reason. */
  readonly refused: string[]
}

/** @returns nothing found yet */
export function nothingFound(format: MeasurementFormat): Found {
  return { format, points: [], assumed: new Set(), ignored: new Set(), refused: [] }
}

/** A positive number, or null. */
export function positive(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : null
}

const milliseconds = (value: number | null): number | null => (value === null ? null : value / 1000)

/** What one run says, in the units benchmark programs print. Null: not said. */
export interface Run {
  readonly where: string
  readonly concurrency: number | null
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly tpotMilliseconds: number | null
  readonly ttftMilliseconds: number | null
  readonly outputTokensPerSecond: number | null
}

/** Adds a run as a point, or says why it is none. */
export function addRun(found: Found, run: Run): void {
  const { concurrency, inputTokens, outputTokens } = run
  const missing = [
    ...(concurrency === null ? ['how many requests were in flight'] : []),
    ...(inputTokens === null ? ['how long its prompts were'] : []),
    ...(outputTokens === null ? ['how long its answers were'] : []),
  ]
  if (concurrency === null || inputTokens === null || outputTokens === null) {
    found.refused.push(`${run.where} does not say ${missing.join(' and ')}.`)
    return
  }
  const tpot = milliseconds(run.tpotMilliseconds)
  const ttft = milliseconds(run.ttftMilliseconds)
  if (tpot === null && ttft === null && run.outputTokensPerSecond === null) {
    found.refused.push(`${run.where} measures no time per token, time to the first token or throughput.`)
    return
  }
  if (tpot !== null && tpot > 1e4) {
    found.refused.push(`${run.where} has a time per token of more than hours: check its unit.`)
    return
  }
  found.points.push({
    concurrency: Math.min(1e6, concurrency),
    inputTokens: Math.min(1e8, inputTokens),
    outputTokens: Math.min(1e8, outputTokens),
    tpot,
    ttft: ttft !== null && ttft > 1e6 ? null : ttft,
    outputTokensPerSecond: run.outputTokensPerSecond,
  })
}

/**
 * The reading of a file.
 * @throws CodedError document-broken where nothing in it can be used: what the first run lacks
 */
export function readingOf(found: Found, file: string): MeasurementReading {
  if (found.points.length === 0) {
    const why = found.refused[0] ?? 'It holds no runs.'
    throw broken(`${quoted(file)} has no point that can be used: ${why.charAt(0).toLowerCase()}${why.slice(1)}`)
  }
  if (found.points.length > MOST_POINTS) {
    throw broken(`${quoted(file)} holds more than ${MOST_POINTS} runs: give those of one stack.`)
  }
  return {
    format: found.format,
    file: plainLine(file, 255),
    points: found.points,
    assumed: [...found.assumed],
    ignored: [...found.ignored].slice(0, 100).map((key) => plainLine(key, 100)),
    refused: found.refused.slice(0, 20).map((sentence) => plainLine(sentence, 300)),
  }
}
