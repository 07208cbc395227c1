import { known } from '#shared/units/unknown.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { feedForwardParameters, keyValueElementsPerToken, mixerParameters } from '#shared/domain/parameters.ts'
import { bytesPerElement, type Precision } from '#shared/domain/precision.ts'
import { heldParameters } from '#shared/domain/weights/weightBytes.ts'
import { collectiveTraffic } from '../costing/collective.ts'
import type { Machine } from '../machine/machine.ts'
import { precisionOf } from '../predict/request.ts'
import type { Measure, Request } from './reading.ts'

/** The shortest time physics allows: bytes over bandwidth, operations over the dense peak, whichever is longer. */
export interface Floor {
  /** Seconds with every operand read from memory. A measurement below it read a cache, or guessed tokens ahead. */
  readonly cold: number
  /** Seconds with operands that fit the last-level cache free: a kernel benchmark loops over them. */
  readonly warm: number
}

const NONE: Floor = { cold: 0, warm: 0 }
/** A working set beyond one and a half times the last-level cache is read from memory on every run. */
const SURELY_COLD = 1.5
/** Elements of the latent cache per token, of its latent part, and of an expanded head: DeepSeek's. */
const LATENT_CACHE = 576
const LATENT_VALUE = 512
const EXPANDED_HEAD = 192 + 128

const one = (degree: number | undefined): number => degree ?? 1

function over(amount: number, rate: number): number {
  return rate > 0 ? amount / rate : 0
}

/** Dense peak of the fastest unit that may run the product; 0: none is known, and no floor follows. */
function peak(machine: Machine, ...precisions: readonly Precision[]): number {
  return Math.max(...precisions.map((precision) => known(machine.peaks[precision].rate) ?? 0))
}

function kernel(machine: Machine, bytes: number, flops: number, rate: number): Floor {
  const compute = over(flops, rate)
  const cold = Math.max(compute, over(bytes, machine.serving.bandwidth))
  const cache = machine.cache?.capacity ?? 0
  return { cold, warm: bytes > SURELY_COLD * cache ? cold : compute }
}

type OperatorRequest = Extract<Request, { op: string }>
type ServingRequest = Extract<Request, { mode: string }>

function operatorFloor(machine: Machine, request: OperatorRequest): Floor {
  switch (request.op) {
    case 'gemm': {
      const { m, n, k } = request
      const dtype = precisionOf(request.dtype ?? 'bf16')
      return kernel(machine, n * k * bytesPerElement(dtype), 2 * m * n * k, peak(machine, dtype))
    }
    case 'attention_decode':
    case 'attention_prefill': {
      const { batch, queryLength = 1, kvLength, queryHeads, kvHeads, headSize, dtype = 'bf16' } = request
      const kvDtype = request.kvDtype ?? 'bf16'
      const bytes = 2 * batch * kvLength * kvHeads * headSize * bytesPerElement(kvDtype)
      const pairs = queryLength * (kvLength - (queryLength - 1) / 2)
      // Over an 8-bit cache a kernel may multiply in 8 bits.
      return kernel(machine, bytes, 4 * batch * queryHeads * pairs * headSize, peak(machine, dtype, kvDtype))
    }
    case 'mla_decode': {
      const { batch, queryLength = 1, kvLength, queryHeads, dtype = 'bf16', kvDtype = 'bf16' } = request
      const bytes = batch * kvLength * LATENT_CACHE * bytesPerElement(kvDtype)
      const flops = 2 * batch * queryLength * queryHeads * kvLength * (LATENT_CACHE + LATENT_VALUE)
      return kernel(machine, bytes, flops, peak(machine, dtype, kvDtype))
    }
    case 'mla_prefill': {
      const { batch, queryLength = 1, kvLength, queryHeads, dtype = 'bf16', kvDtype = 'bf16' } = request
      const pairs = queryLength * (kvLength - (queryLength - 1) / 2)
      return kernel(machine, 0, 2 * batch * queryHeads * pairs * EXPANDED_HEAD, peak(machine, dtype, kvDtype))
    }
    case 'moe': {
      const { tokens, hidden, intermediate, topK } = request
      const dtype = precisionOf(request.dtype ?? 'bf16')
      const expert = (3 * hidden * intermediate) / one(request.tp)
      // Whatever the routing, the chosen experts of one token are read, and the busiest shard has the mean load at least.
      const bytes = Math.max(1, topK / one(request.ep)) * expert * bytesPerElement(dtype)
      return kernel(machine, bytes, (2 * expert * tokens * topK) / one(request.ep), peak(machine, dtype))
    }
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'all_to_all': {
      const link = machine.link
      if (link === null || request.devices > link.domain) return NONE
      const kind = request.op === 'all_reduce' ? 'allReduce' : 'allToAll'
      const traffic = collectiveTraffic(kind, request.devices, machine.reducesInSwitch)
      const seconds = over(request.bytes * traffic, link.bandwidth)
      return { cold: seconds, warm: seconds }
    }
  }
}

interface Shape {
  /** Parameters one token passes through, by what holds them. */
  readonly dense: number
  readonly experts: number
  /** KV elements a token of context adds in layers that read all of it. */
  readonly cache: number
}

const shapes = new WeakMap<ModelProfile, Shape>()

function shapeOf(model: ModelProfile): Shape {
  let shape = shapes.get(model)
  if (shape) return shape
  let dense = 0
  let experts = 0
  let cache = 0
  for (const group of model.layerGroups) {
    const { mixer, feedForward, count } = group
    dense += count * mixerParameters(mixer, model.hiddenSize)
    const active = count * feedForwardParameters(feedForward, model.hiddenSize, 'active')
    if (feedForward.kind === 'moe') experts += active
    else dense += active
    const readsAll =
      (mixer.kind === 'attention' && mixer.window === null && !mixer.blockSparse) ||
      (mixer.kind === 'mla' && !mixer.sparse)
    if (readsAll) cache += count * keyValueElementsPerToken(group)
  }
  shape = { dense, experts, cache }
  shapes.set(model, shape)
  return shape
}

/** Bytes of the weights one token passes through in the layers, by what holds them. */
interface WeightBytes {
  readonly dense: number
  readonly experts: number
}

const WITH_EXPERTS: ReadonlySet<string> = new Set(['router', 'sharedExperts', 'routedExperts'])

function layerBytes(model: ModelProfile, precision: Precision): WeightBytes {
  let dense = 0
  let experts = 0
  for (const { part, held, parameters, layers } of heldParameters(model, precision, 'active')) {
    const bytes = layers > 0 ? (parameters * held.bits) / 8 : 0
    if (WITH_EXPERTS.has(part)) experts += bytes
    else dense += bytes
  }
  return { dense, experts }
}

/** Seconds of one decode step of one request. */
function stepFloor(machine: Machine, model: ModelProfile, request: ServingRequest): number {
  const { cache } = shapeOf(model)
  const weights = layerBytes(model, request.weightDtype ?? 'bf16')
  const pool = request.mode === 'disaggregated' ? request.decode : request
  const shards = one(pool.tp)
  // A token passes every pipeline stage, one after another: stages shorten nothing.
  const bytes =
    (weights.dense + request.inputTokens * cache * bytesPerElement(request.kvDtype ?? 'bf16')) / shards +
    weights.experts / (shards * one(pool.dp))
  return over(bytes, machine.serving.bandwidth)
}

/** Seconds of the prompt's multiplications on every device that may share them. */
function promptFloor(machine: Machine, model: ModelProfile, request: ServingRequest): number {
  const { dense, experts } = shapeOf(model)
  const pool = request.mode === 'disaggregated' ? request.prefill : request
  const weights = request.weightDtype ?? 'bf16'
  const rate = peak(machine, weights, request.activationDtype ?? weights, model.expertPrecision ?? weights)
  const prompts = request.mode === 'static' ? request.batch : 1
  const tokens = prompts * request.inputTokens * (1 - (request.cachedShare ?? 0))
  return over(2 * (dense + experts) * tokens, rate * one(pool.tp) * one(pool.pp) * one(pool.dp))
}

/**
 * The floor under one measured value.
 * @param model null: an operator, or a model that is not known @param field which time of a serving request
 */
export function floorOf(
  machine: Machine,
  model: ModelProfile | null,
  request: Request,
  field: Measure['field'],
): Floor {
  if ('op' in request) return operatorFloor(machine, request)
  if (model === null || field === 'deviceTime' || field === 'energyPerOutputToken') return NONE
  let seconds = 0
  if (field === 'tpot') seconds = stepFloor(machine, model, request)
  else seconds = promptFloor(machine, model, request)
  if (field === 'e2e') seconds += (request.outputTokens - 1) * stepFloor(machine, model, request)
  return { cold: seconds, warm: seconds }
}
