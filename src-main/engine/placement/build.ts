import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import type { Finding } from '#shared/domain/result.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { activePrefill, prefillDeployment, type ResolvedPrefill } from '#shared/domain/prefillPlace.ts'
import { machineOf, type Machine } from '../machine/machine.ts'
import type { Plan } from '../serving/plan.ts'
import { planOf } from '../serving/planOf.ts'
import type { Service, Workers } from '../serving/service.ts'
import { heldContext, stepTokens } from '#shared/domain/lowering/budget.ts'
import { fitCopy, type CopyFit } from '#shared/domain/lowering/fit.ts'
import { phaseMachines } from './phases.ts'
import { streamBandwidth, streamedShare } from './streaming.ts'
import { transferOf } from './transfer.ts'
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
  readonly promptDeployment: Deployment
  readonly machines: readonly Machine[]
  readonly placed: readonly Placed[]
}

/** Degrees asked of a machine. */
interface Wanted {
  readonly machine: Machine
  readonly deployment: Deployment
  readonly degrees: Degrees
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

function placedOf(parts: Parts, wanted: readonly Wanted[]): readonly Placed[] {
  const { model, deployment } = parts
  const known = placements.get(deployment)
  const machines = wanted.map(({ machine }) => machine)
  if (
    known !== undefined &&
    known.model === model &&
    known.promptDeployment === parts.promptDeployment &&
    known.machines.length === machines.length &&
    known.machines.every((machine, index) => placesAlike(machine, machines[index] as Machine))
  ) {
    return known.placed
  }
  const placed = wanted.map((each) => placeDegrees(model, each.machine, each.deployment, each.degrees))
  placements.set(deployment, { model, promptDeployment: parts.promptDeployment, machines, placed })
  return placed
}

interface Parts {
  readonly model: ModelProfile
  readonly machine: Machine
  /** The machine as steps with prompts find it, or that of a prefill pool of its own. */
  readonly promptMachine: Machine
  readonly deployment: Deployment
  /** The deployment as the prefill pool finds it: the same one, unless that pool runs on a device or a stack of its own. */
  readonly promptDeployment: Deployment
  readonly workload: Workload
  /** False: requests are served whether or not memory holds them. */
  readonly limited: boolean
  /** Most tokens a step may carry on a rank; null: what the stack takes by default. */
  readonly tokenBudget: number | null
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

/** A plan whose steps carry so many tokens at most. Kept plans are of the default. */
function withBudget(plan: Plan, tokenBudget: number | null): Plan {
  return tokenBudget === null ? plan : { ...plan, tokenBudget }
}

/** A group of workers under a placement; wafers whose SRAM is too small stream what it does not hold, if they can. */
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
  const plan = withBudget(planOf(model, machine, layout, deployment), parts.tokenBudget)
  const fit = weigh(parts, plan, context, perRank, false)
  const bandwidth = streamBandwidth(machine)
  const group = (taken: Plan, taking: CopyFit, capacity: number): Group => ({
    name,
    placement,
    workers: { plan: taken, copies, capacity },
    fit: taking,
    requests,
  })
  // A fixed batch is of whole requests, and part of one is none.
  const perBatch = (held: number): number => (deployment.serving === 'static' || held < 1 ? Math.floor(held) : held)
  const capacityOf = ({ requestsPerRank }: CopyFit): number =>
    perBatch(requestsPerRank) * copies * layout.attentionRanks
  const resident = group(plan, fit, parts.limited ? capacityOf(fit) : unlimited(fit, capacityOf(fit)))
  if (bandwidth <= 0 || fit.requestsPerRank >= 1) return resident
  const all = weigh(parts, { ...plan, streamedWeights: 1 }, context, perRank, true)
  const share = streamedShare(plan.footprint, all, perRank)
  if (share === null) return resident
  // The links of all wafers fetch at once: each the next of its own layers, while the stages before it run.
  const streaming = { bandwidth: bandwidth * layout.pipelineParallel, share }
  const streamedPlan = withBudget(planOf(model, machine, layout, deployment, streaming), parts.tokenBudget)
  const streamedFit = weigh(parts, streamedPlan, context, perRank, true)
  return streamedFit.requestsPerRank < 1 ? resident : group(streamedPlan, streamedFit, capacityOf(streamedFit))
}

/**
 * Requests served at once where the limit of memory is not asked after. What was asked, if the weights alone are too large:
 * then nothing is to be had from the limit. Else one at a time, so that a context too long for one request is not served
 * by more of them than a shorter one.
 */
function unlimited(fit: CopyFit, capacity: number): number {
  return fit.weightsPerDevice <= fit.usablePerDevice ? Math.max(1, capacity) : Infinity
}

/** The plan of steps that carry prompts on a machine that deals its bandwidth out by phase. Such a machine streams nothing. */
function promptPlan({ model, promptMachine, deployment, tokenBudget }: Parts, { layout }: Plan): Plan {
  return withBudget(planOf(model, promptMachine, layout, deployment), tokenBudget)
}

function single(parts: Parts): Built {
  const { deployment, workload } = parts
  const placed = placedOf(parts, [{ machine: parts.machine, deployment, degrees: deployment }])[0] as Placed
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
  const { machine, promptMachine, deployment, promptDeployment, workload } = parts
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
  const [first, second] = placedOf(parts, [
    { machine: promptMachine, deployment: promptDeployment, degrees: prefillDegrees },
    { machine, deployment, degrees: decodeDegrees },
  ]) as [Placed, Placed]
  if (first.placement === null) return { service: null, groups: [], findings: first.problems }
  if (second.placement === null) return { service: null, groups: [], findings: second.problems }
  const context = heldContext(deployment.serving, workload)
  const prompts = Math.min(workload.concurrency, pools.prefill.workers * pools.prefill.batch)
  const decoding = Math.min(workload.concurrency, pools.decode.workers * pools.decode.batch)
  const prefillCopies = pools.prefill.workers * first.placement.replicas
  const decodeCopies = pools.decode.workers * second.placement.replicas
  const prefill = build(
    { ...parts, machine: promptMachine, deployment: promptDeployment },
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
  return {
    service: {
      mode: 'disaggregated',
      prefill: prefill.workers,
      decode: decode.workers,
      prefillBatch: pools.prefill.batch / first.placement.replicas,
      decodeBatch: pools.decode.batch / second.placement.replicas,
      transfer: transferOf(prefill.workers.plan, decode.workers.plan, deployment.devices),
    },
    groups: [prefill, decode],
    findings,
  }
}

/** The machine of a prefill pool of its own; the one that decodes, as prompts find it, where it is the same device. */
function prefillMachine({ hardware }: ResolvedPrefill, machine: Machine, prompts: Machine): Machine {
  return hardware === machine.profile ? prompts : machineOf(hardware)
}

/**
 * Builds a scenario's deployment on its machine. Never throws: what is wrong comes back as findings.
 * @param limited false times what was asked even where it would not fit; the fit of the groups still says so
 * @param tokenBudget most tokens a step may carry on a rank; null: what the stack takes by default
 */
export function buildDeployment(
  scenario: Pick<ResolvedScenario, 'model' | 'workload' | 'deployment' | 'prefill'>,
  machine: Machine,
  limited = true,
  tokenBudget: number | null = null,
): Built {
  const { deployment } = scenario
  const { prefill, decode } = phaseMachines(machine, deployment.bandwidthAllocation)
  const place = activePrefill(scenario)
  const parts: Parts = {
    model: scenario.model,
    machine: decode,
    promptMachine: place === null ? prefill : prefillMachine(place, machine, prefill),
    deployment,
    promptDeployment: place === null ? deployment : prefillDeployment(deployment, place),
    workload: scenario.workload,
    limited,
    tokenBudget,
  }
  return scenario.deployment.serving === 'disaggregated' ? pooled(parts) : single(parts)
}
