import type { MemoryLevel } from '../hardware.ts'
import type { ModelProfile } from '../model.ts'
import { devicesPerCopy, type Layout } from './layout.ts'
import { draftShare } from './draftShare.ts'
import { activationBytes, cacheBytesPerRequest, type Footprint } from './footprint.ts'
import { indexScoreBytes } from './indexScores.ts'
import type { PlanOperator } from './operator.ts'
import type { MemoryReserve } from './reserve.ts'

/** A copy of a model cut over its devices, and the memory they have: what is weighed of a plan. */
export interface Weighed {
  readonly model: ModelProfile
  readonly layout: Layout
  readonly operators: readonly PlanOperator[]
  readonly footprint: Footprint
  readonly machine: {
    /** The level that holds weights and KV; its capacity in bytes, 0: unknown. */
    readonly serving: { readonly kind: MemoryLevel['kind']; readonly capacity: number }
  }
  /** What the stack keeps from all of these. */
  readonly reserve: MemoryReserve
  /** Share of the weights that arrives from outside in every step. */
  readonly streamedWeights: number
  /** Most tokens a step may carry on a rank, where somebody has said; null or absent: what stacks take by default. */
  readonly tokenBudget?: number | null
}

/** How copies of a model sit on their devices. Bytes. */
export interface CopyFit {
  readonly weightsPerDevice: number
  readonly weightsPerCopy: number
  readonly cachePerRequest: number
  readonly activationsPerDevice: number
  /** Bytes of one device that weights, KV and activations may use. `UNKNOWN` where the capacity is. */
  readonly usablePerDevice: number
  /** What the stack has kept back of each device. */
  readonly reserve: MemoryReserve
  /**
   * Most requests one attention rank holds on average at the context weighed: a fraction, since requests of a running loop
   * are of all ages. Infinity: the capacity is unknown.
   */
  readonly requestsPerRank: number
  /** Bytes of a device that are lost where stages are cut between matrices. */
  readonly packing: number
  readonly streamed: boolean
}

/** Bytes of a device that a layer which streams in whole takes: it is held twice, in use and arriving. */
export function heldTwice({ largestLayer, weightsPerDevice }: Footprint): number {
  return Math.min(2 * largestLayer, weightsPerDevice / 2)
}

/**
 * Weighs a layout against the memory of its devices.
 * @param context tokens a request holds @param stepTokens most tokens of one step on a rank that serves so many requests
 * @param requestsPerRank requests wanted on one attention rank @param streamed weights come over a link instead of staying
 */
export function fitCopy(
  copy: Weighed,
  context: number,
  stepTokens: (requests: number) => number,
  requestsPerRank: number,
  streamed: boolean,
): CopyFit {
  const { model, machine, layout, operators, footprint } = copy
  const resident = 1 - layout.offload.weights
  const cachePerRequest = cacheBytesPerRequest(layout, operators, context) * (1 - layout.offload.kv)
  const usablePerDevice = machine.serving.capacity * (1 - copy.reserve.share)
  // A streaming buffer holds the layer in use and the next one; a draft model or prediction layer comes on top.
  const draft = draftShare(model, layout.speculation)
  const buffer = Math.min(2 * footprint.largestLayer, footprint.weightsPerDevice * layout.offload.weights)
  const weightsPerDevice = streamed
    ? footprint.weightsPerDevice * (1 - copy.streamedWeights + draft) + heldTwice(footprint) * copy.streamedWeights
    : footprint.weightsPerDevice * (resident + draft) + buffer
  const activationsOf = (requests: number): number =>
    activationBytes(model, layout, footprint.widestRow, stepTokens(requests), requests) +
    indexScoreBytes(operators, stepTokens(requests), context)
  // Those who wait need no working memory: more requests asked for must not leave room for fewer.
  const room = usablePerDevice - weightsPerDevice - activationsOf(1)
  const most = cachePerRequest > 0 && room > 0 ? Math.max(1, Math.floor(room / cachePerRequest)) : Infinity
  const activationsPerDevice = activationsOf(Math.min(requestsPerRank, most))
  const free = usablePerDevice - weightsPerDevice - activationsPerDevice
  const held = cachePerRequest > 0 ? Math.max(0, free) / cachePerRequest : free >= 0 ? Infinity : 0
  return {
    weightsPerDevice,
    weightsPerCopy: footprint.weightsPerCopy * (resident + draft),
    cachePerRequest,
    activationsPerDevice,
    usablePerDevice,
    reserve: copy.reserve,
    requestsPerRank: machine.serving.capacity > 0 ? held : Infinity,
    packing: footprint.packing,
    streamed,
  }
}

/**
 * Smallest number of devices on which a model and its load fit when both are cut evenly, or, where stages are cut between
 * matrices, into as even parts as these allow. Null: the capacity is unknown, or one device cannot hold even its activations.
 * @param requests requests in flight, all at full length
 */
export function devicesNeeded(fit: CopyFit, layout: Layout, replicas: number, requests: number): number | null {
  const devices = devicesPerCopy(layout)
  const room = fit.usablePerDevice - fit.activationsPerDevice
  if (!(room > 0)) return null
  // Every tensor shard and stage holds its share of a request; attention ranks hold requests of their own.
  const cache =
    requests * fit.cachePerRequest * layout.tensorParallel * layout.pipelineParallel * layout.contextParallel
  const weights = fit.streamed ? fit.weightsPerDevice * devices : fit.weightsPerCopy
  const held = weights * replicas + cache
  if (held <= room) return 1
  return room > fit.packing ? Math.ceil(held / (room - fit.packing)) : null
}
