import type { MeasurementFormat, MeasurementReading } from '#shared/domain/measurementReading.ts'
import type { OwnPoint } from '#shared/domain/ownCalibration.ts'
import { say } from '#shared/words/say.ts'
import { broken, quoted } from '../failures.ts'
import { plainLine } from '../plainLine.ts'
import { inFlightOf, NO_LOAD, type Load } from './inFlight.ts'
import { notStreamed } from './streaming.ts'

/** Most points one file may hold. */
export const MOST_POINTS = 2000

/** What a reader has found so far. */
export interface Found {
  readonly format: MeasurementFormat
  /** Requests in flight that were given beside the file; null: none were. */
  readonly given: number | null
  readonly points: OwnPoint[]
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
  return { format, given, points: [], assumed: new Set(), ignored: new Set(), refused: [], unsaid: 0 }
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

/** What one run says, in the units benchmark programs print. Null: not said. */
export interface Run {
  readonly where: string
  readonly load: Load
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly tpotMilliseconds: number | null
  /** Mean time between two tokens as they arrived. */
  readonly betweenMilliseconds: number | null
  readonly ttftMilliseconds: number | null
  readonly outputTokensPerSecond: number | null
  /** Tokens of a request in a step. */
  readonly tokensPerStep: number | null
}

const NO_RUN: Omit<Run, 'where'> = {
  load: NO_LOAD,
  inputTokens: null,
  outputTokens: null,
  tpotMilliseconds: null,
  betweenMilliseconds: null,
  ttftMilliseconds: null,
  outputTokensPerSecond: null,
  tokensPerStep: null,
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

/** Requests finished in a second, as measured or from the tokens. */
function requestRate({ load, outputTokens, outputTokensPerSecond }: Run): number | null {
  if (load.requestsPerSecond !== null) return load.requestsPerSecond
  if (outputTokens === null || outputTokens <= 0 || outputTokensPerSecond === null) return null
  return outputTokensPerSecond / outputTokens
}

/** Adds a run as a point, or says why it is none. */
export function addRun(found: Found, said: Partial<Run> & Pick<Run, 'where'>): void {
  const run: Run = { ...NO_RUN, ...said }
  const { where, inputTokens, outputTokens } = run
  const tpot = perToken(found, run)
  const load: Load = {
    ...run.load,
    requestsPerSecond: requestRate(run),
    requestMilliseconds: wholeRequest(run, tpot),
  }
  const concurrency = inFlightOf(load, found.given, (sentence) => void found.assumed.add(sentence))
  if (concurrency === null || inputTokens === null || outputTokens === null) {
    const missing = [
      ...(concurrency === null ? [say('measurements.howManyInFlight')] : []),
      ...(inputTokens === null ? [say('measurements.howLongPrompts')] : []),
      ...(outputTokens === null ? [say('measurements.howLongAnswers')] : []),
    ]
    const isLoadAlone = concurrency === null && missing.length === 1
    refuse(found, say(isLoadAlone ? 'measurements.lacksLoad' : 'measurements.lacks', { where, missing }))
    return
  }
  const times = streamedTimes(found, run, tpot, outputTokens)
  if (times === null) return
  const rate = run.outputTokensPerSecond
  if (times.tpot === null && times.ttft === null && rate === null) {
    refuse(found, say('measurements.measuresNothing', { where }))
    return
  }
  if (times.tpot !== null && times.tpot > 1e4) {
    refuse(found, say('measurements.unitInDoubt', { where }))
    return
  }
  const { tokensPerStep } = run
  found.points.push({
    concurrency: Math.min(1e6, concurrency),
    inputTokens: Math.min(1e8, inputTokens),
    outputTokens: Math.min(1e8, outputTokens),
    tpot: times.tpot,
    ttft: times.ttft !== null && times.ttft > 1e6 ? null : times.ttft,
    outputTokensPerSecond: rate === null ? null : Math.min(1e12, rate),
    ...(tokensPerStep === null || tokensPerStep <= 1 ? {} : { tokensPerStep: Math.min(1e3, tokensPerStep) }),
  })
}

/** Times in seconds that are those of tokens; null: none are, and the run says nothing else. */
function streamedTimes(
  found: Found,
  run: Run,
  tpot: number | null,
  outputTokens: number,
): { readonly tpot: number | null; readonly ttft: number | null } | null {
  const { where, betweenMilliseconds, ttftMilliseconds, load, outputTokensPerSecond } = run
  const times = { tpot, between: betweenMilliseconds, ttft: ttftMilliseconds, request: load.requestMilliseconds }
  const sign = notStreamed(times, outputTokens)
  if (sign === null) return { tpot: seconds(tpot), ttft: seconds(ttftMilliseconds) }
  if (sign === 'prompt') {
    refuse(found, say('measurements.holdsPrompt', { where }))
    return { tpot: null, ttft: seconds(ttftMilliseconds) }
  }
  const rest = outputTokensPerSecond === null ? 'nothing' : 'throughput'
  refuse(found, say('measurements.notStreamed', { where, sign, rest }))
  return rest === 'nothing' ? null : { tpot: null, ttft: null }
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
  const { given } = found
  if (given !== null && !found.assumed.has(say('measurements.inFlightGiven', { count: given }))) {
    found.assumed.add(say('measurements.inFlightStated', { count: given }))
  }
  return {
    format: found.format,
    file: plainLine(file, 255),
    points: found.points,
    assumed: [...found.assumed],
    ignored: [...found.ignored].slice(0, 100).map((key) => plainLine(key, 100)),
    refused: shortened(found.refused, found.unsaid),
  }
}
