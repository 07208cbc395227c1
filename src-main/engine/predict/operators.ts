import { bytesPerElement, type Precision } from '#shared/domain/precision.ts'
import type { Family } from '../calibration/calibration.ts'
import { calibrationFor, warmed } from '../calibration/coefficients.ts'
import { collectiveResidual, operatorResidual } from '../calibration/intervals.ts'
import { attentionDecodeTime, attentionPrefillTime } from '../costing/attention.ts'
import { collectiveTime } from '../costing/collective.ts'
import { gemmTime } from '../costing/gemm.ts'
import { mlaDecodeTime, mlaPrefillTime } from '../costing/mla.ts'
import { moeBenchmarkTime } from '../costing/moeBenchmark.ts'
import { createTiming } from '../costing/timing.ts'
import type { Machine } from '../machine/machine.ts'
import { precisionOf, type OperatorRequest } from './request.ts'

/** Seconds of one operator with its 80 % interval. */
export interface OperatorAnswer {
  readonly seconds: number
  readonly interval: readonly [number, number]
}

const timing = createTiming()

const COLLECTIVES = {
  all_reduce: 'allReduce',
  all_gather: 'allGather',
  reduce_scatter: 'reduceScatter',
  all_to_all: 'allToAll',
} as const

/** Family whose residuals a request for a kernel is judged by. */
function familyOf(request: Exclude<OperatorRequest, { bytes: number }>): Family {
  switch (request.op) {
    case 'gemm':
      return 'gemm'
    case 'attention_decode':
      return 'attentionDecode'
    case 'attention_prefill':
      return 'attentionPrefill'
    case 'mla_decode':
      return 'mlaDecode'
    case 'mla_prefill':
      return 'mlaPrefill'
    case 'moe':
      return 'moe'
  }
}

function attentionOf<Request extends { kvDtype: Precision }>(request: Request): Request & { kvBytes: number } {
  return { ...request, kvBytes: bytesPerElement(request.kvDtype) }
}

/**
 * Time of one operator as a kernel benchmark measures it, in a loop over the same operands.
 * Seconds are not finite where the machine lacks a figure the operator needs.
 */
export function predictOperator(machine: Machine, request: OperatorRequest): OperatorAnswer {
  const dtype = 'dtype' in request ? request.dtype : 'bf16'
  const precision = precisionOf(dtype)
  const calibration = warmed(calibrationFor(machine, request.software ?? null, precision, dtype === 'fp8_block'))
  switch (request.op) {
    case 'gemm':
      gemmTime(machine, calibration, precision, bytesPerElement(precision), request.m, request.n, request.k, timing)
      break
    case 'attention_decode':
      attentionDecodeTime(machine, calibration, precision, attentionOf(request), timing)
      break
    case 'attention_prefill':
      attentionPrefillTime(machine, calibration, precision, attentionOf(request), true, timing)
      break
    case 'mla_decode':
      mlaDecodeTime(machine, calibration, precision, attentionOf(request), timing)
      break
    case 'mla_prefill':
      mlaPrefillTime(machine, calibration, precision, attentionOf(request), timing)
      break
    case 'moe': {
      const degrees = { tensorParallel: request.tp, expertParallel: request.ep }
      const shape = { ...request, ...degrees, weightBytes: bytesPerElement(precision) }
      moeBenchmarkTime(machine, calibration, precision, shape, request.skew, timing)
      break
    }
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'all_to_all':
      collectiveTime(machine, calibration, COLLECTIVES[request.op], request.devices, request.bytes, timing)
      break
  }
  const { low, high } =
    'bytes' in request
      ? collectiveResidual(machine, calibration, COLLECTIVES[request.op], request.devices)
      : operatorResidual(calibration, familyOf(request))
  return { seconds: timing.seconds, interval: [timing.seconds * low, timing.seconds * high] }
}
