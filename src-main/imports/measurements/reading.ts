import type { BenchmarkReading, BenchmarkRun } from '#shared/domain/benchmarkReading.ts'
import type { MeasurementFormat, MeasurementReading } from '#shared/domain/measurementReading.ts'
import type { OwnPoint } from '#shared/domain/ownCalibration.ts'
import { say } from '#shared/words/say.ts'
import { broken, quoted } from '../failures.ts'
import { plainLine } from '../plainLine.ts'
import { benchmarkRunOf, type TokenTimes } from './benchmarkRun.ts'
import { inFlightOf, type Load } from './inFlight.ts'
import { requestRateOf, runOf, type Run, type Said } from './run.ts'
import { saturationOf } from './saturation.ts'
import { notStreamed } from './streaming.ts'

/** Most points one file may hold. */
export const MOST_POINTS = 2000

/** What a reader has found so far. */
export interface Found {
  readonly format: MeasurementFormat
  /** Requests in flight that were given beside the file; null: none were. */
  readonly given: number | null
  readonly measured: { readonly run: BenchmarkRun; readonly point: OwnPoint | null }[]
  /** Sentences, each once. */
  readonly assumed: Set<string>
  readonly ignored: Set<string>
  /** Runs and lines that hold no usable point, with the reason; the first ones, of a file of however many. */
  readonly refused: string[]
  /** How many more there were. */
  unsaid: number
}

/** @param given requests in flight, for runs that do not say @returns nothing found yet */
export function nothingFound(format: MeasurementFormat, given: number | null): Found {
  return { format, given, measured: [], assumed: new Set(), ignored: new Set(), refused: [], unsaid: 0 }
}

/** Most sentences about what is left out; of more only the number is told. */
const MOST_REFUSED = 20

/** Tells why a run gives no point, or not all of one. */
export function refuse(found: Found, sentence: string): void {
  if (found.refused.length < MOST_REFUSED) found.refused.push(plainLine(sentence, 500))
  else found.unsaid += 1
}

/** Sentences about what is left out, of which only so many are told. @param unsaid how many are not among them */
export function shortened(refused: readonly string[], unsaid = 0): string[] {
  const told = refused.slice(0, MOST_REFUSED)
  const count = refused.length - told.length + unsaid
  return count === 0 ? told : [...told, say('measurements.more', { count })]
}

/** A number from 0, or null: what is 0 was measured to be so. */
export function measured(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null
}

/** A positive number, or null. */
export function positive(value: unknown): number | null {
  const number = measured(value)
  return number === 0 ? null : number
}

const seconds = (milliseconds: number | null): number | null =>
  milliseconds === null || milliseconds === 0 ? null : milliseconds / 1000

/** Time per token, or the time between two where a program names that alone. */
function perToken(found: Found, { tpotMilliseconds, betweenMilliseconds }: Run): number | null {
  if (tpotMilliseconds !== null || betweenMilliseconds === null) return tpotMilliseconds
  if (betweenMilliseconds > 0) found.assumed.add(say('measurements.betweenTokens'))
  return betweenMilliseconds
}

/** Milliseconds of a request, as measured or made of its parts. */
function wholeRequest({ load, ttftMilliseconds, outputTokens }: Run, tpot: number | null): number | null {
  if (load.requestMilliseconds !== null) return load.requestMilliseconds
  if (ttftMilliseconds === null || tpot === null || outputTokens === null) return null
  return ttftMilliseconds + tpot * Math.max(0, outputTokens - 1)
}

/** Adds what a run says, and as a point if it is one, or says why it is none. */
export function addRun(found: Found, said: Said): void {
  const run = runOf(said)
  const tpot = perToken(found, run)
  const rate = requestRateOf(run)
  const load: Load = { ...run.load, requestsPerSecond: rate, requestMilliseconds: wholeRequest(run, tpot) }
  const inFlight = inFlightOf(load, found.given, (sentence) => void found.assumed.add(sentence))
  const keep = (times: TokenTimes, point: OwnPoint | null): void => {
    found.measured.push({ run: benchmarkRunOf({ ...run, load }, inFlight, rate, times), point })
  }
  const { where, inputTokens, outputTokens } = run
  if (inFlight === null || inputTokens === null || outputTokens === null) {
    const missing = [
      ...(inFlight === null ? [say('measurements.howManyInFlight')] : []),
      ...(inputTokens === null ? [say('measurements.howLongPrompts')] : []),
      ...(outputTokens === null ? [say('measurements.howLongAnswers')] : []),
    ]
    const isLoadAlone = inFlight === null && missing.length === 1
    refuse(found, say(isLoadAlone ? 'measurements.lacksLoad' : 'measurements.lacks', { where, missing }))
    const isOfTokens = outputTokens === null || signOf(run, tpot, outputTokens) === null
    const times = isOfTokens ? { tpot: seconds(tpot), ttft: seconds(run.ttftMilliseconds) } : NO_TOKEN_TIMES
    if (times.tpot ?? times.ttft ?? run.outputTokensPerSecond ?? rate ?? load.requestMilliseconds) keep(times, null)
    return
  }
  const times = streamedTimes(found, run, tpot, outputTokens)
  if (times === null) return
  if (times.tpot === null && times.ttft === null && run.outputTokensPerSecond === null) {
    refuse(found, say('measurements.measuresNothing', { where }))
    return
  }
  if (times.tpot !== null && times.tpot > 1e4) {
    refuse(found, say('measurements.unitInDoubt', { where }))
    return
  }
  keep(times, pointOf(run, inFlight.count, inputTokens, outputTokens, times))
}

function pointOf(
  run: Run,
  concurrency: number,
  inputTokens: number,
  outputTokens: number,
  times: TokenTimes,
): OwnPoint {
  const { tokensPerStep, outputTokensPerSecond } = run
  return {
    concurrency: Math.min(1e6, concurrency),
    inputTokens: Math.min(1e8, inputTokens),
    outputTokens: Math.min(1e8, outputTokens),
    tpot: times.tpot,
    ttft: times.ttft !== null && times.ttft > 1e6 ? null : times.ttft,
    outputTokensPerSecond: outputTokensPerSecond === null ? null : Math.min(1e12, outputTokensPerSecond),
    ...(tokensPerStep === null || tokensPerStep <= 1 ? {} : { tokensPerStep: Math.min(1e3, tokensPerStep) }),
  }
}

const NO_TOKEN_TIMES: TokenTimes = { tpot: null, ttft: null }

/** What gives a run away whose times are not those of tokens. */
function signOf(run: Run, tpot: number | null, outputTokens: number): ReturnType<typeof notStreamed> {
  const { betweenMilliseconds, ttftMilliseconds, load } = run
  const times = { tpot, between: betweenMilliseconds, ttft: ttftMilliseconds, request: load.requestMilliseconds }
  return notStreamed(times, outputTokens)
}

/** Times in seconds that are those of tokens; null: none are, and the run says nothing else. */
function streamedTimes(found: Found, run: Run, tpot: number | null, outputTokens: number): TokenTimes | null {
  const { where, ttftMilliseconds, outputTokensPerSecond } = run
  const sign = signOf(run, tpot, outputTokens)
  if (sign === null) return { tpot: seconds(tpot), ttft: seconds(ttftMilliseconds) }
  if (sign === 'prompt') {
    refuse(found, say('measurements.holdsPrompt', { where }))
    return { tpot: null, ttft: seconds(ttftMilliseconds) }
  }
  const rest = outputTokensPerSecond === null ? 'nothing' : 'throughput'
  refuse(found, say('measurements.notStreamed', { where, sign, rest }))
  return rest === 'nothing' ? null : NO_TOKEN_TIMES
}

/**
 * What was found, with the runs whose times are those of waiting told apart: they give no points.
 * @throws CodedError document-broken where there are too many
 */
function settled(
  found: Found,
  file: string,
): { readonly runs: readonly BenchmarkRun[]; readonly points: readonly OwnPoint[] } {
  if (found.measured.length > MOST_POINTS) {
    throw broken(`${quoted(file)} holds more than ${MOST_POINTS} runs: give those of one stack.`)
  }
  const all = found.measured.map(({ run }) => run)
  const runs: BenchmarkRun[] = []
  const points: OwnPoint[] = []
  for (const { run, point } of found.measured) {
    const saturation = saturationOf(run, all)
    runs.push({ ...run, saturation })
    if (point === null) continue
    if (saturation === null) points.push(point)
    else refuse(found, say('measurements.saturated', { where: run.where, why: saturation }))
  }
  return { runs, points }
}

/**
 * The reading of a file.
 * @throws CodedError document-broken where nothing in it can be used: what the first run lacks
 */
export function readingOf(found: Found, file: string): MeasurementReading {
  const { points } = settled(found, file)
  if (points.length === 0) throw nothingUsable(found, file)
  return {
    format: found.format,
    file: plainLine(file, 255),
    points: [...points],
    ...toldOf(found),
  }
}

/**
 * What a file of benchmarks says of each of its runs, those without a point included.
 * @throws CodedError document-broken where it says nothing of any
 */
export function benchmarkOf(found: Found, file: string): BenchmarkReading {
  const { runs } = settled(found, file)
  if (runs.length === 0) throw nothingUsable(found, file)
  return { format: found.format, file: plainLine(file, 255), runs: [...runs], ...toldOf(found) }
}

function nothingUsable(found: Found, file: string): Error {
  const why = found.refused[0] ?? 'It holds no runs.'
  return broken(`${quoted(file)} has no point that can be used: ${why.charAt(0).toLowerCase()}${why.slice(1)}`)
}

function toldOf(found: Found): Pick<MeasurementReading, 'assumed' | 'ignored' | 'refused'> {
  const { given } = found
  if (given !== null && !found.assumed.has(say('measurements.inFlightGiven', { count: given }))) {
    found.assumed.add(say('measurements.inFlightStated', { count: given }))
  }
  return {
    assumed: [...found.assumed],
    ignored: [...found.ignored].slice(0, 100).map((key) => plainLine(key, 100)),
    refused: shortened(found.refused, found.unsaid),
  }
}
