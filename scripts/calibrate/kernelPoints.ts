import { join } from 'node:path'
import type { Precision } from '#shared/domain/precision.ts'
import type { FittedSlot } from '../../src-main/engine/calibration/calibration.ts'
import { attentionDecodeTime, attentionPrefillTime } from '../../src-main/engine/costing/attention.ts'
import { streamTime } from '../../src-main/engine/costing/elementwise.ts'
import { gemmTime } from '../../src-main/engine/costing/gemm.ts'
import { DEEPSEEK_LATENT, mlaDecodeTime, mlaPrefillTime } from '../../src-main/engine/costing/mla.ts'
import { moeBenchmarkTime } from '../../src-main/engine/costing/moeBenchmark.ts'
import { numberOf, readRows, type Row } from './csv.ts'
import { deviceId, machineById } from './devices.ts'
import { arithmetic, fits, subject, type Point } from './point.ts'

/** Matrix products. @param folder the measurements */
export function gemmPoints(folder: string): Point[] {
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

/** Attention over full heads. @param folder the measurements */
export function attentionPoints(folder: string, file: string, prefill: boolean): Point[] {
  return readRows(join(folder, file)).flatMap((row): Point[] => {
    const of = subject(row)
    if (!of) return []
    const narrow = row['kv_dtype'] === 'fp8'
    const dtype: Precision = row['q_dtype'] === 'fp8' ? 'fp8' : 'bf16'
    const [batch, queryLength, kvLength] = [numberOf(row, 'batch'), numberOf(row, 'q_len'), numberOf(row, 'kv_len')]
    const [queryHeads, kvHeads] = [numberOf(row, 'n_q_heads'), numberOf(row, 'n_kv_heads')]
    const headSize = numberOf(row, 'head_dim')
    const shape = { kvBytes: narrow ? 1 : 2, batch, queryLength, kvLength, queryHeads, kvHeads, headSize }
    const slot: FittedSlot = prefill
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
        group: `${queryHeads}/${kvHeads}`,
        seconds: numberOf(row, 'latency_ms') / 1e3,
        file,
        predict: (calibration, out) =>
          prefill
            ? attentionPrefillTime(of.machine, calibration, dtype, shape, true, out)
            : attentionDecodeTime(of.machine, calibration, dtype, shape, out),
      },
    ]
  })
}

/** Latent attention. @param folder the measurements */
export function latentPoints(folder: string): Point[] {
  const file = 'op_mla_aic.csv'
  return readRows(join(folder, file)).flatMap((row): Point[] => {
    const of = subject(row)
    if (!of) return []
    const narrow = row['kv_dtype'] === 'fp8'
    const prefill = row['op'] === 'mla_context'
    const [batch, queryLength, kvLength] = [numberOf(row, 'batch'), numberOf(row, 'q_len'), numberOf(row, 'kv_len')]
    const queryHeads = numberOf(row, 'n_q_heads_per_gpu')
    const shape = { kvBytes: narrow ? 1 : 2, batch, queryLength, kvLength, queryHeads, ...DEEPSEEK_LATENT }
    const slot: FittedSlot = prefill
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
        group: `${batch}×${kvLength}`,
        seconds: numberOf(row, 'latency_ms') / 1e3,
        file,
        predict: (calibration, out) =>
          prefill
            ? mlaPrefillTime(of.machine, calibration, 'bf16', shape, out)
            : mlaDecodeTime(of.machine, calibration, 'bf16', shape, out),
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

/** Feed-forward of routed experts. @param folder the measurements */
export function expertPoints(folder: string): Point[] {
  const file = 'op_moe_aic.csv'
  return fastestKernels(readRows(join(folder, file))).flatMap((row): Point[] => {
    const of = subject(row)
    const work = arithmetic(row['dtype'] ?? '')
    if (!of || !work || !fits(of.machine, work)) return []
    const [tokens, hidden, intermediate] = [
      numberOf(row, 'num_tokens'),
      numberOf(row, 'hidden'),
      numberOf(row, 'inter'),
    ]
    const [topK, experts] = [numberOf(row, 'topk'), numberOf(row, 'num_experts')]
    const [tensorParallel, expertParallel] = [numberOf(row, 'moe_tp'), numberOf(row, 'moe_ep')]
    const degrees = { tensorParallel, expertParallel }
    const shape = { weightBytes: work.weightBytes, tokens, hidden, intermediate, topK, experts, ...degrees }
    const exponent = row['routing'] === 'balanced' ? 1 : 1.2
    return [
      {
        device: of.device,
        software: of.software,
        slot: 'moe',
        variant: work.variant,
        group: [hidden, intermediate, experts, tensorParallel, expertParallel].join('/'),
        seconds: numberOf(row, 'latency_ms') / 1e3,
        file,
        predict: (calibration, out) => moeBenchmarkTime(of.machine, calibration, work.precision, shape, exponent, out),
      },
    ]
  })
}

/** Layer norms. @param folder the measurements */
export function normPoints(folder: string): Point[] {
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
