import { statSync } from 'node:fs'
import type { Wording } from '#shared/domain/wording.ts'
import {
  addAnnotation,
  addGpuEvent,
  addLaunch,
  closeTimeline,
  describeDevice,
  deviceOf,
  lose,
  nameOf,
  openTimeline,
  TIMELINE_BYTES,
  type GpuEvent,
  type TimelineDraft,
} from '../timeline/draft.ts'
import { lostInPart } from '../timeline/losses.ts'
import { NO_FACTS, type TraceReading } from '../timeline/reading.ts'
import { CATEGORY, DIRECTION } from '../timeline/timeline.ts'
import { paceSliced, type Sliced, type Watch } from '../timeline/watch.ts'
import { openExport, rowsOf, type ExportDatabase, type Row } from './database.ts'
import { isNsysExport, isRocpd, TABLES, VERSIONS } from './tables.ts'

/** Kinds of copies, as CUPTI numbers them. Between device and array is within the device's memory; 11 to 13 are unified memory. */
const DIRECTIONS: Readonly<Record<number, number>> = {
  1: DIRECTION.hostToDevice,
  2: DIRECTION.deviceToHost,
  3: DIRECTION.hostToDevice,
  4: DIRECTION.deviceToHost,
  5: DIRECTION.local,
  6: DIRECTION.local,
  7: DIRECTION.local,
  8: DIRECTION.local,
  9: DIRECTION.host,
  10: DIRECTION.peer,
  11: DIRECTION.hostToDevice,
  12: DIRECTION.deviceToHost,
  13: DIRECTION.local,
}
/** What a copy of each direction is called. */
const COPY_NAMES = ['Memcpy', 'Memcpy HtoD', 'Memcpy DtoH', 'Memcpy PtoP', 'Memcpy DtoD', 'Memcpy HtoH', 'Memcpy']
/** Rows between two breaths. */
const SLICE = 2048

/** What is being read. */
interface Reader {
  readonly file: ExportDatabase
  readonly draft: TimelineDraft
  /** Numbers of names by their number in the file. */
  readonly names: Map<number, number>
  /** Processes by what the file calls them, so that a correlation of each is its own. */
  readonly processes: Map<number, number>
  rows: number
  kernels: number
  copies: number
  memsets: number
  graphs: number
}

/** What a reading may be told. */
export interface NsysOptions {
  /** Bytes that the columns of the timeline may take. */
  readonly timelineBytes?: number
  /** The build of SQLite for another runtime than Node. */
  readonly nativeBinding?: string | null
}

/**
 * Reads an export of Nsight Systems (`nsys export --type sqlite`, or what `nsys stats` leaves behind), versions 2021 to
 * 2026: kernels, copies, memsets, replays of graphs, what launched them, and ranges of NVTX. Only columns that are there
 * are asked for; a damaged page ends the reading, and what came before it stays.
 * @param path SQLite opens it itself; nothing is written beside it
 * @throws CodedError cancelled, and what the file system throws
 */
export async function readNsys(
  path: string,
  watch: Watch,
  { timelineBytes = TIMELINE_BYTES, nativeBinding = null }: NsysOptions = {},
): Promise<TraceReading> {
  const bytes = statSync(path).size
  const draft = openTimeline(timelineBytes)
  const refused = (reason: Wording): TraceReading => ({
    ...readOf(null, draft, bytes),
    read: 'refused',
    reason,
    timeline: null,
  })
  // An empty file opens as an empty database.
  if (bytes === 0) return refused({ code: 'trace.refused.empty' })
  const file = opened(path, nativeBinding)
  if (file === null) return refused({ code: 'nsys.refused.notSqlite' })
  try {
    const tables = [...file.columns.keys()]
    if (!isNsysExport(tables)) {
      return refused({ code: isRocpd(tables) ? 'auditFile.rocpd' : 'nsys.refused.notNsys' })
    }
    const reader: Reader = {
      file,
      draft,
      names: new Map(),
      processes: new Map(),
      rows: 0,
      kernels: 0,
      copies: 0,
      memsets: 0,
      graphs: 0,
    }
    const isWhole = await paceSliced(readTables(reader), watch)
    return closed(reader, bytes, isWhole)
  } finally {
    file.database.close()
  }
}

function opened(path: string, nativeBinding: string | null): ExportDatabase | null {
  try {
    return openExport(path, nativeBinding)
  } catch {
    return null
  }
}

type Counted = Pick<TraceReading, 'kind' | 'counts' | 'ranks' | 'facts'>

function readOf(reader: Reader | null, draft: TimelineDraft, bytes: number): Counted {
  const { rows = 0, kernels = 0, copies = 0, memsets = 0 } = reader ?? {}
  const facts = {
    ...NO_FACTS,
    tool: 'Nsight Systems',
    runtime: 'cuda' as const,
    version: reader ? versionOf(reader.file) : null,
  }
  return {
    kind: 'nsys',
    counts: { events: rows, bytes, kernels, copies, memsets, lost: draft.losses },
    ranks: [],
    facts,
  }
}

function closed(reader: Reader, bytes: number, isWhole: boolean): TraceReading {
  const { draft, rows } = reader
  const read = readOf(reader, draft, bytes)
  if (draft.gpu.length === 0) {
    const reason: Wording = isWhole
      ? { code: 'trace.refused.noGpuWork', parameters: { count: rows } }
      : { code: 'nsys.refused.damaged' }
    return { ...read, read: 'refused', reason, timeline: null }
  }
  describeDevices(reader)
  const timeline = closeTimeline(draft, startOf(reader.file))
  if (!isWhole) return { ...read, read: 'partial', reason: { code: 'nsys.partial.damaged' }, timeline }
  const lost = lostInPart(draft.losses)
  return lost === 0
    ? { ...read, read: 'whole', reason: null, timeline }
    : { ...read, read: 'partial', reason: { code: 'trace.partial.caps', parameters: { count: lost } }, timeline }
}

/** @returns whether all of it could be read */
function* readTables(reader: Reader): Sliced<boolean> {
  try {
    yield* readKernels(reader)
    yield* readCopies(reader)
    yield* readMemsets(reader)
    yield* readGraphs(reader)
    yield* readCalls(reader)
    yield* readRanges(reader)
    return true
  } catch (thrown) {
    // A damaged page, or a table that is not what it is called.
    if (isSqliteError(thrown)) return false
    throw thrown
  }
}

function isSqliteError(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('SQLITE_')
}

/** Every row of a table, with breaths. */
function* each(reader: Reader, rows: Iterable<Row>, take: (row: Row) => void): Sliced<void> {
  for (const row of rows) {
    take(row)
    reader.rows += 1
    if (reader.rows % SLICE === 0) yield
  }
}

/** A process without its lowest bits, which doubles would round. */
const PROCESS = ['globalPid', '"globalPid" >> 24'] as const
const TIMES = ['start', 'end', 'deviceId', 'streamId', 'correlationId', PROCESS] as const

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)

function correlationOf(reader: Reader, process: unknown, correlation: unknown): number {
  const [of, number] = [numberOf(process), numberOf(correlation)]
  if (Number.isNaN(number)) return Number.NaN
  const known = reader.processes.get(of) ?? reader.processes.size
  reader.processes.set(of, known)
  return known * 2 ** 32 + (number >>> 0)
}

const NONE = { direction: DIRECTION.none, bytes: Number.NaN }

/** Adds an event of a device from the columns `TIMES`. @returns whether it is on the timeline */
function add(
  reader: Reader,
  [start, end, device, stream, correlation, process]: Row,
  event: Pick<GpuEvent, 'category' | 'name' | 'direction' | 'bytes'>,
): boolean {
  const { draft } = reader
  const from = numberOf(start)
  // Both are 0 where the driver could not take them.
  if (from === 0 && numberOf(end) === 0) {
    lose(draft, 'untimed')
    return false
  }
  return addGpuEvent(draft, {
    ...event,
    start: from,
    duration: numberOf(end) - from,
    device: deviceOf(draft, numberOf(device) || 0),
    stream: numberOf(stream) | 0,
    correlation: correlationOf(reader, process, correlation),
    external: Number.NaN,
    collective: -1,
  })
}

/** The number of a name in the draft, by its number in the file. */
function nameAt(reader: Reader, id: unknown): number {
  const key = numberOf(id)
  const known = reader.names.get(key)
  if (known !== undefined) return known
  const number = nameOf(reader.draft, typeof id === 'string' ? id : textAt(reader, key))
  if (!Number.isNaN(key)) reader.names.set(key, number)
  return number
}

function textAt({ file }: Reader, id: number): string {
  if (Number.isNaN(id) || !file.columns.has(TABLES.strings)) return ''
  const text: unknown = file.database
    .prepare('SELECT substr(value, 1, 5000) FROM StringIds WHERE id = ?')
    .pluck()
    .get(id)
  return typeof text === 'string' ? text : ''
}

function* readKernels(reader: Reader): Sliced<void> {
  const rows = rowsOf(reader.file, TABLES.kernels, [...TIMES, 'demangledName', 'shortName'])
  yield* each(reader, rows, (row) => {
    const name = nameAt(reader, row[6] ?? row[7])
    if (add(reader, row, { ...NONE, category: CATEGORY.kernel, name })) reader.kernels += 1
  })
}

function* readCopies(reader: Reader): Sliced<void> {
  yield* each(reader, rowsOf(reader.file, TABLES.copies, [...TIMES, 'copyKind', 'bytes']), (row) => {
    const direction = DIRECTIONS[numberOf(row[6])] ?? DIRECTION.unknown
    const name = nameOf(reader.draft, COPY_NAMES[direction] ?? '')
    if (add(reader, row, { category: CATEGORY.copy, direction, name, bytes: numberOf(row[7]) })) reader.copies += 1
  })
}

function* readMemsets(reader: Reader): Sliced<void> {
  const name = nameOf(reader.draft, 'Memset')
  yield* each(reader, rowsOf(reader.file, TABLES.memsets, [...TIMES, 'bytes']), (row) => {
    if (add(reader, row, { ...NONE, category: CATEGORY.memset, name, bytes: numberOf(row[6]) })) reader.memsets += 1
  })
}

function* readGraphs(reader: Reader): Sliced<void> {
  const name = nameOf(reader.draft, 'CUDA graph')
  yield* each(reader, rowsOf(reader.file, TABLES.graphs, TIMES), (row) => {
    if (add(reader, row, { ...NONE, category: CATEGORY.graph, name })) reader.graphs += 1
  })
}

/** Calls that launch work, by their names: the others are many, and say nothing of it. */
const LAUNCHES = {
  needs: ['nameId'],
  condition:
    "nameId IN (SELECT id FROM StringIds WHERE value LIKE '%launch%' OR value LIKE '%memcpy%' OR value LIKE '%memset%')",
}

function* readCalls(reader: Reader): Sliced<void> {
  const where = reader.file.columns.has(TABLES.strings) ? LAUNCHES : null
  const wanted = ['start', 'correlationId', ['globalTid', '"globalTid" >> 24']] as const
  yield* each(reader, rowsOf(reader.file, TABLES.calls, wanted, where), ([start, correlation, process]) => {
    const joined = correlationOf(reader, process, correlation)
    if (!Number.isNaN(joined)) addLaunch(reader.draft, joined, Number.NaN, numberOf(start))
  })
}

/** Ranges with a beginning and an end; marks and names of domains are none. */
const RANGES = { needs: ['eventType', 'end'], condition: 'eventType IN (59, 60) AND "end" IS NOT NULL' }

function* readRanges(reader: Reader): Sliced<void> {
  const rows = rowsOf(
    reader.file,
    TABLES.ranges,
    ['start', 'end', ['text', 'substr("text", 1, 5000)'], 'textId'],
    RANGES,
  )
  yield* each(reader, rows, ([start, end, text, id]) => {
    const name = typeof text === 'string' ? nameOf(reader.draft, text) : nameAt(reader, id)
    addAnnotation(reader.draft, numberOf(start), numberOf(end) - numberOf(start), name)
  })
}

/** Says what devices are that have events. */
function describeDevices({ file, draft }: Reader): void {
  const wanted = ['id', 'name', 'totalMemory', 'smCount', 'memoryBandwidth', 'computeMajor', 'computeMinor']
  for (const [id, name, memory, count, bandwidth, major, minor] of quietly(rowsOf(file, TABLES.devices, wanted))) {
    if (typeof id !== 'number' || !draft.deviceIndex.has(id)) continue
    const positive = (value: unknown): number | null => (typeof value === 'number' && value > 0 ? value : null)
    describeDevice(draft, {
      id,
      name: typeof name === 'string' ? name.slice(0, 200) : '',
      memoryBytes: positive(memory),
      multiprocessors: positive(count),
      memoryBandwidth: positive(bandwidth),
      architecture: typeof major === 'number' && typeof minor === 'number' && major > 0 ? `${major}.${minor}` : null,
    })
  }
}

/** Rows of a small table; none where it is damaged. */
function quietly(rows: Iterable<Row>): readonly Row[] {
  try {
    return Array.from(rows).slice(0, 1000)
  } catch (thrown) {
    if (isSqliteError(thrown)) return []
    throw thrown
  }
}

/** Unix nanoseconds of the beginning, which doubles would round; null: not told. */
function startOf(file: ExportDatabase): bigint | null {
  if (!file.columns.get(TABLES.start)?.has('utcEpochNs')) return null
  try {
    const start: unknown = file.database
      .prepare('SELECT utcEpochNs FROM TARGET_INFO_SESSION_START_TIME LIMIT 1')
      .pluck()
      .safeIntegers()
      .get()
    return typeof start === 'bigint' && start > 0n ? start : null
  } catch (thrown) {
    if (isSqliteError(thrown)) return null
    throw thrown
  }
}

function versionOf(file: ExportDatabase): string | null {
  for (const table of VERSIONS) {
    const rows = quietly(rowsOf(file, table, ['name', 'value']))
    const value = rows.find(([name]) => name === 'EXPORT_PRODUCT_VERSION')?.[1]
    if (typeof value === 'string') return value.slice(0, 50)
  }
  return null
}
