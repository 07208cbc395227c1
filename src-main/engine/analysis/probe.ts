import { UNKNOWN } from '#shared/units/unknown.ts'
import { RESOURCES } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { perMillionTokens } from '../economics/price.ts'
import { decodeUseOf, promptUseOf } from '../energy/systemPower.ts'
import { isBeyond } from '../calibration/measuredDomain.ts'
import { decodingWatts, runningOf, wholeWatts } from '../judge/running.ts'
import { machineOf } from '../machine/machine.ts'
import { buildDeployment, usedPerDevice, type Group } from '../placement/build.ts'
import { createLatency, type Latency } from '../serving/latency.ts'
import { evaluateLatency } from '../serving/serve.ts'
import { decodeWorkers, requestsPerRank } from '../serving/workers.ts'

/** Headline numbers of one point. `UNKNOWN`: nobody knows, or it does not run. */
export interface Probed extends Record<SensitiveMetric, number> {
  /** It runs, and all its requests fit at once. */
  fits: boolean
  /** The load lies beyond what its calibration has measured. */
  beyond: boolean
  /** Requests served at once; the others wait for memory. */
  inFlight: number
  /** What the mean decode step waits for most: its place in `RESOURCES`. */
  binding: number
  /** Watts under the load: of all devices, and of these with hosts and network. */
  deviceWatts: number
  watts: number
  /** Dollars per hour of the deployment. */
  hourly: number
}

/** @returns a point of nothing, to be filled */
export function createProbed(): Probed {
  return {
    fits: false,
    beyond: false,
    inFlight: UNKNOWN,
    binding: UNKNOWN,
    deviceWatts: UNKNOWN,
    watts: UNKNOWN,
    hourly: UNKNOWN,
    tpot: UNKNOWN,
    ttft: UNKNOWN,
    systemThroughput: UNKNOWN,
    costPerMillionOutput: UNKNOWN,
    energyPerOutputToken: UNKNOWN,
  }
}

const NOTHING: Readonly<Probed> = createProbed()

/** Some requests of a group wait for memory. Where the capacity is unknown none is known to. */
function overfull(group: Group): boolean {
  return group.fit.usablePerDevice > 0 && usedPerDevice(group) > group.fit.usablePerDevice
}

/** What a mean decode step waits for most, as `evaluate` books it. */
function bindingOf({ base, mixed, draft, mixedShare, draftRuns }: Latency): number {
  let best = RESOURCES.length - 1
  let most = -1
  for (let index = 0; index < RESOURCES.length; index++) {
    const resource = RESOURCES[index] as (typeof RESOURCES)[number]
    let seconds = mixedShare < 1 ? (1 - mixedShare) * base[resource] : 0
    if (mixedShare > 0) seconds += mixedShare * mixed[resource]
    if (draftRuns > 0) seconds += draftRuns * draft[resource]
    if (seconds > most) {
      most = seconds
      best = index
    }
  }
  return best
}

const latency = createLatency()

/**
 * The headline numbers of a scenario alone, for analyses of many points: what `evaluate` says, without its ledger,
 * intervals, explanations and findings. Where not all requests fit at once, the numbers are those of the ones that do.
 * @param out written in full @param money false leaves energy and cost out, which take half of the time
 */
export function probe(scenario: ResolvedScenario, out: Probed, money = true): void {
  const { workload, economics, hardware } = scenario
  Object.assign(out, NOTHING)
  const machine = machineOf(hardware)
  const { service, groups } = buildDeployment(scenario, machine)
  if (service === null) return
  evaluateLatency(service, workload, latency)
  if (!Number.isFinite(latency.e2e) || latency.e2e <= 0) return
  out.fits = !groups.some(overfull)
  out.inFlight = latency.inFlight
  out.binding = bindingOf(latency)
  const perRank = requestsPerRank(service, latency.inFlight)
  out.beyond = isBeyond(decodeWorkers(service).plan.serving.domain, workload, perRank)
  out.tpot = latency.tpot
  out.ttft = latency.ttft
  const rate = latency.requestRate * workload.outputTokens
  out.systemThroughput = rate
  if (!money) return
  const running = runningOf(scenario, service, latency, decodeUseOf(service, latency), promptUseOf(service, latency))
  const { total } = running.cost.whole
  const decoding = decodingWatts(running)
  if (running.watts !== null) out.deviceWatts = running.watts
  if (decoding !== null) {
    out.watts = wholeWatts(running) ?? UNKNOWN
    out.energyPerOutputToken = decoding / rate
  }
  if (total !== null) {
    out.hourly = total
    out.costPerMillionOutput = perMillionTokens(total, 1 - running.promptShares.cost, rate, economics.utilisation)
  }
}
