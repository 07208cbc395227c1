import type { Wording } from '#shared/domain/wording.ts'
import { readUnpacked } from '../kineto/unpacked.ts'
import {
  addGpuEvent,
  addLaunch,
  closeTimeline,
  describeDevice,
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
import { CATEGORY, DIRECTION, type TraceDevice } from '../timeline/timeline.ts'
import type { Watch } from '../timeline/watch.ts'
import { elementsOf } from './elements.ts'

/** Lists of a document of rocprofv3 that are read. */
export const LISTS: ReadonlySet<string> = new Set([
  'kernel_dispatch',
  'memory_copy',
  'kernel_symbols',
  'agents',
  'hip_api',
])

type Json = Readonly<Record<string, unknown>>

interface Agent {
  readonly isGpu: boolean
  readonly device: TraceDevice
}

interface Reader {
  readonly draft: TimelineDraft
  readonly agents: Map<number, Agent>
  /** Names of kernels by their number, which stands in for each until all are known. */
  readonly symbols: Map<number, string>
  readonly standIns: Map<number, number>
  origin: number | null
  events: number
  kernels: number
  copies: number
}

/**
 * Reads a document of rocprofv3 (`--output-format json`): dispatches of kernels, copies, and calls of HIP that launched
 * them. Lists are read element by element, and names of kernels may stand before or behind. Its clock has no date.
 * @throws CodedError cancelled, and what the source throws
 */
export async function readRocprofJson(
  source: ByteSource,
  watch: Watch,
  { timelineBytes = TIMELINE_BYTES }: { readonly timelineBytes?: number } = {},
): Promise<TraceReading> {
  const reader: Reader = {
    draft: openTimeline(timelineBytes),
    agents: new Map(),
    symbols: new Map(),
    standIns: new Map(),
    origin: null,
    events: 0,
    kernels: 0,
    copies: 0,
  }
  let bytes = 0
  const elements = elementsOf(LISTS, (list, text) => takeElement(reader, list, text))
  const ending = await readUnpacked(source, watch, (block) => {
    bytes += block.length
    elements.feed(block)
    return true
  })
  const isWhole = elements.end() && ending === 'whole'
  reader.draft.losses.malformed += elements.lost()
  return closed(reader, {
    bytes,
    isWhole,
    isBroken: ending === 'broken',
    isFound: elements.found(),
    unpacksTooFar: ending === 'unpacksTooFar',
  })
}

function takeElement(reader: Reader, list: string, text: string): boolean {
  const value = objectOf(text)
  if (value === null) return false
  if (list === 'agents') takeAgent(reader, value)
  else if (list === 'kernel_symbols') takeSymbol(reader, value)
  else {
    reader.events += 1
    if (list === 'kernel_dispatch') takeKernel(reader, value)
    else if (list === 'memory_copy') takeCopy(reader, value)
    else takeCall(reader, value)
  }
  return true
}

function objectOf(text: string): Json | null {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Json)[key] : undefined
}

function numberAt(value: unknown, ...path: readonly string[]): number {
  const found = path.reduce<unknown>((part, key) => own(part, key), value)
  return typeof found === 'number' ? found : Number.NaN
}

function textAt(value: unknown, key: string): string {
  const found = own(value, key)
  return typeof found === 'string' ? found : ''
}

/** Agents of type 2 are GPUs. */
const GPU = 2

function takeAgent({ agents }: Reader, value: Json): void {
  const id = numberAt(value, 'id', 'handle')
  if (Number.isNaN(id) || agents.size >= 4096) return
  const units = numberAt(value, 'cu_count')
  const name = textAt(value, 'name').slice(0, 200)
  agents.set(id, {
    isGpu: numberAt(value, 'type') === GPU,
    device: {
      id,
      name: textAt(value, 'product_name').slice(0, 200) || name,
      memoryBytes: null,
      multiprocessors: units > 0 ? units : null,
      memoryBandwidth: null,
      architecture: name.startsWith('gfx') ? name : null,
    },
  })
}

const MOST_SYMBOLS = 200_000

function takeSymbol({ symbols }: Reader, value: Json): void {
  const id = numberAt(value, 'kernel_id')
  if (Number.isNaN(id) || symbols.size >= MOST_SYMBOLS) return
  const name =
    textAt(value, 'formatted_kernel_name') || textAt(value, 'demangled_kernel_name') || textAt(value, 'kernel_name')
  symbols.set(id, name.slice(0, 4096).replace(/\.kd$/, ''))
}

/** When a record began and how long it took, after the origin, which the first record is; null: it has no time. */
function timesOf(reader: Reader, value: Json): { readonly start: number; readonly duration: number } | null {
  const [start, end] = [numberAt(value, 'start_timestamp'), numberAt(value, 'end_timestamp')]
  // 0 is a time that was not taken.
  if (!(start > 0) || Number.isNaN(end)) {
    lose(reader.draft, 'untimed')
    return null
  }
  reader.origin ??= start
  return { start: start - reader.origin, duration: end - start }
}

function takeKernel(reader: Reader, value: Json): void {
  const { draft } = reader
  const times = timesOf(reader, value)
  if (times === null) return
  const dispatch = own(value, 'dispatch_info')
  const stream = numberAt(value, 'stream_id', 'handle')
  const isAdded = addGpuEvent(draft, {
    ...times,
    name: standIn(reader, numberAt(dispatch, 'kernel_id')),
    category: CATEGORY.kernel,
    direction: DIRECTION.none,
    device: deviceOf(draft, numberAt(dispatch, 'agent_id', 'handle') || 0),
    stream: (Number.isNaN(stream) ? numberAt(dispatch, 'queue_id', 'handle') : stream) | 0,
    correlation: numberAt(value, 'correlation_id', 'internal'),
    external: Number.NaN,
    bytes: Number.NaN,
    collective: -1,
  })
  if (isAdded) reader.kernels += 1
}

/** The number of a kernel's name, which stands there as its number until all names are known. */
function standIn(reader: Reader, kernel: number): number {
  const known = reader.standIns.get(kernel)
  if (known !== undefined) return known
  const number = nameOf(reader.draft, `#${kernel}`)
  reader.standIns.set(kernel, number)
  return number
}

/** Puts the names of kernels where their numbers stood in. */
function putNames({ draft, symbols, standIns }: Reader): void {
  for (const [kernel, number] of standIns) {
    const isStandIn = draft.names.texts[number] === `#${kernel}`
    if (isStandIn) draft.names.texts[number] = symbols.get(kernel) ?? ''
  }
}

function takeCopy(reader: Reader, value: Json): void {
  const { draft, agents } = reader
  const times = timesOf(reader, value)
  if (times === null) return
  const [from, to] = [numberAt(value, 'src_agent_id', 'handle'), numberAt(value, 'dst_agent_id', 'handle')]
  const [source, target] = [agents.get(from), agents.get(to)]
  const direction = directionOf(source, target)
  const isAdded = addGpuEvent(draft, {
    ...times,
    name: nameOf(draft, 'MEMORY_COPY'),
    category: CATEGORY.copy,
    direction,
    device: deviceOf(draft, (direction === DIRECTION.deviceToHost ? from : to) || 0),
    stream: numberAt(value, 'stream_id', 'handle') | 0,
    correlation: numberAt(value, 'correlation_id', 'internal'),
    external: Number.NaN,
    bytes: numberAt(value, 'bytes'),
    collective: -1,
  })
  if (isAdded) reader.copies += 1
}

function directionOf(source: Agent | undefined, target: Agent | undefined): number {
  if (source === undefined || target === undefined) return DIRECTION.unknown
  if (source.isGpu && target.isGpu) return source === target ? DIRECTION.local : DIRECTION.peer
  if (source.isGpu) return DIRECTION.deviceToHost
  return target.isGpu ? DIRECTION.hostToDevice : DIRECTION.host
}

function takeCall(reader: Reader, value: Json): void {
  const times = timesOf(reader, value)
  const correlation = numberAt(value, 'correlation_id', 'internal')
  if (times !== null && !Number.isNaN(correlation)) addLaunch(reader.draft, correlation, Number.NaN, times.start)
}

interface Ended {
  readonly bytes: number
  readonly isWhole: boolean
  readonly isBroken: boolean
  readonly isFound: boolean
  readonly unpacksTooFar: boolean
}

function closed(reader: Reader, ended: Ended): TraceReading {
  const { draft, agents, events, kernels, copies } = reader
  const counts = { events, bytes: ended.bytes, kernels, copies, memsets: 0, lost: draft.losses }
  const facts = { ...NO_FACTS, tool: 'rocprofv3', runtime: 'hip' as const }
  const read = { kind: 'rocprofJson', counts, ranks: [], facts } as const
  const refused = whyRefused(reader, ended)
  if (refused !== null) return { ...read, read: 'refused', reason: refused, timeline: null }
  putNames(reader)
  for (const { device } of agents.values()) if (draft.deviceIndex.has(device.id)) describeDevice(draft, device)
  const timeline = closeTimeline(draft, null)
  const reason = whyPartial(draft, ended)
  return reason === null
    ? { ...read, read: 'whole', reason: null, timeline }
    : { ...read, read: 'partial', reason, timeline }
}

function whyRefused({ draft, events }: Reader, ended: Ended): Wording | null {
  if (ended.unpacksTooFar) return { code: 'trace.refused.unpacksTooFar' }
  if (ended.bytes === 0) return { code: ended.isBroken ? 'trace.refused.brokenGzip' : 'trace.refused.empty' }
  if (draft.gpu.length > 0) return null
  if (!ended.isFound) return { code: 'rocprof.refused.noRecords' }
  if (!ended.isWhole) return { code: 'trace.refused.cutBeforeGpu' }
  return { code: 'trace.refused.noGpuWork', parameters: { count: events } }
}

function whyPartial({ losses }: TimelineDraft, ended: Ended): Wording | null {
  if (ended.isBroken) return { code: 'trace.partial.brokenGzip' }
  if (!ended.isWhole) return { code: 'rocprof.partial.cut' }
  const lost = lostInPart(losses)
  if (lost > losses.malformed) return { code: 'trace.partial.caps', parameters: { count: lost - losses.malformed } }
  return losses.malformed === 0 ? null : { code: 'trace.partial.malformed', parameters: { count: losses.malformed } }
}
