import { constants, gunzipSync } from 'node:zlib'
import type { Wording } from '#shared/domain/wording.ts'
import { kindOf as arrivalKind } from './arrivals/readArrivals.ts'
import { isNcuTitles } from './ncu/readNcu.ts'
import { kernelSumTitles } from './nsys/kernelSums.ts'
import { rocprofTable } from './rocprof/csvKind.ts'
import { csvRows } from './text/csvRows.ts'

/** How many bytes at the start of a file tell its kind. */
export const SNIFFED_BYTES = 1 << 16

/**
 * What a file is, each with the reader that takes it: `kineto/readKineto`, `nsys/readNsys`, `rocprof/readRocprofJson`,
 * `rocprof/readRocprofCsv`, `nsys/kernelSums`, `ncu/readNcu`, `arrivals/readArrivals`; `benchmark`: the reader of
 * measurements, which is another room's.
 */
export type ReadKind =
  | 'kineto'
  | 'nsys'
  | 'rocprofJson'
  | 'rocprofCsv'
  | 'kernelSums'
  | 'ncu'
  | 'arrivals'
  | 'benchmark'

/** What a file is: of a kind that is read, or not read for a reason that says what to give instead. */
export type Sniffed = { readonly packed: boolean } & (
  | { readonly kind: ReadKind; readonly reason: null }
  | { readonly kind: null; readonly reason: Wording }
)

/** Bytes of a packed file that are unpacked to look at, or twice as many and so on: of a bomb they make eight million. */
const UNPACKED_FROM = 8192

/**
 * What a file is, by its content alone: its name and ending are never looked at.
 * @param first its first `SNIFFED_BYTES`, or all of a shorter one
 */
export function sniff(first: Uint8Array): Sniffed {
  const head = first.subarray(0, SNIFFED_BYTES)
  if (!isGzip(head)) return sniffPlain(head, false)
  const unpacked = unpackedHead(head)
  if (unpacked === null) return unread(true, 'trace.refused.brokenGzip')
  if (isGzip(unpacked)) return unread(true, 'auditFile.packed')
  return sniffPlain(unpacked, true)
}

function unread(packed: boolean, code: UnreadCode): Sniffed {
  return { packed, kind: null, reason: { code } }
}

type UnreadCode =
  | 'trace.refused.empty'
  | 'trace.refused.brokenGzip'
  | 'auditFile.packed'
  | 'auditFile.rocpd'
  | 'auditFile.pointer'
  | 'auditFile.utf16'
  | 'auditFile.parquet'
  | 'auditFile.binary'
  | 'auditFile.webPage'
  | 'auditFile.nsysTable'
  | 'auditFile.foreignJson'
  | 'auditFile.foreignText'

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** The beginning of what is packed, from as little of it as gives enough; null: it is broken before anything. */
function unpackedHead(bytes: Uint8Array): Uint8Array | null {
  let unpacked: Uint8Array = new Uint8Array()
  for (let from = UNPACKED_FROM; unpacked.length < SNIFFED_BYTES; from *= 2) {
    try {
      unpacked = gunzipSync(bytes.subarray(0, from), { finishFlush: constants.Z_SYNC_FLUSH })
    } catch {
      break
    }
    if (from >= bytes.length) break
  }
  return unpacked.length === 0 ? null : unpacked.subarray(0, SNIFFED_BYTES)
}

const startsWith = (bytes: Uint8Array, ...signs: readonly number[]): boolean =>
  signs.every((sign, index) => bytes[index] === sign)

function sniffPlain(bytes: Uint8Array, packed: boolean): Sniffed {
  if (bytes.length === 0) return unread(packed, 'trace.refused.empty')
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  if (latin.startsWith('SQLite format 3\0')) {
    const isRocpd = latin.includes('rocpd_') && !latin.includes('CUPTI_ACTIVITY_KIND_')
    // Names of tables may stand further back: the reader looks at all of them.
    return isRocpd ? unread(packed, 'auditFile.rocpd') : { packed, kind: 'nsys', reason: null }
  }
  if (latin.startsWith('PAR1')) return unread(packed, 'auditFile.parquet')
  // Zip, Zstandard, xz, bzip2.
  if (
    latin.startsWith('PK\x03\x04') ||
    latin.startsWith('BZh') ||
    startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd) ||
    startsWith(bytes, 0xfd, 0x37, 0x7a)
  ) {
    return unread(packed, 'auditFile.packed')
  }
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return unread(packed, 'auditFile.utf16')
  const text = new TextDecoder('utf-8').decode(bytes).trimStart()
  if (text === '') return unread(packed, 'trace.refused.empty')
  if (text.startsWith('{') || text.startsWith('[')) return sniffJson(text, packed)
  if (latin.includes('\0')) return unread(packed, 'auditFile.binary')
  return sniffText(text, packed)
}

/** Kinds of JSON by keys they have near their beginning, in the order in which they are looked for. */
const JSON_KINDS: readonly (readonly [kind: ReadKind, keys: RegExp])[] = [
  ['rocprofJson', /"rocprofiler-sdk-tool"\s*:/],
  ['kineto', /"traceEvents"\s*:|"deviceProperties"\s*:|"baseTimeNanoseconds"\s*:|"displayTimeUnit"\s*:|"ph"\s*:\s*"/],
  ['arrivals', /"hash_ids"\s*:|"timestamp"\s*:[^{}]*"input_length"\s*:/],
  [
    'benchmark',
    /"(?:mean|median)_(?:ttft|tpot|itl)_ms"|"output_throughput"|"avg_ts"|"time_to_first_token(?:_ms)?"|"inter_token_latency"|"ttft"|"request_throughput_req_s"|"request_latency"|"error_request_count"|"benchmarks"\s*:\s*\[|"load_summary"\s*:/,
  ],
]

function sniffJson(text: string, packed: boolean): Sniffed {
  const kind = JSON_KINDS.find(([, keys]) => keys.test(text))?.[0]
  if (kind !== undefined) return { packed, kind, reason: null }
  // Some traces have long descriptions before their events: the reader finds out.
  const goesOn = text.length >= SNIFFED_BYTES / 2 && text.startsWith('{')
  return goesOn ? { packed, kind: 'kineto', reason: null } : unread(packed, 'auditFile.foreignJson')
}

/** Texts of benchmarks, by lines they have near their beginning. */
const BENCHMARK =
  /^MLPerf Results Summary\s*$|^:::MLLOG |^= (?:ENGINE DETAILS|PYTORCH BACKEND|PERFORMANCE OVERVIEW|THROUGHPUT OVERVIEW|WORLD \+ RUNTIME INFORMATION)\s*$|^\|[^\n]*\btest\b[^\n]*\|[^\n]*t\/s[^\n]*\|/m

/** Lines among which the titles of a table are looked for: programs print something before. */
const MOST_LINES = 400

function sniffText(text: string, packed: boolean): Sniffed {
  if (text.startsWith('version https://git-lfs.github.com/')) return unread(packed, 'auditFile.pointer')
  if (/^<(?:!doctype html|html)/i.test(text)) return unread(packed, 'auditFile.webPage')
  if (BENCHMARK.test(text)) return { packed, kind: 'benchmark', reason: null }
  const found = sniffTable(text)
  if (found !== null)
    return found === 'otherNsys' ? unread(packed, 'auditFile.nsysTable') : { packed, kind: found, reason: null }
  if (/^==(?:PROF|ERROR|WARNING)==/m.test(text)) return { packed, kind: 'ncu', reason: null }
  return unread(packed, text.includes('\uFFFD\uFFFD') ? 'auditFile.binary' : 'auditFile.foreignText')
}

/** The kind of a table by the first line that has the titles of one; null: none has. */
function sniffTable(text: string): ReadKind | 'otherNsys' | null {
  let found: ReadKind | 'otherNsys' | null = null
  let lines = 0
  const rows = csvRows((cells) => {
    found = tableKind(cells)
    return found === null && ++lines < MOST_LINES
  })
  rows.feed(text)
  rows.end()
  return found
}

function tableKind(cells: readonly string[]): ReadKind | 'otherNsys' | null {
  const lower = cells.map((cell) => cell.trim().toLowerCase())
  if (isNcuTitles(cells)) return 'ncu'
  if (kernelSumTitles(cells) !== null) return 'kernelSums'
  if (rocprofTable(cells) !== null) return 'rocprofCsv'
  if (arrivalKind(cells.join(',')) !== null) return 'arrivals'
  if (isNsysTable(cells)) return 'otherNsys'
  return isBenchmarkTable(lower) ? 'benchmark' : null
}

/** Whether a table is another of those that `nsys stats` prints. */
function isNsysTable(cells: readonly string[]): boolean {
  const isSum = cells.includes('Time (%)') && cells.includes('Total Time (ns)')
  return isSum || (cells.includes('Start (ns)') && cells.includes('Duration (ns)')) || cells.includes('Total (MB)')
}

function isBenchmarkTable(lower: readonly string[]): boolean {
  const has = (title: string): boolean => lower.includes(title)
  if (has('n_prompt') && has('n_gen') && has('avg_ts')) return true
  if (lower[0] === 'metric' && has('avg')) return true
  const isLoad = lower.some((title) => /^(?:max_)?concurrency$|^batch(?:_size)?$|^users$/.test(title))
  return isLoad && lower.some((title) => /ttft|tpot|itl|throughput|time_to_first|time_per_output/.test(title))
}
