import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { hourlyCost, perMillionTokens } from '../economics/price.ts'
import { idlePower } from '../energy/power.ts'
import { decodeUseOf, promptUseOf, systemPower } from '../energy/systemPower.ts'
import { machineOf } from '../machine.ts'
import { buildDeployment, usedPerDevice, type Group } from '../placement/build.ts'
import { createLatency } from '../serving/latency.ts'
import { evaluateLatency } from '../serving/serve.ts'

/** Headline numbers of one point. NaN: unknown, or it does not run. */
export interface Probed extends Record<SensitiveMetric, number> {
  /** It runs, and all its requests fit at once. */
  fits: boolean
}

/** @returns a point of nothing, to be filled */
export function createProbed(): Probed {
  return {
    fits: false,
    tpot: NaN,
    ttft: NaN,
    systemThroughput: NaN,
    costPerMillionOutput: NaN,
    energyPerOutputToken: NaN,
  }
}

const NOTHING: Readonly<Probed> = createProbed()

/** Some requests of a group wait for memory. Where the capacity is unknown none is known to. */
function overfull(group: Group): boolean {
  return group.fit.usablePerDevice > 0 && usedPerDevice(group) > group.fit.usablePerDevice
}

const latency = createLatency()

/**
 * The headline numbers of a scenario alone, for analyses of many points: what `evaluate` says, without its ledger,
 * intervals, explanations and findings. Where not all requests fit at once, the numbers are those of the ones that do.
 * @param out written in full @param money false leaves energy and cost out, which take half of the time
 */
export function probe(scenario: ResolvedScenario, out: Probed, money = true): void {
  const { workload, economics, hardware, deployment } = scenario
  Object.assign(out, NOTHING)
  const machine = machineOf(hardware)
  const { service, groups } = buildDeployment(scenario, machine)
  if (service === null) return
  evaluateLatency(service, workload, latency)
  if (!Number.isFinite(latency.e2e) || latency.e2e <= 0) return
  out.fits = !groups.some(overfull)
  out.tpot = latency.tpot
  out.ttft = latency.ttft
  const rate = latency.requestRate * workload.outputTokens
  out.systemThroughput = rate
  if (!money) return
  const power = systemPower(service, latency, decodeUseOf(service, latency), promptUseOf(service, latency))
  const watts = power === null ? null : power.watts
  const idle = idlePower(machine)
  const { devices } = deployment
  const hourly = hourlyCost(hardware, economics, devices, watts, idle === null ? null : idle * devices)
  const decodeShare = 1 - latency.promptShare
  if (watts !== null) out.energyPerOutputToken = (watts * decodeShare) / rate
  if (hourly.total !== null) {
    out.costPerMillionOutput = perMillionTokens(hourly.total, decodeShare, rate, economics.utilisation)
  }
}
