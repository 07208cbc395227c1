import { WITHOUT_EXTRAS, type Deployment, type Pool } from '#shared/domain/deployment.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Precision } from '#shared/domain/precision.ts'
import { isMeasured, reasonOf, type Resource } from '#shared/domain/result.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { Machine } from '../machine/machine.ts'
import { isBeyond } from '../calibration/measuredDomain.ts'
import { residualSpread } from '../judge/intervals.ts'
import { buildDeployment, type Built } from '../placement/build.ts'
import { workerDegrees } from '../placement/layouts.ts'
import { createLatency, meanStep, type Latency } from '../serving/latency.ts'
import { evaluateLatency } from '../serving/serve.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { Service, Workers } from '../serving/service.ts'
import { requestsPerRank } from '../serving/workers.ts'
import type { StepTotals } from '../serving/step.ts'
import type { ServingRequest } from './request.ts'

type Interval = readonly [number, number]

/** What a serving request is answered with, in seconds. */
export interface ServingAnswer {
  readonly ttft: number
  readonly tpot: number
  readonly e2e: number
  readonly prefill: number
  readonly decodeStep: number
  readonly outputTokensPerSecond: number
  readonly interval: { readonly ttft: Interval; readonly tpot: Interval; readonly e2e: Interval }
  readonly movementShare: number
  readonly bound: Resource
  readonly fits: boolean
  readonly software: string
  readonly warnings: readonly Wording[]
}

/** Why a serving request cannot be answered. */
export interface Unserved {
  readonly problem: Wording
}

/** Activations take the format of the weights, but for weight-only formats, which run in 16 bits. */
function activationPrecision(weights: Precision): Precision {
  return weights === 'int4' || weights === 'fp6' ? 'bf16' : weights
}

type PoolRequest = Extract<ServingRequest, { mode: 'disaggregated' }>['prefill']

/**
 * Requests a decode worker takes. Measured runs give the limit of the engine, which holds for each attention rank: where
 * more requests are in flight than workers × batch and the ranks could take them, the limit is read as theirs.
 */
function decodeBatch({ workers, dp, batch }: PoolRequest, concurrency: number): number {
  const needed = Math.ceil(concurrency / workers)
  return needed > batch ? Math.min(batch * dp, needed) : batch
}

function poolOf(pool: PoolRequest, batch: number): Pool {
  return {
    workers: pool.workers,
    tensorParallel: pool.tp,
    pipelineParallel: pool.pp,
    dataParallel: pool.dp,
    expertParallel: pool.ep,
    contextParallel: pool.cp,
    batch,
  }
}

function poolDevices(pool: Pool): number {
  return pool.workers * workerDegrees(pool).devices
}

function deploymentOf(request: ServingRequest): Deployment {
  const common = {
    offload: request.offload ?? WITHOUT_EXTRAS.offload,
    speculation: request.speculation ?? null,
    bandwidthAllocation: null,
    stack: null,
    weightPrecision: request.weightDtype,
    activationPrecision: request.activationDtype ?? activationPrecision(request.weightDtype),
    kvPrecision: request.kvDtype,
    software: request.software ?? null,
    overlap: 0,
    routingSkew: request.skew,
  }
  if (request.mode === 'disaggregated') {
    const prefill = poolOf(request.prefill, request.prefill.batch)
    const decode = poolOf(request.decode, decodeBatch(request.decode, request.concurrency))
    return {
      ...common,
      serving: 'disaggregated',
      devices: request.devices ?? poolDevices(prefill) + poolDevices(decode),
      tensorParallel: decode.tensorParallel,
      pipelineParallel: decode.pipelineParallel,
      dataParallel: decode.dataParallel,
      expertParallel: decode.expertParallel,
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
    contextParallel: request.cp,
    pools: null,
  }
}

const BOUNDS = ['compute', 'sram', 'memory', 'link', 'host', 'overhead'] as const

function mixed(latency: Latency, pick: (totals: StepTotals) => number): number {
  const step = (1 - latency.mixedShare) * pick(latency.base) + latency.mixedShare * pick(latency.mixed)
  return step + (latency.draftRuns > 0 ? latency.draftRuns * pick(latency.draft) : 0)
}

function boundOf(latency: Latency): Resource {
  let best: Resource = 'overhead'
  let most = -1
  for (const resource of BOUNDS) {
    const seconds = mixed(latency, (totals) => totals[resource])
    if (seconds > most) {
      most = seconds
      best = resource
    }
  }
  return best
}

function around(value: number, below: number, above: number): Interval {
  return [value * Math.exp(-below), value * Math.exp(above)]
}

const latency = createLatency()

/**
 * Answers a serving request. Reads nothing but its arguments; the plan is kept per model and machine object.
 * @returns what is in the way where the deployment is not possible or a figure of the machine is unknown
 */
export function predictServing(
  machine: Machine,
  model: ModelProfile,
  request: ServingRequest,
): ServingAnswer | Unserved {
  const deployment = deploymentOf(request)
  const concurrency = request.mode === 'static' ? request.batch : request.concurrency
  const load: Workload = {
    inputTokens: request.inputTokens,
    outputTokens: request.outputTokens,
    concurrency,
    cachedShare: request.cachedShare,
  }
  const workload = { ...load }
  const built = buildDeployment({ model, deployment, workload }, machine)
  // What was asked is timed even where it would not fit, and the answer says so.
  const service = built.service ?? buildDeployment({ model, deployment, workload }, machine, false).service
  if (service === null) {
    const problem = built.findings.find((finding) => finding.severity === 'problem')
    return { problem: problem === undefined ? { code: 'reason.cannotBeServed' } : reasonOf(problem) }
  }
  evaluateLatency(service, load, latency)
  if (!Number.isFinite(latency.e2e)) {
    return { problem: { code: 'reason.figureMissing', parameters: { device: machine.profile.name } } }
  }
  return answerOf(request, built, service, load)
}

function answerOf(request: ServingRequest, built: Built, service: Service, load: Workload): ServingAnswer {
  const decode: Workers = service.mode === 'disaggregated' ? service.decode : service.workers
  const { plan } = decode
  const beyond = isBeyond(decode.plan.serving.domain, load, requestsPerRank(service, latency.inFlight))
  const warnings: Wording[] = built.findings.map(reasonOf)
  const fits = built.service !== null && latency.inFlight >= load.concurrency
  if (built.service === null) warnings.push({ code: 'warning.doesNotFit' })
  else if (!fits) {
    warnings.push({ code: 'warning.requestsWait', parameters: { served: Math.floor(latency.inFlight) } })
  }
  const { donor } = plan.serving
  if (!isMeasured(plan.serving.source)) warnings.push({ code: 'warning.inherited', parameters: { donor } })
  if (beyond) warnings.push({ code: 'warning.extrapolated', parameters: { donor } })
  if (latency.bottleneck !== null) {
    warnings.push({ code: 'warning.bottleneck', parameters: { part: latency.bottleneck } })
  }
  const tpot = residualSpread(plan.serving.tpot, beyond)
  const ttft = residualSpread(plan.serving.ttft, beyond)
  const decodePart = latency.e2e > 0 ? 1 - latency.ttft / latency.e2e : 0
  const below = Math.hypot(tpot.below * decodePart, ttft.below * (1 - decodePart))
  const above = Math.hypot(tpot.above * decodePart, ttft.above * (1 - decodePart))
  const moving = mixed(latency, (totals) => totals.sram + totals.memory + totals.link + totals.host)
  return {
    ttft: latency.ttft,
    tpot: latency.tpot,
    e2e: latency.e2e,
    prefill: latency.promptRuns * latency.prompt.seconds,
    decodeStep: latency.base.seconds,
    outputTokensPerSecond: latency.requestRate * request.outputTokens,
    interval: {
      ttft: around(latency.ttft, ttft.below, ttft.above),
      tpot: around(latency.tpot, tpot.below, tpot.above),
      e2e: around(latency.e2e, below, above),
    },
    movementShare: moving / meanStep(latency),
    bound: boundOf(latency),
    fits,
    software: plan.serving.software,
    warnings,
  }
}
