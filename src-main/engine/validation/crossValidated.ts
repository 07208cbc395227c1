import type { Family } from '../calibration/calibration.ts'
import { calibrationFor } from '../calibration/coefficients.ts'
import { servingFor } from '../calibration/serving.ts'
import type { Machine } from '../machine.ts'
import type { Measure, Request } from './reading.ts'

const FAMILY: Readonly<Record<Extract<Request, { op: string }>['op'], Family>> = {
  gemm: 'gemm',
  attention_decode: 'attentionDecode',
  attention_prefill: 'attentionPrefill',
  mla_decode: 'mlaDecode',
  mla_prefill: 'mlaPrefill',
  moe: 'moe',
  all_reduce: 'allReduce',
  all_gather: 'allGather',
  reduce_scatter: 'reduceScatter',
  all_to_all: 'allToAll',
}

/**
 * Median absolute error, on rows left out of the fit, of the coefficients a request is predicted with.
 * @returns null: there is none for this value, or the coefficients were never tested so
 */
export function crossValidatedError(machine: Machine, request: Request, field: Measure['field']): number | null {
  if ('op' in request) {
    const precision = 'dtype' in request ? (request.dtype ?? 'bf16') : 'bf16'
    return calibrationFor(machine, request.software ?? null, precision).origins[FAMILY[request.op]].medianError
  }
  // Fits record the error of the output token, or of the whole run for fixed batches.
  if (request.mode === 'disaggregated') return null
  const recorded = request.mode === 'static' ? field === 'e2e' || field === 'tpot' : field === 'tpot'
  return recorded ? servingFor(machine, request.software ?? null, request.mode).medianError : null
}
