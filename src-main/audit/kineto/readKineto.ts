import type { Wording } from '#shared/domain/wording.ts'
import { closeTimeline, describeDevice, openTimeline, TIMELINE_BYTES, type TimelineDraft } from '../timeline/draft.ts'
import { lostInPart } from '../timeline/losses.ts'
import type { TraceReading } from '../timeline/reading.ts'
import type { ByteSource } from '../timeline/source.ts'
import type { Watch } from '../timeline/watch.ts'
import { keep, openKeeper, readShape, type Keeper } from './keeper.ts'
import { endScan, openScanner, scan, type Scanner } from './scanner.ts'
import { baseOf, devicesOf, factsOf, isWanted, ranksOf, topValue } from './top.ts'
import { readUnpacked, type Ending } from './unpacked.ts'

/** What a reading may be told. */
export interface KinetoOptions {
  /** Bytes that the columns of the timeline may take. */
  readonly timelineBytes?: number
}

/**
 * Reads a trace of PyTorch's profiler, or any in its format: JSON or packed JSON, in one pass and constant memory beside the
 * timeline. Damage is counted and read around; what cannot be read is refused for a reason.
 * @throws CodedError cancelled, and what the source throws
 */
export async function readKineto(
  source: ByteSource,
  watch: Watch,
  { timelineBytes = TIMELINE_BYTES }: KinetoOptions = {},
): Promise<TraceReading> {
  const draft = openTimeline(timelineBytes)
  const keeper = openKeeper(draft)
  const top = new Map<string, string>()
  const scanner = openScanner({
    event: (window, fields) => keep(keeper, window, fields),
    top: (key, text) => top.set(key, text),
    wanted: isWanted,
    lost: (loss) => (draft.losses[loss] += 1),
  })
  let json = true
  const ending = await readUnpacked(source, watch, (block) => (json = scan(scanner, block)))
  if (json) json = endScan(scanner)
  return closed({ json, ending, scanner, keeper, draft, top })
}

interface Ended {
  readonly json: boolean
  readonly ending: Ending
  readonly scanner: Scanner
  readonly keeper: Keeper
  readonly draft: TimelineDraft
  readonly top: ReadonlyMap<string, string>
}

function closed(ended: Ended): TraceReading {
  const { scanner, keeper, draft, top } = ended
  const values = new Map([...top].map(([key, text]) => [key, topValue(text)]))
  for (const device of devicesOf(values)) describeDevice(draft, device)
  const base = baseOf(top.get('baseTimeNanoseconds'))
  const origin = keeper.origin === null ? null : base + BigInt(keeper.origin) * 1000n
  const timeline = closeTimeline(draft, origin, readShape)
  const { kernels, copies, memsets } = keeper
  const counts = {
    events: scanner.events,
    bytes: scanner.bytes,
    kernels,
    copies,
    memsets,
    lost: draft.losses,
  }
  const read = { kind: 'kineto', counts, ranks: ranksOf(values), facts: factsOf(values) } as const
  const refused = whyRefused(ended)
  if (refused !== null) return { ...read, read: 'refused', reason: refused, timeline: null }
  const partial = whyPartial(ended)
  if (partial !== null) return { ...read, read: 'partial', reason: partial, timeline }
  return { ...read, read: 'whole', reason: null, timeline }
}

function whyRefused({ json, ending, scanner, draft }: Ended): Wording | null {
  const broken = ending === 'broken'
  if (ending === 'unpacksTooFar') return { code: 'trace.refused.unpacksTooFar' }
  if (scanner.bytes === 0) return { code: broken ? 'trace.refused.brokenGzip' : 'trace.refused.empty' }
  if (!json || scanner.place === 'before') return { code: 'trace.refused.notJson' }
  if (!scanner.listed) return { code: broken ? 'trace.refused.brokenGzip' : 'trace.refused.noList' }
  if (scanner.phased === 0) return { code: scanner.events === 0 ? 'trace.refused.noEvents' : 'trace.refused.noList' }
  if (draft.gpu.length > 0) return null
  if (broken || scanner.place !== 'done') return { code: 'trace.refused.cutBeforeGpu' }
  return { code: 'trace.refused.noGpuWork', parameters: { count: scanner.events } }
}

function whyPartial({ ending, scanner, draft }: Ended): Wording | null {
  const { losses } = draft
  if (ending === 'broken') return { code: 'trace.partial.brokenGzip' }
  if (scanner.place === 'events') return { code: 'trace.partial.cutInEvents' }
  if (scanner.place !== 'done') return { code: 'trace.partial.cutAtEnd' }
  const lost = lostInPart(losses)
  const damaged = losses.malformed + losses.oversize
  if (lost > damaged) return { code: 'trace.partial.caps', parameters: { count: lost - damaged } }
  return damaged > 0 ? { code: 'trace.partial.malformed', parameters: { count: damaged } } : null
}
