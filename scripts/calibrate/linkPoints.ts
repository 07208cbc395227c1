import { join } from 'node:path'
import type { Software } from '#shared/domain/software.ts'
import { collectiveTime } from '../../src-main/engine/costing/collective.ts'
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
        group: `${devices}/${Math.round(Math.log2(bytes))}`,
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
    group: `${exchange.devices}/${exchange.tokens}`,
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
