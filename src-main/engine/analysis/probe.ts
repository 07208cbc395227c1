import type { Outcome, Point } from '#shared/domain/analysis/outcome.ts'
import type { Resource } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { hourlyCost, perMillionTokens } from '../economics/price.ts'
import { idlePower } from '../energy/power.ts'
import { decodeUseOf, promptUseOf, systemPower } from '../energy/systemPower.ts'
import { machineOf } from '../machine.ts'
import { buildDeployment, type Group } from '../placement/build.ts'
import { createLatency, type Latency } from '../serving/latency.ts'
import { evaluateLatency } from '../serving/serve.ts'
import type { StepTotals } from '../serving/step.ts'

/** A point while it is being filled, with what only solvers ask. Numbers are NaN where there are none. */
export interface Probed {
  outcome: Outcome
  tpot: number
  ttft: number
  systemThroughput: number
  costPerMillionOutput: number
  energyPerOutputToken: number
  /** Dollars per hour of the whole deployment. */
  costPerHour: number
  binding: Resource | null
  /** Most requests that fit at once; Infinity: not limited or unknown; NaN: it is invalid. */
  capacity: number
}

/** @returns a point of nothing, to be filled */
export function createProbed(): Probed {
  return {
    outcome: 'unknown',
    tpot: NaN,
    ttft: NaN,
    systemThroughput: NaN,
    costPerMillionOutput: NaN,
    energyPerOutputToken: NaN,
    costPerHour: NaN,
    binding: null,
    capacity: NaN,
  }
}

const RESOURCES = ['compute', 'sram', 'memory', 'link', 'host', 'overhead'] as const satisfies readonly Resource[]

/** Seconds of the mean decode step by what binds them. */
function bindingOfSteps({ base, mixed, draft, mixedShare, draftRuns }: Latency): Resource {
  let best: Resource = 'overhead'
  let most = 0
  for (const resource of RESOURCES) {
    const seconds = (totals: StepTotals): number => totals[resource]
    const sum =
      (1 - mixedShare) * seconds(base) +
      (mixedShare > 0 ? mixedShare * seconds(mixed) : 0) +
      (draftRuns > 0 ? draftRuns * seconds(draft) : 0)
    if (sum > most) {
      most = sum
      best = resource
    }
  }
  return best
}

/** The load of a group does not fit beside its weights: requests wait, as `judgeFit` says. */
function overfull({ fit, workers, requests }: Group): boolean {
  const perRank = Math.max(1, requests / (workers.copies * workers.plan.layout.attentionRanks))
  const used = fit.weightsPerDevice + perRank * fit.cachePerRequest + fit.activationsPerDevice
  return fit.usablePerDevice > 0 && used > fit.usablePerDevice
}

function clear(out: Probed, outcome: Outcome): void {
  out.outcome = outcome
  out.tpot = NaN
  out.ttft = NaN
  out.systemThroughput = NaN
  out.costPerMillionOutput = NaN
  out.energyPerOutputToken = NaN
  out.costPerHour = NaN
  out.binding = null
}

const latency = createLatency()

/**
 * The headline numbers of a scenario alone, for analyses of many points: what `evaluate` says, without its ledger,
 * intervals, explanations and findings. A load whose requests do not all fit at once is `doesNotFit` and still has the
 * numbers of those that do, as the comparison shows it; where nothing runs, every number is NaN.
 * @param out written in full @param money false leaves energy and cost out, which take half of the time
 */
export function probe(scenario: ResolvedScenario, out: Probed, money = true): void {
  const { workload, economics, hardware, deployment } = scenario
  const machine = machineOf(hardware)
  const built = buildDeployment(scenario, machine)
  const { service, groups } = built
  out.capacity = NaN
  if (service === null) {
    clear(out, groups.length === 0 ? 'invalid' : 'doesNotFit')
    if (groups.length > 0) out.capacity = 0
    return
  }
  evaluateLatency(service, workload, latency)
  if (!Number.isFinite(latency.e2e) || latency.e2e <= 0) {
    clear(out, 'unknown')
    return
  }
  let capacity = Infinity
  for (const group of groups) if (group.name !== 'prefill') capacity = Math.min(capacity, group.workers.capacity)
  out.capacity = capacity
  out.outcome = groups.some(overfull) ? 'doesNotFit' : 'runs'
  out.tpot = latency.tpot
  out.ttft = latency.ttft
  const rate = latency.requestRate * workload.outputTokens
  out.systemThroughput = rate
  out.binding = bindingOfSteps(latency)
  out.energyPerOutputToken = NaN
  out.costPerHour = NaN
  out.costPerMillionOutput = NaN
  if (!money) return
  const power = systemPower(service, latency, decodeUseOf(service, latency), promptUseOf(service, latency))
  const watts = power === null ? null : power.watts
  const idle = idlePower(machine)
  const { devices } = deployment
  const hourly = hourlyCost(hardware, economics, devices, watts, idle === null ? null : idle * devices)
  const decodeShare = 1 - latency.promptShare
  if (watts !== null) out.energyPerOutputToken = (watts * decodeShare) / rate
  if (hourly.total === null) return
  out.costPerHour = hourly.total
  out.costPerMillionOutput = perMillionTokens(hourly.total, decodeShare, rate, economics.utilisation)
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** A copy of what was probed as plain data: null for what there is not. */
export function pointOf(probed: Probed): Point {
  return {
    outcome: probed.outcome,
    tpot: orNull(probed.tpot),
    ttft: orNull(probed.ttft),
    systemThroughput: orNull(probed.systemThroughput),
    costPerMillionOutput: orNull(probed.costPerMillionOutput),
    energyPerOutputToken: orNull(probed.energyPerOutputToken),
    binding: probed.binding,
  }
}
