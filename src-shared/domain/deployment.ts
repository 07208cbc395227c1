import { z } from 'zod'
import { numberWithin } from './limits.ts'
import { precisionSchema } from './precision.ts'
import { softwareSchema, softwareVersionSchema } from './software.ts'
import { stackProfileSchema } from './stackProfile.ts'

/** Prefill and decode on separate pools of workers, joined by a KV transfer. */
export const poolSchema = z.strictObject({
  workers: numberWithin('deployment.pools.workers'),
  tensorParallel: numberWithin('deployment.pools.tensorParallel'),
  pipelineParallel: numberWithin('deployment.pools.pipelineParallel'),
  dataParallel: numberWithin('deployment.pools.dataParallel'),
  expertParallel: numberWithin('deployment.pools.expertParallel'),
  /** Copies of busy experts held beside the model's own, so that expert parallelism cuts evenly; none where it is left out. */
  redundantExperts: numberWithin('deployment.pools.redundantExperts').optional(),
  /** Devices that share one sequence's context: prompts and KV are split along it. */
  contextParallel: numberWithin('deployment.pools.contextParallel'),
  /** Requests per worker. */
  batch: numberWithin('deployment.pools.batch'),
})
/** One pool of a disaggregated deployment. */
export type Pool = z.infer<typeof poolSchema>

/** Devices of one pool: its workers times what one takes. */
export function poolDevices(pool: Pool): number {
  return pool.workers * pool.tensorParallel * pool.pipelineParallel * pool.dataParallel * pool.contextParallel
}

/** What is kept in host memory and read over the host link in every step, as shares. */
export const offloadSchema = z.strictObject({
  /** Share of the weights. */
  weights: numberWithin('deployment.offload.weights'),
  /** Share of the KV cache of every request. */
  kv: numberWithin('deployment.offload.kv'),
})
/** What is kept in host memory. */
export type Offload = z.infer<typeof offloadSchema>

/** Speculative decoding: a step drafts some tokens and verifies them together. */
export const speculationSchema = z.strictObject({
  /** Tokens drafted per step. */
  draftTokens: numberWithin('deployment.speculation.draftTokens'),
  /** Probability that a drafted token is accepted, given that those before it were. */
  acceptance: numberWithin('deployment.speculation.acceptance'),
  /**
   * Work of drafting one token over that of one decode step of the model: 0 for look-up, the parameter ratio for a draft
   * model. Null: the model's own prediction layer.
   */
  draftCost: numberWithin('deployment.speculation.draftCost').nullable(),
})
/** Speculative decoding. */
export type Speculation = z.infer<typeof speculationSchema>

/**
 * A machine whose package bandwidth can be dealt out anew in each phase: the share of memory and scale-up link together
 * that memory has, the link having the rest. Per device, per direction; the sum stays what it is.
 */
export const bandwidthAllocationSchema = z.strictObject({
  /** In steps that carry prompts. */
  prefill: numberWithin('deployment.bandwidthAllocation.prefill'),
  /** In steps that only decode. */
  decode: numberWithin('deployment.bandwidthAllocation.decode'),
})
/** A bandwidth allocation that changes between prefill and decode. */
export type BandwidthAllocation = z.infer<typeof bandwidthAllocationSchema>

/**
 * How the model is laid on the devices. `devices` is the total. `tensorParallel` shards within a replica,
 * `pipelineParallel` cuts layers into stages, `dataParallel` is attention data parallelism (or plain replicas for dense
 * models), `expertParallel` is the width over which experts are spread.
 */
export const deploymentSchema = z.strictObject({
  serving: z.enum(['static', 'aggregated', 'disaggregated']),
  devices: numberWithin('deployment.devices'),
  tensorParallel: numberWithin('deployment.tensorParallel'),
  pipelineParallel: numberWithin('deployment.pipelineParallel'),
  dataParallel: numberWithin('deployment.dataParallel'),
  expertParallel: numberWithin('deployment.expertParallel'),
  /** Copies of busy experts held in each layer beside the model's own: experts and copies are dealt evenly. None where it is left out. */
  redundantExperts: numberWithin('deployment.redundantExperts').optional(),
  /** Devices that share one sequence's context. */
  contextParallel: numberWithin('deployment.contextParallel'),
  weightPrecision: precisionSchema,
  activationPrecision: precisionSchema,
  kvPrecision: precisionSchema,
  /** Null: the best-calibrated stack of the device. */
  software: softwareSchema.nullable(),
  /** The user's own calibration of the stack, in place of what is shipped; null: none. It holds for its device and way of serving. */
  stack: stackProfileSchema.nullable(),
  /** The version the stack runs in; null: the one that was measured last. */
  softwareVersion: softwareVersionSchema.nullable(),
  /** Share of collective time hidden behind compute, 0 to 1. */
  overlap: numberWithin('deployment.overlap'),
  /** Hot-expert skew: load of the busiest expert shard over the mean, 1 = even. */
  routingSkew: numberWithin('deployment.routingSkew'),
  offload: offloadSchema,
  /** Null: none. */
  speculation: speculationSchema.nullable(),
  /** Null: the bandwidths of the device hold in both phases. */
  bandwidthAllocation: bandwidthAllocationSchema.nullable(),
  pools: z.strictObject({ prefill: poolSchema, decode: poolSchema }).nullable(),
})
/** How the model is laid on the devices. */
export type Deployment = z.infer<typeof deploymentSchema>

/** No context parallelism, offload, speculation, allocation, calibration of one's own or version of the stack: what older files and plain comparisons have. */
export const WITHOUT_EXTRAS = {
  contextParallel: 1,
  offload: { weights: 0, kv: 0 },
  speculation: null,
  bandwidthAllocation: null,
  stack: null,
  softwareVersion: null,
} as const satisfies Partial<Deployment>
