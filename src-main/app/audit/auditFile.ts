import path from 'node:path'
import { CodedError, toFailure } from '#shared/contract/errors.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { BenchmarkReading } from '#shared/domain/benchmarkReading.ts'
import { say, wordingText } from '#shared/words/say.ts'
import { readArrivals, type ArrivalKind } from '../../audit/arrivals/readArrivals.ts'
import type { Arrivals } from '../../audit/arrivals/arrivals.ts'
import { analyse, type TraceAnalysis } from '../../audit/breakdown/analyse.ts'
import { readKineto } from '../../audit/kineto/readKineto.ts'
import type { Timeline } from '../../audit/timeline/timeline.ts'
import type { ByteSource } from '../../audit/timeline/source.ts'
import type { TraceKind, TraceReading } from '../../audit/timeline/reading.ts'
import { readKernelSums, type KernelSums } from '../../audit/nsys/kernelSums.ts'
import { readNsys } from '../../audit/nsys/readNsys.ts'
import { readRocprofCsv } from '../../audit/rocprof/readRocprofCsv.ts'
import { readRocprofJson } from '../../audit/rocprof/readRocprofJson.ts'
import { sniff, SNIFFED_BYTES } from '../../audit/sniff.ts'
import type { NcuLaunch } from '../../audit/ncu/launch.ts'
import { readNcu } from '../../audit/ncu/readNcu.ts'
import { paceSliced, type Watch } from '../../audit/timeline/watch.ts'
import { streamRegularFile, withRegularFile } from '../../documents/regularFile.ts'
import { LARGEST_TEXT } from '../../imports/limits.ts'
import { readBenchmark } from '../../imports/measurements/readMeasurements.ts'

/** What a file of an audit turned out to be. */
export type AuditedKind = TraceKind | 'kernelSums' | 'ncu' | ArrivalKind | BenchmarkReading['format']

/** One file, read whole, read in part or refused, in one sentence where it is not whole. */
export interface AuditedFile {
  /** As it was given. */
  readonly path: string
  /** Null: nothing that is read. */
  readonly kind: AuditedKind | null
  readonly read: 'whole' | 'partial' | 'refused'
  readonly reason: string | null
  /** Where the time of its devices went; null: it is no trace, or was refused. */
  readonly trace: { readonly timeline: Timeline; readonly analysis: TraceAnalysis } | null
  readonly benchmark: BenchmarkReading | null
  readonly arrivals: Arrivals | null
  /** Time by kernel, without a timeline: shares of kernels alone. */
  readonly kernels: KernelSums | null
  /** Single launches with what each waits for, by counters. */
  readonly launches: readonly NcuLaunch[] | null
}

/** Largest file that is streamed. */
const MOST_BYTES = 64e9
const NOTHING = { trace: null, benchmark: null, arrivals: null, kernels: null, launches: null } as const

/**
 * Reads one file of an audit by what is in it: its ending decides nothing.
 * @throws CodedError cancelled; what is wrong with the file is told in the answer
 */
export async function auditFile(file: string, watch: Watch): Promise<AuditedFile> {
  try {
    return await read(file, watch)
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    if (code === 'cancelled') throw thrown
    return refused(file, message)
  }
}

async function read(file: string, watch: Watch): Promise<AuditedFile> {
  const instead = say('auditCommand.instead')
  const { size, head } = await withRegularFile(file, instead, async (opened) => ({
    size: opened.size,
    head: await opened.read(SNIFFED_BYTES, 0),
  }))
  const name = path.basename(file)
  const tooLarge = (): CodedError => new CodedError('document-too-large', say('auditCommand.tooLarge', { name }))
  const source = (): ByteSource => ({
    name,
    size,
    blocks: streamRegularFile(file, { instead, most: MOST_BYTES, tooLarge }),
  })
  const { kind, reason } = sniff(head)
  if (kind === null) return refused(file, wordingText(reason))
  switch (kind) {
    case 'kineto':
      return ofReading(file, await readKineto(source(), watch), watch)
    case 'nsys': {
      const nativeBinding = process.env['MEMWALL_SQLITE_BINDING'] || null
      return ofReading(file, await readNsys(file, watch, { nativeBinding }), watch)
    }
    case 'rocprofJson':
      return ofReading(file, await readRocprofJson(source(), watch), watch)
    case 'rocprofCsv':
      return ofReading(file, await readRocprofCsv([source()], watch), watch)
    case 'ncu': {
      const { launches, ...told } = await readNcu(source(), watch)
      return { path: file, kind, read: told.read, reason: reasonText(told.reason), ...NOTHING, launches }
    }
    case 'kernelSums': {
      const { sums, ...told } = await readKernelSums(source(), watch)
      return { path: file, kind, read: told.read, reason: reasonText(told.reason), ...NOTHING, kernels: sums }
    }
    case 'arrivals':
      return ofArrivals(file, source(), watch)
    case 'benchmark':
      return ofBenchmark(file, source())
  }
}

function refused(file: string, reason: string, kind: AuditedKind | null = null): AuditedFile {
  return { path: file, kind, read: 'refused', reason, ...NOTHING }
}

function reasonText(reason: Wording | null): string | null {
  return reason === null ? null : wordingText(reason)
}

async function ofReading(file: string, reading: TraceReading, watch: Watch): Promise<AuditedFile> {
  const reason = reasonText(reading.reason)
  const { kind } = reading
  if (reading.timeline === null) return { path: file, kind, read: 'refused', reason, ...NOTHING }
  const { timeline } = reading
  const analysis = await paceSliced(analyse(timeline), watch)
  return { path: file, kind, read: reading.read, reason, ...NOTHING, trace: { timeline, analysis } }
}

async function ofArrivals(file: string, source: ByteSource, watch: Watch): Promise<AuditedFile> {
  const { kind, read, reason, arrivals } = await readArrivals(source, watch)
  return { path: file, kind, read, reason: reasonText(reason), ...NOTHING, arrivals }
}

async function ofBenchmark(file: string, source: ByteSource): Promise<AuditedFile> {
  if ((source.size ?? 0) > LARGEST_TEXT) {
    return refused(file, say('auditCommand.longBenchmark', { name: source.name }))
  }
  const parts: Uint8Array[] = []
  for await (const part of source.blocks) parts.push(part)
  const text = new TextDecoder().decode(Buffer.concat(parts))
  const benchmark = readBenchmark({ name: source.name, text, concurrency: null })
  const kind = benchmark.format
  if (benchmark.runs.length > 0) return { path: file, kind, read: 'whole', reason: null, ...NOTHING, benchmark }
  return refused(file, benchmark.refused[0] ?? say('auditCommand.noRun', { name: source.name }), kind)
}
