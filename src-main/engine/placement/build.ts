import { toNumber } from '#shared/units/unknown.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import type { Finding } from '#shared/domain/result.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import type { Machine } from '../machine/machine.ts'
import type { Plan } from '../serving/plan.ts'
import { planOf } from '../serving/planOf.ts'
import type { Service, Workers } from '../serving/service.ts'
import { heldContext, stepTokens } from '#shared/domain/lowering/budget.ts'
import { cacheBytesPerRequest } from '#shared/domain/lowering/footprint.ts'
import { fitCopy, type CopyFit } from '#shared/domain/lowering/fit.ts'
import { phaseMachines } from './phases.ts'
import { placeDegrees, workerDegrees, type Degrees, type Placed, type Placement } from './layouts.ts'

/** One kind of worker with the memory it takes. */
export interface Group {
  readonly name: 'all' | 'prefill' | 'decode'
  readonly placement: Placement
  readonly workers: Workers
  readonly fit: CopyFit
  /** Requests this group holds at once when nothing waits. */
  readonly requests: number
}

/** A deployment built on a machine: ready to serve, or the reasons why not. */
export interface Built {
  /** Null: the deployment is invalid or its weights do not fit. */
  readonly service: Service | null
  /** The groups of workers: one, or prefill and decode. Empty when the deployment is invalid. */
  readonly groups: readonly Group[]
  readonly findings: readonly Finding[]
}

/** Bytes in use on the fullest device of a group; a rank that serves anything holds at least one whole request. */
export function usedPerDevice({ fit, placement, workers, requests }: Group): number {
  const perRank = Math.max(1, requests / (workers.copies * placement.layout.attentionRanks))
  return fit.weightsPerDevice + perRank * fit.cachePerRequest + fit.activationsPerDevice
}

/** Where a deployment's groups go: one placement, or the prefill and the decode pool's. */
interface Placements {
  readonly model: ModelProfile
  readonly machine: Machine
  readonly placed: readonly Placed[]
}

/** Analyses ask for one deployment at many loads: it is checked and placed once per object. */
const placements = new WeakMap<Deployment, Placements>()

/** Where things go depends on no figure of a machine: only on its kind, on whether there is a host link, and on its name. */
function placesAlike(one: Machine, two: Machine): boolean {
  return (
    one === two ||
    (one.kind === two.kind && (one.host === null) === (two.host === null) && one.profile.name === two.profile.name)
  )
}

function placedOf({ model, machine, deployment }: Parts, wanted: readonly Degrees[]): readonly Placed[] {
  const known = placements.get(deployment)
  if (known !== undefined && known.model === model && placesAlike(known.machine, machine)) return known.placed
  const placed = wanted.map((degrees) => placeDegrees(model, machine, deployment, degrees))
  placements.set(deployment, { model, machine, placed })
  return placed
}

interface Parts {
  readonly model: ModelProfile
  readonly machine: Machine
  /** The machine as steps with prompts find it. */
  readonly promptMachine: Machine
  readonly deployment: Deployment
  readonly workload: Workload
  /** False: requests are served whether or not memory holds them. */
  readonly limited: boolean
}

/** Bytes/s at which weights reach a wafer from outside; 0: there is no such level. */
function streamBandwidth(machine: Machine): number {
  if (machine.kind !== 'wafer') return 0
  const external = machine.profile.memory.find((level) => level.kind === 'external')
  return external?.bandwidth.value ?? machine.host?.bandwidth ?? 0
}

function weigh(
  { deployment, workload }: Parts,
  plan: Plan,
  context: number,
  perRank: number,
  streamed: boolean,
): CopyFit {
  const most = (requests: number): number => stepTokens(plan, deployment.serving, workload, requests)
  return fitCopy(plan, context, most, perRank, streamed)
}

const unstagedLayouts = new WeakMap<Layout, Layout>()

/** The layout without pipeline stages: the same object for the same layout, so that its plan is found again. */
function unstaged(layout: Layout): Layout {
  let wide = unstagedLayouts.get(layout)
  if (wide === undefined) {
    wide = { ...layout, pipelineParallel: 1 }
    unstagedLayouts.set(layout, wide)
  }
  return wide
}

/** A group of workers under a placement; wafers whose SRAM is too small stream their weights if they can. */
function build(
  parts: Parts,
  name: Group['name'],
  placement: Placement,
  copies: number,
  requests: number,
  context: number,
): Group {
  const { model, machine, deployment } = parts
  const { layout } = placement
  const perRank = Math.max(1, requests / (copies * layout.attentionRanks))
  const plan = planOf(model, machine, layout, deployment)
  const fit = weigh(parts, plan, context, perRank, false)
  const bandwidth = streamBandwidth(machine)
  const resident: Group = {
    name,
    placement,
    workers: {
      plan,
      copies,
      capacity: parts.limited ? fit.requestsPerRank * copies * layout.attentionRanks : Infinity,
    },
    fit,
    requests,
  }
  if (bandwidth <= 0 || fit.weightsPerDevice + fit.activationsPerDevice <= fit.usablePerDevice) return resident
  // Streaming: each wafer runs the whole model on requests of its own, all fed the same weights.
  const wide = unstaged(layout)
  const streamedCopies = copies * layout.pipelineParallel
  const streamedPlan = planOf(model, machine, wide, deployment, bandwidth)
  const streamedRank = Math.max(1, requests / streamedCopies)
  const streamedFit = weigh(parts, streamedPlan, context, streamedRank, true)
  if (streamedFit.requestsPerRank < 1) return resident
  return {
    name,
    placement: { ...placement, layout: wide, replicas: streamedCopies },
    workers: { plan: streamedPlan, copies: streamedCopies, capacity: streamedFit.requestsPerRank * streamedCopies },
    fit: streamedFit,
    requests,
  }
}

/** The plan of steps that carry prompts on a machine that deals its bandwidth out by phase. Such a machine streams nothing. */
function promptPlan({ model, promptMachine, deployment }: Parts, { layout }: Plan): Plan {
  return planOf(model, promptMachine, layout, deployment)
}

function single(parts: Parts): Built {
  const { deployment, workload } = parts
  const placed = placedOf(parts, [deployment])[0] as Placed
  if (placed.placement === null) return { service: null, groups: [], findings: placed.problems }
  const { placement, notes } = placed
  const context = heldContext(deployment.serving, workload)
  const group = build(parts, 'all', placement, placement.replicas, workload.concurrency, context)
  const mode = deployment.serving === 'static' ? 'static' : 'aggregated'
  const { workers } = group
  if (workers.capacity < 1) return { service: null, groups: [group], findings: notes }
  const service: Service =
    parts.promptMachine === parts.machine
      ? { mode, workers }
      : { mode, workers, prompts: { ...workers, plan: promptPlan(parts, workers.plan) } }
  return { service, groups: [group], findings: notes }
}

function pooled(parts: Parts): Built {
  const { machine, promptMachine, deployment, workload } = parts
  const { pools } = deployment
  if (pools === null) {
    return { service: null, groups: [], findings: [{ severity: 'problem', code: 'pools-missing' }] }
  }
  const prefillDegrees = workerDegrees(pools.prefill)
  const decodeDegrees = workerDegrees(pools.decode)
  const prefillDevices = pools.prefill.workers * prefillDegrees.devices
  const decodeDevices = pools.decode.workers * decodeDegrees.devices
  const total = prefillDevices + decodeDevices
  if (total !== deployment.devices) {
    const parameters = { prefill: prefillDevices, decode: decodeDevices, total }
    return { service: null, groups: [], findings: [{ severity: 'problem', code: 'pools-devices', parameters }] }
  }
  const [first, second] = placedOf(parts, [prefillDegrees, decodeDegrees]) as [Placed, Placed]
  if (first.placement === null) return { service: null, groups: [], findings: first.problems }
  if (second.placement === null) return { service: null, groups: [], findings: second.problems }
  const context = heldContext(deployment.serving, workload)
  const prompts = Math.min(workload.concurrency, pools.prefill.workers * pools.prefill.batch)
  const decoding = Math.min(workload.concurrency, pools.decode.workers * pools.decode.batch)
  const prefillCopies = pools.prefill.workers * first.placement.replicas
  const decodeCopies = pools.decode.workers * second.placement.replicas
  const prefill = build(
    { ...parts, machine: promptMachine },
    'prefill',
    first.placement,
    prefillCopies,
    prompts,
    workload.inputTokens,
  )
  const decode = build(parts, 'decode', second.placement, decodeCopies, decoding, context)
  const findings = [...first.notes, ...second.notes]
  if (prefill.workers.capacity < 1 || decode.workers.capacity < 1) {
    return { service: null, groups: [prefill, decode], findings }
  }
  const { plan } = prefill.workers
  const near = machine.link !== null && deployment.devices <= machine.link.domain ? machine.link : null
  // The slower of the two ends; they differ only where bandwidth is dealt out by phase.
  const nearBandwidth = near === null ? null : Math.min(near.bandwidth, promptMachine.link?.bandwidth ?? Infinity)
  return {
    service: {
      mode: 'disaggregated',
      prefill: prefill.workers,
      decode: decode.workers,
      prefillBatch: pools.prefill.batch / first.placement.replicas,
      decodeBatch: pools.decode.batch / second.placement.replicas,
      transferBytes: (tokens) => cacheBytesPerRequest(plan.layout, plan.operators, tokens),
      transferBandwidth: nearBandwidth ?? toNumber((machine.network ?? machine.link)?.bandwidth),
    },
    groups: [prefill, decode],
    findings,
  }
}

/**
 * Builds a scenario's deployment on its machine. Never throws: what is wrong comes back as findings.
 * @param limited false times what was asked even where it would not fit; the fit of the groups still says so
 */
export function buildDeployment(
  scenario: Pick<ResolvedScenario, 'model' | 'workload' | 'deployment'>,
  machine: Machine,
  limited = true,
): Built {
  const { prefill, decode } = phaseMachines(machine, scenario.deployment.bandwidthAllocation)
  const parts: Parts = {
    model: scenario.model,
    machine: decode,
    promptMachine: prefill,
    deployment: scenario.deployment,
    workload: scenario.workload,
    limited,
  }
  return scenario.deployment.serving === 'disaggregated' ? pooled(parts) : single(parts)
}
