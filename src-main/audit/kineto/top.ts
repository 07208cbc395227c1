import type { TraceDevice } from '../timeline/timeline.ts'
import { NO_FACTS, type TraceFacts, type TraceRank } from '../timeline/reading.ts'

/** Values beside the events that are read. All others are skipped: among them are names of users, hosts and paths. */
const WANTED: ReadonlySet<string> = new Set([
  'deviceProperties',
  'distributedInfo',
  'baseTimeNanoseconds',
  'cuda_runtime_version',
  'hip_runtime_version',
  'with_stack',
  'record_shapes',
])

/** Whether a value beside the events is read. */
export function isWanted(key: string): boolean {
  return WANTED.has(key)
}

/** The values as they were parsed. */
export type TopValues = ReadonlyMap<string, unknown>

/** A value; what is almost JSON (bare N/A, a comma too many) too; undefined: neither. */
export function topValue(text: string): unknown {
  for (const candidate of [text, text.replace(/(?<!")\bN\/A\b(?!")/g, '"N/A"').replace(/,\s*([}\]])/g, '$1')]) {
    try {
      return JSON.parse(candidate) as unknown
    } catch {
      continue
    }
  }
  return undefined
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** Most devices that are read of a list. */
const MOST_DEVICES = 1024

/** The devices that the trace describes. */
export function devicesOf(top: TopValues): readonly TraceDevice[] {
  const list = top.get('deviceProperties')
  if (!Array.isArray(list)) return []
  return list.slice(0, MOST_DEVICES).flatMap((item: unknown) => {
    const device = fieldsOf(item)
    const id = numberOf(device['id'])
    if (id === null) return []
    const [major, minor] = [numberOf(device['computeMajor']), numberOf(device['computeMinor'])]
    return [
      {
        id,
        name: typeof device['name'] === 'string' ? device['name'].slice(0, 200) : '',
        memoryBytes: numberOf(device['totalGlobalMem']),
        multiprocessors: numberOf(device['numSms']),
        memoryBandwidth: null,
        architecture: major === null ? null : `${major}.${minor ?? 0}`,
      },
    ]
  })
}

/** The process that wrote the trace, where it is one of a job. */
export function ranksOf(top: TopValues): readonly TraceRank[] {
  const info = fieldsOf(top.get('distributedInfo'))
  const rank = numberOf(info['rank'])
  return rank === null ? [] : [{ rank, worldSize: numberOf(info['world_size']) }]
}

/** What the trace says of how it was recorded. */
export function factsOf(top: TopValues): TraceFacts {
  const cuda = top.get('cuda_runtime_version')
  const hip = top.get('hip_runtime_version')
  const version = cuda ?? hip
  return {
    ...NO_FACTS,
    tool: 'PyTorch',
    runtime: cuda !== undefined ? 'cuda' : hip !== undefined ? 'hip' : null,
    runtimeVersion: typeof version === 'number' || typeof version === 'string' ? String(version).slice(0, 40) : null,
    stacks: flagOf(top.get('with_stack')),
    shapes: flagOf(top.get('record_shapes')),
  }
}

function flagOf(value: unknown): boolean | null {
  return typeof value === 'number' || typeof value === 'boolean' ? Boolean(value) : null
}

/** Nanoseconds that are added to every time; 0: times are Unix times. */
export function baseOf(text: string | undefined): bigint {
  return text !== undefined && /^\d{1,19}$/.test(text) ? BigInt(text) : 0n
}
