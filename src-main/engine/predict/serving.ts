import type { ModelProfile } from '#shared/domain/model.ts'
import { isMeasured } from '#shared/domain/calibrationUse.ts'
import { reasonOf, type Resource } from '#shared/domain/result.ts'
import type { ResolvedPrefill } from '#shared/domain/prefillPlace.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { Machine } from '../machine/machine.ts'
import { isBeyond } from '../calibration/measuredDomain.ts'
import { decodeUseOf, promptUseOf } from '../energy/systemPower.ts'
import { figureBehind, isEstimated } from '../judge/inputSpread.ts'
import { combine, weighted, type Spread } from '../judge/intervals.ts'
import { POWER_SPREAD } from '../judge/metrics.ts'
import { decodingWatts, drawnOf } from '../judge/running.ts'
import { missingOf } from '../judge/missingFigure.ts'
import { timeSpreads, type Bound } from '../judge/timeSpreads.ts'
import { buildDeployment, type Built } from '../placement/build.ts'
import { createLatency, meanStep, type Latency } from '../serving/latency.ts'
import { evaluateLatency } from '../serving/serve.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { Service, Workers } from '../serving/service.ts'
import { promptWorkers, requestsPerRank } from '../serving/workers.ts'
import type { StepTotals } from '../serving/step.ts'
import { deploymentOf } from './deploymentOf.ts'
import type { ServingRequest } from './request.ts'

type Interval = readonly [number, number]

/** What a serving request is answered with, in seconds but where said. */
export interface ServingAnswer {
  readonly ttft: number
  readonly tpot: number
  readonly e2e: number
  readonly prefill: number
  readonly decodeStep: number
  readonly outputTokensPerSecond: number
  /** Joules of the devices, prompts not counted; null: the power of the device is not known. */
  readonly energyPerOutputToken: number | null
  /** The same of hosts and network, which measurements of devices leave out. */
  readonly surroundingEnergyPerOutputToken: number | null
  readonly interval: {
    readonly ttft: Interval
    readonly tpot: Interval
    readonly e2e: Interval
    readonly energyPerOutputToken: Interval | null
  }
  /** Share of the decode step bound by moving data off the die, 0 to 1. */
  readonly movementShare: number
  /** Share of the decode step bound by moving data on the die, 0 to 1. */
  readonly onDieShare: number
  readonly bound: Resource
  /** Null: the capacity of the device is not known. */
  readonly fits: boolean | null
  readonly software: string
  /** The version that is meant, or the one measured last; null: sources name none. */
  readonly softwareVersion: string | null
  /** Separate pools: requests per second each could feed or take and the way between them carry (null: any), and which binds. */
  readonly pools?: {
    readonly prefill: number
    readonly transfer: number | null
    readonly decode: number
    readonly binds: 'prefill' | 'decode' | 'link'
  }
  readonly warnings: readonly Wording[]
}

/** Why a serving request cannot be answered. */
export interface Unserved {
  readonly problem: Wording
}

/** Devices and how they are used: what draws. */
type Deployed = Parameters<typeof drawnOf>[0]

const BOUNDS = ['compute', 'sram', 'memory', 'link', 'host', 'overhead'] as const

function mixed(latency: Latency, pick: (totals: StepTotals) => number): number {
  const step = (1 - latency.mixedShare) * pick(latency.base) + latency.mixedShare * pick(latency.mixed)
  return step + (latency.draftRuns > 0 ? latency.draftRuns * pick(latency.draft) : 0)
}

/** The resource that takes most seconds of something. @param total seconds of the whole */
function boundOf(total: number, secondsOf: (resource: Resource) => number): Bound {
  let resource: Resource = 'overhead'
  let seconds = -1
  for (const candidate of BOUNDS) {
    const taken = secondsOf(candidate)
    if (taken > seconds) {
      seconds = taken
      resource = candidate
    }
  }
  return { resource, share: total > 0 ? seconds / total : 0 }
}

/** What binds the way to the first token: the prompt's steps, what the stack adds to them, the transfer of its cache. */
function promptBound({ promptRuns, prompt, requestOverhead, promptHost, transfer, ttft, queue }: Latency): Bound {
  return boundOf(ttft - queue, (resource) => {
    const beside = resource === 'overhead' ? requestOverhead + promptHost : resource === 'link' ? transfer : 0
    return promptRuns * prompt[resource] + beside
  })
}

/** Joules per output token, prompts not counted: of the devices, and of hosts and network; null: unknown. */
interface OutputEnergy {
  readonly devices: number | null
  readonly surrounding: number | null
}

function outputEnergy(deployed: Deployed, service: Service, load: Workload): OutputEnergy {
  const uses = [decodeUseOf(service, latency), promptUseOf(service, latency)] as const
  const drawn = drawnOf(deployed, service, latency, ...uses)
  const rate = latency.requestRate * load.outputTokens
  const whole = decodingWatts(drawn)
  const devices = drawn.watts === null ? null : (drawn.watts * (1 - drawn.promptShares.power)) / rate
  return { devices, surrounding: whole === null || devices === null ? null : whole / rate - devices }
}

function around(value: number, { below, above }: Spread): Interval {
  return [value * Math.exp(-below), value * Math.exp(above)]
}

const latency = createLatency()

/**
 * Answers a serving request. Reads nothing but its arguments; the plan is kept per model and machine object.
 * @param prefill where a prefill pool of its own runs; null: on the machine
 * @returns what is in the way where the deployment is not possible or a figure of the machine is unknown
 */
export function predictServing(
  machine: Machine,
  model: ModelProfile,
  request: ServingRequest,
  prefill: ResolvedPrefill | null = null,
): ServingAnswer | Unserved {
  const deployment = deploymentOf(model, request)
  const concurrency = request.mode === 'static' ? request.batch : request.concurrency
  const load: Workload = {
    inputTokens: request.inputTokens,
    outputTokens: request.outputTokens,
    concurrency,
    cachedShare: request.cachedShare,
  }
  const workload = { ...load }
  const parts = { model, deployment, workload, prefill }
  const budget = request.stepTokenBudget ?? null
  const built = buildDeployment(parts, machine, true, budget)
  // What was asked is timed even where it would not fit, and the answer says so.
  const service = built.service ?? buildDeployment(parts, machine, false, budget).service
  if (service === null) {
    const problem = built.findings.find((finding) => finding.severity === 'problem')
    return { problem: problem === undefined ? { code: 'reason.cannotBeServed' } : reasonOf(problem) }
  }
  evaluateLatency(service, load, latency)
  if (!Number.isFinite(latency.e2e)) {
    return { problem: reasonOf(missingOf(service, latency)) }
  }
  return answerOf(request, built, service, load, { hardware: machine.profile, deployment, prefill })
}

/** Copies of experts that were assumed because a request named none. */
function redundantExperts(request: ServingRequest, { layout }: Workers['plan']): number {
  const named = request.mode === 'disaggregated' ? request.decode.redundantExperts : request.redundantExperts
  return named === undefined ? layout.redundantExperts : 0
}

function answerOf(
  request: ServingRequest,
  built: Built,
  service: Service,
  load: Workload,
  deployed: Deployed,
): ServingAnswer {
  const decode: Workers = service.mode === 'disaggregated' ? service.decode : service.workers
  const { plan } = decode
  const beyond = isBeyond(decode.plan.serving.domain, load, requestsPerRank(service, latency.inFlight))
  const warnings: Wording[] = built.findings.map(reasonOf)
  const { machine } = plan
  const holds = service.mode === 'disaggregated' || service.workers.capacity >= load.concurrency
  const unknown = [machine, promptWorkers(service).plan.machine].find(({ serving }) => !(serving.capacity > 0))
  const fits = unknown === undefined ? built.service !== null && holds : null
  if (unknown !== undefined) {
    warnings.push({ code: 'fit.capacityUnknown', parameters: { device: unknown.profile.name } })
  }
  if (built.service === null) warnings.push({ code: 'warning.doesNotFit' })
  else if (latency.inFlight < load.concurrency) {
    warnings.push({ code: 'warning.requestsWait', parameters: { served: Math.floor(latency.inFlight) } })
  }
  const copies = redundantExperts(request, plan)
  if (copies > 0) warnings.push({ code: 'warning.redundantExperts', parameters: { copies } })
  const { donor } = plan.serving
  if (!isMeasured(plan.serving.source)) warnings.push({ code: 'warning.inherited', parameters: { donor } })
  if (beyond) warnings.push({ code: 'warning.extrapolated', parameters: { donor } })
  if (plan.streamSeconds > 0) {
    warnings.push({ code: 'weights-streamed', parameters: { share: plan.streamedWeights } })
  }
  if (latency.bottleneck !== null) {
    warnings.push({ code: 'warning.bottleneck', parameters: { part: latency.bottleneck } })
  }
  const stepSeconds = meanStep(latency)
  const bound = boundOf(stepSeconds, (resource) => mixed(latency, (totals) => totals[resource]))
  const prefill = promptBound(latency)
  const prompts = promptWorkers(service).plan
  const rests = [plan, prompts].filter((each, index) =>
    isEstimated(figureBehind(each, index === 0 ? bound.resource : prefill.resource)),
  )
  for (const device of new Set(rests.map((each) => each.machine.profile.name))) {
    warnings.push({ code: 'warning.figureEstimated', parameters: { device } })
  }
  const { tpot, ttft } = timeSpreads(service, latency, beyond, bound, prefill)
  const decodePart = latency.e2e > 0 ? 1 - latency.ttft / latency.e2e : 0
  const whole = combine(weighted(tpot, decodePart), weighted(ttft, 1 - decodePart))
  const { devices: energy, surrounding } = outputEnergy(deployed, service, load)
  const moving = mixed(latency, (totals) => totals.memory + totals.link + totals.host)
  return {
    ttft: latency.ttft,
    tpot: latency.tpot,
    e2e: latency.e2e,
    prefill: latency.promptHost + latency.promptRuns * latency.prompt.seconds,
    decodeStep: latency.base.seconds,
    outputTokensPerSecond: latency.requestRate * request.outputTokens,
    interval: {
      ttft: around(latency.ttft, ttft),
      tpot: around(latency.tpot, tpot),
      e2e: around(latency.e2e, whole),
      energyPerOutputToken: energy === null ? null : around(energy, combine(POWER_SPREAD, whole)),
    },
    energyPerOutputToken: energy,
    surroundingEnergyPerOutputToken: surrounding,
    movementShare: moving / stepSeconds,
    onDieShare: mixed(latency, (totals) => totals.sram) / stepSeconds,
    bound: bound.resource,
    fits,
    software: plan.serving.software,
    softwareVersion: plan.serving.version,
    ...(latency.bottleneck === null
      ? {}
      : {
          pools: {
            prefill: latency.promptRate,
            transfer: Number.isFinite(latency.linkRate) ? latency.linkRate : null,
            decode: latency.decodeRate,
            binds: latency.bottleneck,
          },
        }),
    warnings,
  }
}
