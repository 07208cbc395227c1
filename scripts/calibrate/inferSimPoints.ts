import { join } from 'node:path'
import { attentionDecodeTime, attentionPrefillTime } from '../../src-main/engine/costing/attention.ts'
import { gemmTime } from '../../src-main/engine/costing/gemm.ts'
import { DEEPSEEK_LATENT, mlaDecodeTime } from '../../src-main/engine/costing/mla.ts'
import type { Machine } from '../../src-main/engine/machine/machine.ts'
import { readRows, type Row } from './csv.ts'
import { deviceId, machineById } from './devices.ts'
import type { Point } from './point.ts'

function parameterOf(row: Row, name: string): number {
  return Number(new RegExp(`(?:^|; )${name}=([^;]+)`).exec(row['params'] ?? '')?.[1] ?? Number.NaN)
}

/** Shapes in file names: "32-8-128" is query heads, KV heads, head size. */
function kernelPoint(row: Row, machine: Machine): Pick<Point, 'slot' | 'variant' | 'group' | 'predict'> | null {
  const value = (name: string): number => parameterOf(row, name)
  const shape = row['shape_from_filename'] ?? ''
  const [queryHeads = 0, kvHeads = 0, headSize = 0] = shape.split('-').map(Number)
  const narrow = /kv_dtype=fp8/.test(row['params'] ?? '')
  const kvBytes = narrow ? 1 : 2
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
      const [batch, kvLength] = [value('batch_size'), value('kv_len')]
      const call = { kvBytes, batch, queryLength: 1, kvLength, queryHeads, kvHeads, headSize }
      return {
        slot: narrow ? 'attentionDecodeNarrow' : 'attentionDecode',
        variant: 'any',
        group: shape,
        predict: (calibration, out) => attentionDecodeTime(machine, calibration, 'bf16', call, out),
      }
    }
    case 'mha/prefill': {
      const length = value('seq_len')
      const call = { kvBytes: 2, batch: 1, queryLength: length, kvLength: length, queryHeads, kvHeads, headSize }
      return {
        slot: 'attentionPrefill',
        variant: 'any',
        group: shape,
        predict: (calibration, out) => attentionPrefillTime(machine, calibration, 'bf16', call, true, out),
      }
    }
    case 'mla/decode': {
      const [batch, kvLength] = [value('batch_size'), value('kv_len')]
      const call = { kvBytes, batch, queryLength: 1, kvLength, queryHeads, ...DEEPSEEK_LATENT }
      return {
        slot: narrow ? 'mlaDecodeNarrow' : 'mlaDecode',
        variant: 'any',
        group: `${batch}×${kvLength}`,
        predict: (calibration, out) => mlaDecodeTime(machine, calibration, 'bf16', call, out),
      }
    }
    default:
      return null
  }
}

/** DeepGEMM, FlashAttention and FlashMLA as SGLang calls them, on H20 and H800; fp8 quantisation is not in the times. */
export function inferSimPoints(folder: string): Point[] {
  const file = 'op_kernels_infersim.csv'
  return readRows(join(folder, file)).flatMap((row): Point[] => {
    const device = deviceId(row['hardware'] ?? '')
    const point = device === null ? null : kernelPoint(row, machineById(device))
    if (device === null || point === null) return []
    return [{ ...point, device, software: 'sglang', seconds: parameterOf(row, 'latency_us') / 1e6, file }]
  })
}
