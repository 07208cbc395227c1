import { join } from 'node:path'
import type { Software } from '#shared/domain/software.ts'
import { collectiveTime } from '../../src-main/engine/costing/collective.ts'
import { exchangeTime } from '../../src-main/engine/costing/exchange.ts'
import type { CollectiveKind } from '../../src-shared/domain/result.ts'
import { numberOf, readRows, type Row } from './csv.ts'
import { deviceId, machineById } from './devices.ts'
import type { Point } from './point.ts'

const KINDS: Readonly<Record<string, CollectiveKind>> = {
  all_reduce: 'allReduce',
  all_gather: 'allGather',
  reduce_scatter: 'reduceScatter',
  alltoall: 'allToAll',
}

function libraryOf(text: string): Software | null {
  if (/^(NCCL|oneCCL)/.test(text)) return 'nccl'
  // Serving runs inside captured graphs; the eager rows measure the Python around the kernel.
  if (text.startsWith('vLLM_custom_graph')) return 'vllm'
  return text.startsWith('TRTLLM') ? 'trtllm' : null
}

/** Collectives inside one node. @param folder the measurements */
export function collectivePoints(folder: string): Point[] {
  const file = 'collectives_aic.csv'
  return readRows(join(folder, file)).flatMap((row): Point[] => {
    const device = deviceId(row['hardware'] ?? '')
    const kind = KINDS[row['op'] ?? '']
    const software = libraryOf(row['library'] ?? '')
    if (device === null || kind === undefined || software === null) return []
    const machine = machineById(device)
    const devices = numberOf(row, 'n_devices')
    const bytes = numberOf(row, 'message_bytes')
    return [
      {
        device,
        software,
        slot: kind,
        variant: 'any',
        group: String(devices),
        seconds: numberOf(row, 'latency_ms') / 1e3,
        file,
        predict: (calibration, out) => collectiveTime(machine, calibration, kind, devices, bytes, out),
      },
    ]
  })
}

/** Vidur's pairs inside one node; its rows over several nodes measure one cluster's network, not a device's. */
export function pairPoints(folder: string): Point[] {
  const file = 'collectives_vidur.csv'
  return readRows(join(folder, file)).flatMap((row): Point[] => {
    const device = deviceId(row['hardware'] ?? '')
    const devices = numberOf(row, 'n_devices')
    if (device === null || row['op'] !== 'send_recv' || numberOf(row, 'devices_per_node') !== devices) return []
    const machine = machineById(device)
    const bytes = numberOf(row, 'message_bytes')
    return [
      {
        device,
        software: 'nccl',
        slot: 'sendReceive',
        variant: 'any',
        group: String(bytes),
        seconds: numberOf(row, 'median_ms') / 1e3,
        file,
        predict: (calibration, out) => collectiveTime(machine, calibration, 'sendReceive', devices, bytes, out),
      },
    ]
  })
}

interface Exchange {
  readonly device: string
  readonly software: Software
  readonly devices: number
  readonly tokens: number
  readonly hidden: number
  readonly topK: number
  readonly seconds: number
  readonly file: string
}

/**
 * Dispatch and combine of routed tokens. Both are costed as a 16-bit all-to-all of every (token, expert) pair, as the
 * lowering asks for them, although dispatch may send 8 bits: the time is the mean of the two directions.
 */
function exchangePoint(exchange: Exchange): Point {
  const machine = machineById(exchange.device)
  const bytes = exchange.tokens * exchange.topK * exchange.hidden * 2
  return {
    device: exchange.device,
    software: exchange.software,
    slot: 'allToAll',
    variant: 'any',
    group: String(exchange.devices),
    seconds: exchange.seconds,
    file: exchange.file,
    predict: (calibration, out) => collectiveTime(machine, calibration, 'allToAll', exchange.devices, bytes, out),
  }
}

/** DeepEP inside one node, as SGLang uses it: low-latency kernels where they were measured, else the normal ones. */
export function deepEpPoints(folder: string): Point[] {
  const file = 'ep_alltoall_deepep_aic.csv'
  const rows = readRows(join(folder, file)).filter((row) => numberOf(row, 'n_nodes') === 1)
  const low = new Set(
    rows
      .filter((row) => row['library'] === 'DeepEP low-latency')
      .map((row) => `${row['hardware']}/${row['num_tokens_per_rank']}`),
  )
  return rows.flatMap((row): Point[] => {
    const device = deviceId(row['hardware'] ?? '')
    const normal = row['library'] !== 'DeepEP low-latency'
    if (device === null || (normal && low.has(`${row['hardware']}/${row['num_tokens_per_rank']}`))) return []
    return [
      exchangePoint({
        device,
        software: 'sglang',
        devices: numberOf(row, 'n_devices'),
        tokens: numberOf(row, 'num_tokens_per_rank'),
        hidden: numberOf(row, 'hidden'),
        topK: numberOf(row, 'topk'),
        seconds: (numberOf(row, 'dispatch_us') + numberOf(row, 'combine_us')) / 2e6,
        file,
      }),
    ]
  })
}

/** TensorRT-LLM's exchange over an NVLink rack, in 16 bits; its preparation step is shared by both directions. */
export function rackPoints(folder: string): Point[] {
  const file = 'ep_alltoall_gb200_nvl_aic.csv'
  const totals = new Map<string, { row: Row; milliseconds: number; parts: number }>()
  for (const row of readRows(join(folder, file))) {
    if (row['dtype'] !== 'bfloat16' || !(row['library'] ?? '').endsWith('NVLinkTwoSided')) continue
    const key = `${row['n_devices']}/${row['num_tokens']}`
    const total = totals.get(key) ?? { row, milliseconds: 0, parts: 0 }
    total.milliseconds += numberOf(row, 'latency_ms')
    total.parts += 1
    totals.set(key, total)
  }
  return [...totals.values()].flatMap(({ row, milliseconds, parts }): Point[] => {
    const device = deviceId(row['hardware'] ?? '')
    if (device === null || parts !== 3) return []
    return [
      exchangePoint({
        device,
        software: 'trtllm',
        devices: numberOf(row, 'n_devices'),
        tokens: numberOf(row, 'num_tokens'),
        hidden: numberOf(row, 'hidden'),
        topK: numberOf(row, 'topk'),
        seconds: milliseconds / 2e3,
        file,
      }),
    ]
  })
}

interface Direction {
  readonly device: string
  readonly software: Software
  readonly row: Row
  readonly tokens: number
  /** Bytes per element of a token on its way. */
  readonly elementBytes: number
  readonly seconds: number
  readonly file: string
}

/** One direction of an exchange, counted as serving counts it. */
function directionPoint({ device, software, row, tokens, elementBytes, seconds, file }: Direction): Point {
  const machine = machineById(device)
  const devices = numberOf(row, 'n_devices')
  const rowBytes = numberOf(row, 'hidden') * elementBytes
  const shape = { devices, tokens, rowBytes, topK: numberOf(row, 'topk'), expertGroups: 0, groupsPerToken: 0 }
  return {
    device,
    software,
    slot: 'tokenExchange',
    variant: 'any',
    group: String(devices),
    seconds,
    file,
    predict: (calibration, out) => exchangeTime(machine, calibration, shape, out),
  }
}

/** Eight-bit values with one 32-bit scale per 128 of them, as DeepEP dispatches. */
const SCALED_BYTES = 1 + 4 / 128
/** Bytes per element that TensorRT-LLM dispatches, by the format of the experts. */
const DISPATCHED: Readonly<Record<string, number>> = { bfloat16: 2, fp8: SCALED_BYTES, nvfp4: 4.5 / 8 }

/** DeepEP inside one node, a direction a point: of low-latency and normal kernels the faster, as a tuned server runs them. */
export function deepEpDirections(folder: string): Point[] {
  const file = 'ep_alltoall_deepep_aic.csv'
  const best = new Map<string, Row>()
  const both = (row: Row): number => numberOf(row, 'dispatch_us') + numberOf(row, 'combine_us')
  for (const row of readRows(join(folder, file))) {
    if (numberOf(row, 'n_nodes') !== 1) continue
    const key = [row['hardware'], row['n_devices'], row['num_tokens_per_rank'], row['num_experts']].join('/')
    const known = best.get(key)
    if (known === undefined || both(row) < both(known)) best.set(key, row)
  }
  return [...best.values()].flatMap((row): Point[] => {
    const device = deviceId(row['hardware'] ?? '')
    if (device === null) return []
    const of = { device, software: 'sglang', row, tokens: numberOf(row, 'num_tokens_per_rank'), file } as const
    const seconds = (column: string): number => numberOf(row, column) / 1e6
    return [
      directionPoint({ ...of, elementBytes: SCALED_BYTES, seconds: seconds('dispatch_us') }),
      directionPoint({ ...of, elementBytes: 2, seconds: seconds('combine_us') }),
    ]
  })
}

/** TensorRT-LLM's exchange over an NVLink rack, a direction a point; both share the time of its preparation. */
export function rackDirections(folder: string): Point[] {
  const file = 'ep_alltoall_gb200_nvl_aic.csv'
  const rows = readRows(join(folder, file)).filter((row) => (row['library'] ?? '').endsWith('NVLinkTwoSided'))
  const key = (row: Row): string => [row['dtype'], row['n_devices'], row['num_tokens']].join('/')
  const preparation = new Map(
    rows.filter((row) => row['op'] === 'alltoall_prepare').map((row) => [key(row), numberOf(row, 'latency_ms')]),
  )
  return rows.flatMap((row): Point[] => {
    const device = deviceId(row['hardware'] ?? '')
    const prepared = preparation.get(key(row))
    const combines = row['op'] === 'alltoall_combine'
    if (device === null || prepared === undefined || !(combines || row['op'] === 'alltoall_dispatch')) return []
    const elementBytes = combines ? 2 : (DISPATCHED[row['dtype'] ?? ''] ?? 2)
    const seconds = (numberOf(row, 'latency_ms') + prepared / 2) / 1e3
    const of = { device, software: 'trtllm', row, tokens: numberOf(row, 'num_tokens'), file } as const
    return [directionPoint({ ...of, elementBytes, seconds })]
  })
}
