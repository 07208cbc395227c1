import type { Wording } from '#shared/domain/wording.ts'
import { csvRows } from '../text/csvRows.ts'
import { readLines, type LinesRead } from '../text/lines.ts'
import type { ByteSource } from '../timeline/source.ts'
import type { Watch } from '../timeline/watch.ts'
import { arrivalsOf, type Arrivals } from './arrivals.ts'
import { addBlocks, addRequest, noRequests, type Requests } from './requests.ts'

/** Traces of when requests came that are read. */
export type ArrivalKind = 'azure' | 'mooncake' | 'burstGpt'

/** A trace of arrivals, read whole, in part for a reason, or refused for a reason. */
export type ArrivalReading = {
  readonly kind: ArrivalKind | null
  /** What is to be told beside the figures. */
  readonly notes: readonly Wording[]
} & (
  | { readonly read: 'whole'; readonly reason: null; readonly arrivals: Arrivals }
  | { readonly read: 'partial'; readonly reason: Wording; readonly arrivals: Arrivals }
  | { readonly read: 'refused'; readonly reason: Wording; readonly arrivals: null }
)

/** Tokens of a block of Mooncake's traces. */
const MOONCAKE_BLOCK = 512
/** Lines at the start among which a title or a first request has to be. */
const FIRST_LINES = 5

type TakeLine = (line: string) => void

/**
 * Reads a trace of when requests came and how long they were, line by line: Azure's of 2023 and 2024, Mooncake's, and
 * BurstGPT's. The first line says which.
 * @throws CodedError cancelled, and what the source throws
 */
export async function readArrivals(source: ByteSource, watch: Watch): Promise<ArrivalReading> {
  const requests = noRequests()
  let kind: ArrivalKind | null = null
  let take: TakeLine | null = null
  let seen = 0
  const lines = await readLines(source, watch, (line) => {
    if (take !== null) take(line)
    else if (line.trim() !== '') {
      kind = kindOf(line)
      if (kind !== null) take = takerOf(kind, requests, line)
      else if (++seen >= FIRST_LINES) return false
    }
    return true
  })
  return closed(kind, requests, lines)
}

/** Which trace a line begins; null: none that is read. */
export function kindOf(line: string): ArrivalKind | null {
  const titles = titlesOf(line)
  if (titles.includes('contexttokens') && titles.includes('generatedtokens')) return 'azure'
  if (titles.includes('requesttokens') && titles.includes('responsetokens')) return 'burstGpt'
  return /^\s*\{.*"(?:input_length|hash_ids)"\s*:/.test(line) && line.includes('"timestamp"') ? 'mooncake' : null
}

function titlesOf(line: string): string[] {
  return line.split(',').map((title) => title.toLowerCase().replaceAll(/[^a-z]/g, ''))
}

function takerOf(kind: ArrivalKind, requests: Requests, first: string): TakeLine {
  if (kind === 'mooncake') {
    takeMooncake(requests, first)
    return (line) => takeMooncake(requests, line)
  }
  const titles = titlesOf(first)
  const place = (title: string): number => titles.indexOf(title)
  const [input, output] =
    kind === 'azure'
      ? [place('contexttokens'), place('generatedtokens')]
      : [place('requesttokens'), place('responsetokens')]
  const time = place('timestamp')
  const rows = csvRows((cells) => {
    const at = kind === 'azure' ? calendarTime(cells[time] ?? '') : 1000 * numberOf(cells[time])
    const [tokensIn, tokensOut] = [numberOf(cells[input]), numberOf(cells[output])]
    if (kind === 'burstGpt' && tokensOut === 0) requests.failed += 1
    addRequest(requests, at, tokensIn, tokensOut)
    return true
  })
  return (line) => void rows.feed(`${line}\n`)
}

function numberOf(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text)
}

/** Milliseconds of "2023-11-16 18:17:03.9799600"; where it names no zone it is taken as UTC. */
function calendarTime(text: string): number {
  const [, date, time, fraction = '', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim()) ?? []
  return date === undefined ? Number.NaN : Date.parse(`${date}T${time}${zone}`) + 1000 * Number(fraction || 0)
}

function takeMooncake(requests: Requests, line: string): void {
  if (line.trim() === '') return
  const value = objectOf(line)
  if (value === null) {
    requests.malformed += 1
    return
  }
  const { timestamp, input_length: input, output_length: output, hash_ids: blocks } = value
  const [time, tokensIn, tokensOut] = [timestamp, input, output].map((one) =>
    typeof one === 'number' ? one : Number.NaN,
  )
  addRequest(requests, time ?? Number.NaN, tokensIn ?? Number.NaN, tokensOut ?? Number.NaN)
  if (Array.isArray(blocks)) addBlocks(requests, blocks as readonly unknown[])
}

function objectOf(line: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(line) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

function closed(kind: ArrivalKind | null, requests: Requests, lines: LinesRead): ArrivalReading {
  const refused = (reason: Wording): ArrivalReading => ({ kind, notes: [], read: 'refused', reason, arrivals: null })
  if (lines.ending === 'unpacksTooFar') return refused({ code: 'trace.refused.unpacksTooFar' })
  if (lines.bytes === 0) return refused({ code: 'trace.refused.empty' })
  if (kind === null) return refused({ code: 'arrivals.refused.notKnown' })
  if (requests.table.length === 0) return refused({ code: 'arrivals.refused.noRequests' })
  const arrivals = arrivalsOf(requests, {
    dated: kind === 'azure',
    tokensPerBlock: kind === 'mooncake' ? MOONCAKE_BLOCK : null,
    hasFailed: kind === 'burstGpt',
  })
  const notes: Wording[] = kind === 'burstGpt' ? [{ code: 'arrivals.byDocumentation' }] : []
  const reason = whyPartial(requests, lines)
  return reason === null
    ? { kind, notes, read: 'whole', reason: null, arrivals }
    : { kind, notes, read: 'partial', reason, arrivals }
}

function whyPartial(requests: Requests, lines: LinesRead): Wording | null {
  if (lines.ending === 'broken') return { code: 'trace.partial.brokenGzip' }
  if (requests.beyond > 0) return { code: 'arrivals.partial.beyond', parameters: { count: requests.beyond } }
  const count = requests.malformed + lines.tooLong
  return count === 0 ? null : { code: 'arrivals.partial.malformed', parameters: { count } }
}
