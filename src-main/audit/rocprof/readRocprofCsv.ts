import type { Wording } from '#shared/domain/wording.ts'
import { directionOf } from '../kineto/copyDirection.ts'
import { csvRows } from '../text/csvRows.ts'
import { readLines } from '../text/lines.ts'
import {
  addAnnotation,
  addGpuEvent,
  addLaunch,
  closeTimeline,
  deviceOf,
  lose,
  nameOf,
  openTimeline,
  TIMELINE_BYTES,
  type TimelineDraft,
} from '../timeline/draft.ts'
import { lostInPart } from '../timeline/losses.ts'
import { NO_FACTS, type TraceReading } from '../timeline/reading.ts'
import type { ByteSource } from '../timeline/source.ts'
import { CATEGORY, DIRECTION } from '../timeline/timeline.ts'
import type { Watch } from '../timeline/watch.ts'
import { isMarker, rocprofTable, type RocprofTable } from './csvKind.ts'

interface Reader {
  readonly draft: TimelineDraft
  /** Nanoseconds of the first time that was read, which doubles would round. */
  origin: bigint | null
  readonly tables: Set<RocprofTable | null>
  bytes: number
  rows: number
  kernels: number
  copies: number
  isBroken: boolean
}

/**
 * Reads tables of rocprofv3 (`--output-format csv`): those of kernels and copies give a timeline, those of calls what
 * launched them, those of markers ranges; sums and counters have no times. Tables of one run share a clock, which has no
 * date, and are read as one. Copies do not say how many bytes they moved.
 * @throws CodedError cancelled, and what a source throws
 */
export async function readRocprofCsv(
  sources: readonly ByteSource[],
  watch: Watch,
  { timelineBytes = TIMELINE_BYTES }: { readonly timelineBytes?: number } = {},
): Promise<TraceReading> {
  const reader: Reader = {
    draft: openTimeline(timelineBytes),
    origin: null,
    tables: new Set(),
    bytes: 0,
    rows: 0,
    kernels: 0,
    copies: 0,
    isBroken: false,
  }
  // oxlint-disable-next-line no-await-in-loop -- one table after the other, in the memory of one
  for (const source of sources) await readTable(reader, source, watch)
  return closed(reader)
}

async function readTable(reader: Reader, source: ByteSource, watch: Watch): Promise<void> {
  let titles: ReadonlyMap<string, number> | null = null
  let table: RocprofTable | null = null
  const rows = csvRows((cells) => {
    if (titles === null) {
      titles = new Map(cells.map((cell, index) => [cell, index]))
      table = rocprofTable(cells)
      reader.tables.add(table)
      return table !== null && table !== 'sums' && table !== 'counters'
    }
    const places = titles
    reader.rows += 1
    if (table !== null) takeRow(reader, table, (title) => cells[places.get(title) ?? -1] ?? '')
    return true
  })
  const { ending, bytes } = await readLines(source, watch, (line) => rows.feed(`${line}\n`))
  rows.end()
  reader.draft.losses.malformed += rows.lost()
  reader.bytes += bytes
  reader.isBroken ||= ending === 'broken'
}

type Cell = (title: string) => string

/** When a row began and how long it took; null: its times are no whole numbers, or were not taken. */
function timesOf(reader: Reader, cell: Cell): { readonly start: number; readonly duration: number } | null {
  const [from, to] = [cell('Start_Timestamp'), cell('End_Timestamp')]
  if (!/^\d{1,20}$/.test(from) || !/^\d{1,20}$/.test(to)) {
    lose(reader.draft, 'malformed')
    return null
  }
  const start = BigInt(from)
  if (start === 0n) {
    lose(reader.draft, 'untimed')
    return null
  }
  reader.origin ??= start
  return { start: Number(start - reader.origin), duration: Number(BigInt(to) - start) }
}

function takeRow(reader: Reader, table: RocprofTable, cell: Cell): void {
  const times = timesOf(reader, cell)
  if (times === null) return
  if (table === 'kernels') takeKernel(reader, cell, times)
  else if (table === 'copies') takeCopy(reader, cell, times)
  else if (table === 'calls') takeCall(reader, cell, times)
}

/** "4", "Agent 4" or "GPU-4": the number of an agent, or 0. */
function numberOf(text: string): number {
  return Number(/\d+$/.exec(text)?.[0] ?? 0)
}

type Times = NonNullable<ReturnType<typeof timesOf>>

function correlationOf(cell: Cell): number {
  const text = cell('Correlation_Id')
  return /^\d{1,15}$/.test(text) && text !== '0' ? Number(text) : Number.NaN
}

function takeKernel(reader: Reader, cell: Cell, times: Times): void {
  const { draft } = reader
  const isAdded = addGpuEvent(draft, {
    ...times,
    name: nameOf(draft, cell('Kernel_Name')),
    category: CATEGORY.kernel,
    direction: DIRECTION.none,
    device: deviceOf(draft, numberOf(cell('Agent_Id'))),
    stream: numberOf(cell('Stream_Id') || cell('Queue_Id')) | 0,
    correlation: correlationOf(cell),
    external: Number.NaN,
    bytes: Number.NaN,
    collective: -1,
  })
  if (isAdded) reader.kernels += 1
}

function takeCopy(reader: Reader, cell: Cell, times: Times): void {
  const { draft } = reader
  const [from, to] = [cell('Source_Agent_Id'), cell('Destination_Agent_Id')]
  const said = directionOf(cell('Direction'))
  const direction = said === DIRECTION.local && from !== to ? DIRECTION.peer : said
  const isAdded = addGpuEvent(draft, {
    ...times,
    name: nameOf(draft, cell('Direction')),
    category: CATEGORY.copy,
    direction,
    device: deviceOf(draft, numberOf(direction === DIRECTION.deviceToHost ? from : to)),
    stream: numberOf(cell('Stream_Id')) | 0,
    correlation: correlationOf(cell),
    external: Number.NaN,
    bytes: Number.NaN,
    collective: -1,
  })
  if (isAdded) reader.copies += 1
}

function takeCall({ draft }: Reader, cell: Cell, { start, duration }: Times): void {
  const name = cell('Function')
  if (isMarker(cell('Domain'))) {
    addAnnotation(draft, start, duration, nameOf(draft, name))
    return
  }
  const correlation = correlationOf(cell)
  if (/launch|memcpy|memset/i.test(name) && !Number.isNaN(correlation)) addLaunch(draft, correlation, Number.NaN, start)
}

function closed(reader: Reader): TraceReading {
  const { draft, bytes, rows, kernels, copies } = reader
  const counts = { events: rows, bytes, kernels, copies, memsets: 0, lost: draft.losses }
  const facts = { ...NO_FACTS, tool: 'rocprofv3', runtime: 'hip' as const }
  const read = { kind: 'rocprofCsv', counts, ranks: [], facts } as const
  if (draft.gpu.length === 0) return { ...read, read: 'refused', reason: whyRefused(reader), timeline: null }
  const timeline = closeTimeline(draft, null)
  const reason = whyPartial(reader)
  return reason === null
    ? { ...read, read: 'whole', reason: null, timeline }
    : { ...read, read: 'partial', reason, timeline }
}

function whyRefused({ bytes, tables, rows }: Reader): Wording {
  if (bytes === 0) return { code: 'trace.refused.empty' }
  if (tables.has('kernels') || tables.has('copies'))
    return { code: 'trace.refused.noGpuWork', parameters: { count: rows } }
  if (tables.has('calls')) return { code: 'rocprof.refused.callsAlone' }
  if (tables.has('counters')) return { code: 'rocprof.refused.countersAlone' }
  return { code: tables.has('sums') ? 'rocprof.refused.sumsAlone' : 'rocprof.refused.noTable' }
}

function whyPartial({ draft, isBroken }: Reader): Wording | null {
  if (isBroken) return { code: 'trace.partial.brokenGzip' }
  const { losses } = draft
  const lost = lostInPart(losses)
  if (lost > losses.malformed) return { code: 'trace.partial.caps', parameters: { count: lost - losses.malformed } }
  return losses.malformed === 0 ? null : { code: 'trace.partial.malformed', parameters: { count: losses.malformed } }
}
