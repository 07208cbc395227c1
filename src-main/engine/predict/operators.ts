import { bytesPerElement, type Precision } from '#shared/domain/precision.ts'
import type { Family } from '../calibration/calibration.ts'
import { calibrationFor, warmed, type KernelChoice } from '../calibration/coefficients.ts'
import { collectiveResidual, operatorResidual } from '../calibration/intervals.ts'
import { attentionDecodeTime, attentionPrefillTime } from '../costing/attention.ts'
import { collectiveTime } from '../costing/collective.ts'
import { gemmTime } from '../costing/gemm.ts'
import { DEEPSEEK_LATENT, mlaDecodeTime, mlaPrefillTime } from '../costing/mla.ts'
import { moeBenchmarkTime } from '../costing/moeBenchmark.ts'
import { createTiming } from '../costing/timing.ts'
import type { Machine } from '../machine/machine.ts'
import { precisionOf, type OperatorRequest, type ProductFormat } from './request.ts'

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

/**
 * Widest model whose experts were measured in fp8 with one scale per tensor. Wider ones are published with a scale per
 * block (DeepSeek, Kimi, GLM): there fp8 means those kernels, which is how stacks run them.
 */
const WIDEST_PER_TENSOR = 4096

/** Scales a request means: what it names, and for experts where no per-tensor kernel was measured those that serve. */
function scalesOf(request: OperatorRequest, dtype: ProductFormat): KernelChoice['scales'] {
  if (dtype === 'fp8_block') return 'block'
  return request.op === 'moe' && request.hidden > WIDEST_PER_TENSOR ? 'served' : 'tensor'
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
  const scales = scalesOf(request, dtype)
  const choice = { scales, experts: precision, unpacked: false }
  const calibration = warmed(calibrationFor(machine, request.software ?? null, precision, choice))
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
      mlaDecodeTime(machine, calibration, precision, { ...attentionOf(request), ...DEEPSEEK_LATENT }, timing)
      break
    case 'mla_prefill':
      mlaPrefillTime(machine, calibration, precision, { ...attentionOf(request), ...DEEPSEEK_LATENT }, timing)
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
