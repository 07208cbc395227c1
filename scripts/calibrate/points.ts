import { join } from 'node:path'
import type { Software } from '#shared/domain/deployment.ts'
import type { Precision } from '#shared/domain/precision.ts'
import { attentionDecodeTime, attentionPrefillTime } from '../../src-main/engine/costing/attention.ts'
import { collectiveTime, type CollectiveKind } from '../../src-main/engine/costing/collective.ts'
import { streamTime } from '../../src-main/engine/costing/elementwise.ts'
import { gemmTime } from '../../src-main/engine/costing/gemm.ts'
import { mlaDecodeTime, mlaPrefillTime } from '../../src-main/engine/costing/mla.ts'
import { moeBenchmarkTime } from '../../src-main/engine/costing/moeBenchmark.ts'
import type { Calibration, CoefficientSlot } from '../../src-main/engine/calibration/calibration.ts'
import type { Variant } from '../../src-main/engine/calibration/table.ts'
import type { Timing } from '../../src-main/engine/costing/timing.ts'
import type { Machine } from '../../src-main/engine/machine.ts'
import { numberOf, readRows, type Row } from './csv.ts'
import { deviceId, machineById } from './devices.ts'

/** One measured operator. */
export interface Point {
  readonly device: string
  readonly software: Software
  readonly slot: CoefficientSlot
  readonly variant: Variant
  /** Rows of one group are left out together in cross-validation. */
  readonly group: string
  readonly seconds: number
  readonly file: string
  /** Predicts it. */
  readonly predict: (calibration: Calibration, out: Timing) => void
}

const STACKS: Readonly<Record<string, Software>> = { VLLM: 'vllm', TRTLLM: 'trtllm', SGLANG: 'sglang' }

interface Arithmetic {
  readonly precision: Precision
  readonly variant: Variant
  readonly weightBytes: number
}

function arithmetic(text: string): Arithmetic | null {
  switch (text) {
    case 'bfloat16':
    case 'half':
    case 'fp16':
      return { precision: 'bf16', variant: 'bf16', weightBytes: 2 }
    case 'fp8':
      return { precision: 'fp8', variant: 'fp8', weightBytes: 1 }
    case 'fp8_block':
      return { precision: 'fp8', variant: 'fp8-block', weightBytes: 1 }
    case 'nvfp4':
      return { precision: 'nvfp4', variant: 'fp4', weightBytes: 4.5 / 8 }
    default:
      return null
  }
}

/** On devices without an fp8 unit, fp8 weights are multiplied in 16 bits: their rows belong to no fp8 fit. */
function fits(machine: Machine, work: Arithmetic): boolean {
  return work.precision === 'bf16' || machine.peaks[work.precision].bytes < 2
}

interface Subject {
  readonly device: string
  readonly machine: Machine
  readonly software: Software
}

function subject(row: Row): Subject | null {
  const device = deviceId(row['hardware'] ?? '')
  const software = STACKS[(row['framework'] ?? '').split(' ')[0] ?? '']
  return device === null || software === undefined ? null : { device, machine: machineById(device), software }
}

function gemmPoints(folder: string): Point[] {
  const file = 'op_gemm_aic.csv'
  return readRows(join(folder, file)).flatMap((row): Point[] => {
    const of = subject(row)
    const work = arithmetic(row['dtype'] ?? '')
    if (!of || !work || !fits(of.machine, work)) return []
    const [m, n, k] = [numberOf(row, 'm'), numberOf(row, 'n'), numberOf(row, 'k')]
    return [
      {
        device: of.device,
        software: of.software,
        slot: 'gemm',
        variant: work.variant,
        group: `${n}×${k}`,
        seconds: numberOf(row, 'latency_ms') / 1e3,
        file,
        predict: (calibration, out) =>
          gemmTime(of.machine, calibration, work.precision, work.weightBytes, m, n, k, out),
      },
    ]
  })
}

function attentionPoints(folder: string, file: string, prefill: boolean): Point[] {
  return readRows(join(folder, file)).flatMap((row): Point[] => {
    const of = subject(row)
    if (!of) return []
    const narrow = row['kv_dtype'] === 'fp8'
    const dtype: Precision = row['q_dtype'] === 'fp8' ? 'fp8' : 'bf16'
    const [batch, query, kv] = [numberOf(row, 'batch'), numberOf(row, 'q_len'), numberOf(row, 'kv_len')]
    const [heads, kvHeads] = [numberOf(row, 'n_q_heads'), numberOf(row, 'n_kv_heads')]
    const size = numberOf(row, 'head_dim')
    const bytes = narrow ? 1 : 2
    const slot: CoefficientSlot = prefill
      ? dtype === 'fp8'
        ? 'attentionPrefillFp8'
        : narrow
          ? 'attentionPrefillNarrow'
          : 'attentionPrefill'
      : narrow
        ? 'attentionDecodeNarrow'
        : 'attentionDecode'
    return [
      {
        device: of.device,
        software: of.software,
        slot,
        variant: 'any',
        group: `${heads}/${kvHeads}`,
        seconds: numberOf(row, 'latency_ms') / 1e3,
        file,
        predict: (calibration, out) =>
          prefill
            ? attentionPrefillTime(
                of.machine,
                calibration,
                dtype,
                bytes,
                batch,
                query,
                kv,
                heads,
                kvHeads,
                size,
                true,
                out,
              )
            : attentionDecodeTime(of.machine, calibration, dtype, bytes, batch, query, kv, heads, kvHeads, size, out),
      },
    ]
  })
}

function latentPoints(folder: string): Point[] {
  const file = 'op_mla_aic.csv'
  return readRows(join(folder, file)).flatMap((row): Point[] => {
    const of = subject(row)
    if (!of) return []
    const narrow = row['kv_dtype'] === 'fp8'
    const prefill = row['op'] === 'mla_context'
    const [batch, query, kv] = [numberOf(row, 'batch'), numberOf(row, 'q_len'), numberOf(row, 'kv_len')]
    const heads = numberOf(row, 'n_q_heads_per_gpu')
    const bytes = narrow ? 1 : 2
    const slot: CoefficientSlot = prefill
      ? narrow
        ? 'mlaPrefillNarrow'
        : 'mlaPrefill'
      : narrow
        ? 'mlaDecodeNarrow'
        : 'mlaDecode'
    return [
      {
        device: of.device,
        software: of.software,
        slot,
        variant: 'any',
        group: `${batch}×${kv}`,
        seconds: numberOf(row, 'latency_ms') / 1e3,
        file,
        predict: (calibration, out) =>
          prefill
            ? mlaPrefillTime(of.machine, calibration, 'bf16', bytes, batch, query, kv, heads, out)
            : mlaDecodeTime(of.machine, calibration, 'bf16', bytes, batch, query, kv, heads, out),
      },
    ]
  })
}

/** Where a stack has several kernels for one shape, the fastest: it is what a tuned server runs. */
function fastestKernels(rows: readonly Row[]): Row[] {
  const best = new Map<string, Row>()
  for (const row of rows) {
    const { latency_ms: _latency, kernel: _kernel, source: _source, ...shape } = row
    const key = JSON.stringify(shape)
    const known = best.get(key)
    if (known === undefined || numberOf(row, 'latency_ms') < numberOf(known, 'latency_ms')) best.set(key, row)
  }
  return [...best.values()]
}

function expertPoints(folder: string): Point[] {
  const file = 'op_moe_aic.csv'
  return fastestKernels(readRows(join(folder, file))).flatMap((row): Point[] => {
    const of = subject(row)
    const work = arithmetic(row['dtype'] ?? '')
    if (!of || !work || !fits(of.machine, work)) return []
    const [tokens, hidden, inter] = [numberOf(row, 'num_tokens'), numberOf(row, 'hidden'), numberOf(row, 'inter')]
    const [topK, experts] = [numberOf(row, 'topk'), numberOf(row, 'num_experts')]
    const [tp, ep] = [numberOf(row, 'moe_tp'), numberOf(row, 'moe_ep')]
    const exponent = row['routing'] === 'balanced' ? 1 : 1.2
    return [
      {
        device: of.device,
        software: of.software,
        slot: 'moe',
        variant: work.variant,
        group: [hidden, inter, experts, tp, ep, exponent].join('/'),
        seconds: numberOf(row, 'latency_ms') / 1e3,
        file,
        predict: (calibration, out) =>
          moeBenchmarkTime(
            of.machine,
            calibration,
            work.precision,
            work.weightBytes,
            tokens,
            hidden,
            inter,
            topK,
            experts,
            tp,
            ep,
            exponent,
            out,
          ),
      },
    ]
  })
}

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

function collectivePoints(folder: string): Point[] {
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
function pairPoints(folder: string): Point[] {
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
function deepEpPoints(folder: string): Point[] {
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
function rackPoints(folder: string): Point[] {
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

function normPoints(folder: string): Point[] {
  const file = 'op_layer_vidur.csv'
  return readRows(join(folder, file)).flatMap((row): Point[] => {
    const device = deviceId(row['hardware'] ?? '')
    if (device === null || numberOf(row, 'tp') !== 1) return []
    const machine = machineById(device)
    const bytes = numberOf(row, 'num_tokens') * numberOf(row, 'n_embd') * 4
    const seconds = numberOf(row, 'input_layernorm_median_ms') / 1e3
    // The source resolves one microsecond: shorter times say little.
    if (!(seconds > 3e-6)) return []
    return [
      {
        device,
        software: 'generic',
        slot: 'stream',
        variant: 'any',
        group: row['model'] ?? '',
        seconds,
        file,
        predict: (calibration, out) => streamTime(machine, calibration, bytes, 0, out),
      },
    ]
  })
}

function parameterOf(row: Row, name: string): number {
  return Number(new RegExp(`(?:^|; )${name}=([^;]+)`).exec(row['params'] ?? '')?.[1] ?? Number.NaN)
}

/** Shapes in file names: "32-8-128" is query heads, KV heads, head size. */
function kernelPoint(row: Row, machine: Machine): Pick<Point, 'slot' | 'variant' | 'group' | 'predict'> | null {
  const value = (name: string): number => parameterOf(row, name)
  const shape = row['shape_from_filename'] ?? ''
  const [heads = 0, kvHeads = 0, size = 0] = shape.split('-').map(Number)
  const narrow = /kv_dtype=fp8/.test(row['params'] ?? '')
  const bytes = narrow ? 1 : 2
  switch (row['op']) {
    case 'gemm': {
      const [m, n, k] = [value('m'), value('n'), value('k')]
      return {
        slot: 'gemm',
        variant: 'fp8',
        group: `${n}×${k}`,
        predict: (calibration, out) => gemmTime(machine, calibration, 'fp8', 1, m, n, k, out),
      }
    }
    case 'mha/decode': {
      const [batch, kv] = [value('batch_size'), value('kv_len')]
      return {
        slot: narrow ? 'attentionDecodeNarrow' : 'attentionDecode',
        variant: 'any',
        group: shape,
        predict: (calibration, out) =>
          attentionDecodeTime(machine, calibration, 'bf16', bytes, batch, 1, kv, heads, kvHeads, size, out),
      }
    }
    case 'mha/prefill': {
      const length = value('seq_len')
      return {
        slot: 'attentionPrefill',
        variant: 'any',
        group: shape,
        predict: (calibration, out) =>
          attentionPrefillTime(machine, calibration, 'bf16', 2, 1, length, length, heads, kvHeads, size, true, out),
      }
    }
    case 'mla/decode': {
      const [batch, kv] = [value('batch_size'), value('kv_len')]
      return {
        slot: narrow ? 'mlaDecodeNarrow' : 'mlaDecode',
        variant: 'any',
        group: `${batch}×${kv}`,
        predict: (calibration, out) => mlaDecodeTime(machine, calibration, 'bf16', bytes, batch, 1, kv, heads, out),
      }
    }
    default:
      return null
  }
}

/** DeepGEMM, FlashAttention and FlashMLA as SGLang calls them, on H20 and H800; fp8 quantisation is not in the times. */
function kernelPoints(folder: string): Point[] {
  const file = 'op_kernels_infersim.csv'
  return readRows(join(folder, file)).flatMap((row): Point[] => {
    const device = deviceId(row['hardware'] ?? '')
    const point = device === null ? null : kernelPoint(row, machineById(device))
    if (device === null || point === null) return []
    return [{ ...point, device, software: 'sglang', seconds: parameterOf(row, 'latency_us') / 1e6, file }]
  })
}

/** Every measured operator of the folder that some coefficient set answers for, in file order. */
export function readPoints(folder: string): Point[] {
  return [
    ...gemmPoints(folder),
    ...attentionPoints(folder, 'op_attention_decode_aic.csv', false),
    ...attentionPoints(folder, 'op_attention_prefill_aic.csv', true),
    ...latentPoints(folder),
    ...expertPoints(folder),
    ...collectivePoints(folder),
    ...pairPoints(folder),
    ...deepEpPoints(folder),
    ...rackPoints(folder),
    ...normPoints(folder),
    ...kernelPoints(folder),
  ].filter((point) => point.seconds > 0)
}
