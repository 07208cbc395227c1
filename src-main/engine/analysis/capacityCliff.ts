import type { CapacityCliff, CapacityPoint } from '#shared/domain/analysis/sweep.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { machineOf } from '../machine/machine.ts'
import { buildDeployment } from '../placement/build.ts'
import { candidatesOf } from './search/candidates.ts'

/** Devices looked at: powers of two; of wafers, which are pipeline stages, every number. */
const MOST_DEVICES = 64
const MOST_WAFERS = 16

function curveOf(scenario: ResolvedScenario): CapacityPoint[] {
  const machine = machineOf(scenario.hardware)
  const mostDevices = machine.kind === 'wafer' ? MOST_WAFERS : MOST_DEVICES
  const limits = { target: { tpot: null, ttft: null }, mostDevices, mostPerHour: null, keepPrecision: true }
  const best = new Map<number, { readonly requests: number; readonly streamed: boolean }>()
  for (const deployment of candidatesOf(scenario, limits)) {
    if (deployment.serving === 'disaggregated') continue
    const { groups } = buildDeployment({ ...scenario, deployment }, machine)
    const requests = Math.floor(groups[0]?.workers.capacity ?? 0)
    const known = best.get(deployment.devices)
    if (known !== undefined && known.requests >= requests) continue
    best.set(deployment.devices, { requests, streamed: requests > 0 && (groups[0]?.fit.streamed ?? false) })
  }
  const known = machine.serving.capacity > 0
  return [...best]
    .toSorted(([one], [two]) => one - two)
    .map(([devices, { requests, streamed }]) => ({ devices, requests: known ? requests : null, streamed }))
}

/** How many requests of this load fit by number of devices, each at the split that holds most, aggregated. */
export function capacityCliffOf(scenarios: readonly ResolvedScenario[]): CapacityCliff {
  return { curves: scenarios.map((scenario) => ({ scenario: scenario.id, points: curveOf(scenario) })) }
}
