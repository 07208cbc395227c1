import type { BandwidthAllocation } from '#shared/domain/deployment.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { machineOf } from '../machine/machine.ts'
import { dealsBandwidth } from '../placement/phases.ts'
import { createProbed, probe } from './probe.ts'

/** Shares that are tried, in steps of five points. */
const SHARES = Array.from({ length: 19 }, (_, index) => (index + 1) * 0.05)
/** Gains below this are not worth another machine. */
const LEAST_GAIN = 0.01

const point = createProbed()

/**
 * The allocation of memory and link bandwidth by phase that decodes fastest and, with that, answers soonest: among steps
 * of five points.
 * @returns null: the machine has nothing to deal out, or it is no faster so
 */
export function bestAllocation(scenario: ResolvedScenario): BandwidthAllocation | null {
  const machine = machineOf(scenario.hardware)
  if (!dealsBandwidth(machine) || scenario.deployment.bandwidthAllocation !== null) return null
  const built = machine.serving.bandwidth / (machine.serving.bandwidth + (machine.link?.bandwidth ?? 0))
  const at = (prefill: number, decode: number, metric: 'tpot' | 'ttft'): number => {
    const deployment = { ...scenario.deployment, bandwidthAllocation: { prefill, decode } }
    probe({ ...scenario, deployment }, point, false)
    return Number.isNaN(point[metric]) ? Infinity : point[metric]
  }
  const best = (of: (share: number) => number): number => {
    let found = Math.min(0.99, Math.max(0.01, built))
    let least = of(found)
    for (const share of SHARES) {
      const value = of(share)
      if (value < least * (1 - 1e-6)) {
        least = value
        found = share
      }
    }
    return Math.round(found * 100) / 100
  }
  const decode = best((share) => at(share, share, 'tpot'))
  const prefill = best((share) => at(share, decode, 'ttft'))
  const now = { tpot: at(built, built, 'tpot'), ttft: at(built, built, 'ttft') }
  const gain = Math.max(1 - at(prefill, decode, 'tpot') / now.tpot, 1 - at(prefill, decode, 'ttft') / now.ttft)
  return gain >= LEAST_GAIN ? { prefill, decode } : null
}
