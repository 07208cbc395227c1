import { WITHOUT_EXTRAS, type Deployment, type Pool } from '#shared/domain/deployment.ts'
import { leastRedundant } from '#shared/domain/lowering/routing.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { expertCount } from '#shared/domain/modelShape.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { ResolvedPrefill } from '#shared/domain/prefillPlace.ts'
import { workerDegrees } from '../placement/layouts.ts'
import type { ServingRequest } from './request.ts'

/** Activations take the format of the weights, but for weight-only formats, which run in 16 bits. */
function activationPrecision(weights: Precision): Precision {
  return weights === 'int4' || weights === 'fp6' ? 'bf16' : weights
}

type PoolRequest = Extract<ServingRequest, { mode: 'disaggregated' }>['decode']

/**
 * Requests a decode worker takes. Measured runs give the limit of the engine, which holds for each attention rank: where
 * more requests are in flight than workers × batch and the ranks could take them, the limit is read as theirs.
 */
function decodeBatch({ workers, dp, batch }: PoolRequest, concurrency: number): number {
  const needed = Math.ceil(concurrency / workers)
  return needed > batch ? Math.min(batch * dp, needed) : batch
}

/** Redundant experts a request names, else the fewest with which its expert parallelism divides the model's experts. */
function redundantOf(
  model: ModelProfile,
  { ep, redundantExperts }: Pick<PoolRequest, 'ep' | 'redundantExperts'>,
): number {
  return redundantExperts ?? (ep > 1 ? leastRedundant(expertCount(model), ep) : 0)
}

function poolOf(model: ModelProfile, pool: PoolRequest, batch: number): Pool {
  return {
    workers: pool.workers,
    tensorParallel: pool.tp,
    pipelineParallel: pool.pp,
    dataParallel: pool.dp,
    expertParallel: pool.ep,
    redundantExperts: redundantOf(model, pool),
    contextParallel: pool.cp,
    batch,
  }
}

function poolDevices(pool: Pool): number {
  return pool.workers * workerDegrees(pool).devices
}

/**
 * Where the prefill pool of a request runs apart from the rest; null: it does not.
 * @param hardware the profile the request's pool names @param own that of the request
 */
export function prefillOf(
  request: ServingRequest,
  own: HardwareProfile,
  hardware: HardwareProfile | null,
): ResolvedPrefill | null {
  if (request.mode !== 'disaggregated') return null
  const { prefill } = request
  const { software, softwareVersion, weightDtype, kvDtype, activationDtype } = prefill
  const same = hardware === null || hardware === own
  const asked = [software, softwareVersion, weightDtype, kvDtype, activationDtype].some((each) => each !== undefined)
  if (same && !asked) return null
  const weightPrecision = weightDtype ?? request.weightDtype
  return {
    hardware: hardware ?? own,
    weightPrecision,
    kvPrecision: kvDtype ?? request.kvDtype,
    activationPrecision:
      activationDtype ??
      (weightDtype === undefined ? request.activationDtype : undefined) ??
      activationPrecision(weightPrecision),
    // Another device has another best stack, and its own versions.
    software: software === undefined ? (same ? (request.software ?? null) : null) : software,
    softwareVersion:
      softwareVersion === undefined ? (same ? (request.softwareVersion ?? null) : null) : softwareVersion,
  }
}

/** The deployment in which a serving request runs a model. */
export function deploymentOf(model: ModelProfile, request: ServingRequest): Deployment {
  const common = {
    offload: request.offload ?? WITHOUT_EXTRAS.offload,
    speculation: request.speculation ?? null,
    bandwidthAllocation: null,
    stack: null,
    weightPrecision: request.weightDtype,
    activationPrecision: request.activationDtype ?? activationPrecision(request.weightDtype),
    kvPrecision: request.kvDtype,
    software: request.software ?? null,
    softwareVersion: request.softwareVersion ?? null,
    overlap: 0,
    routingSkew: request.skew,
  }
  if (request.mode === 'disaggregated') {
    const prefill = poolOf(model, request.prefill, request.prefill.batch)
    const decode = poolOf(model, request.decode, decodeBatch(request.decode, request.concurrency))
    return {
      ...common,
      serving: 'disaggregated',
      devices: request.devices ?? poolDevices(prefill) + poolDevices(decode),
      tensorParallel: decode.tensorParallel,
      pipelineParallel: decode.pipelineParallel,
      dataParallel: decode.dataParallel,
      expertParallel: decode.expertParallel,
      redundantExperts: decode.redundantExperts,
      contextParallel: decode.contextParallel,
      pools: { prefill, decode },
    }
  }
  return {
    ...common,
    serving: request.mode,
    devices: request.devices ?? request.tp * request.pp * request.dp * request.cp,
    tensorParallel: request.tp,
    pipelineParallel: request.pp,
    dataParallel: request.dp,
    expertParallel: request.ep,
    redundantExperts: redundantOf(model, request),
    contextParallel: request.cp,
    pools: null,
  }
}
