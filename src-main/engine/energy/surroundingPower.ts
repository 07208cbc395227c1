import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { Figure } from '#shared/domain/provenance.ts'
import { hostPower, networkPower } from '#shared/domain/surroundings.ts'
import { boughtDevices } from '#shared/domain/systemUnit.ts'
import { keptPer } from '../kept.ts'

/**
 * Watts of what stands around the devices of a deployment and is not in their board power. Hosts run whether or not their
 * devices serve, and hosts of whole systems run where some of their devices are not used.
 */
export interface SurroundingPower {
  readonly hosts: number
  readonly network: number
  /** Both together, at the ends of what is known of them. */
  readonly low: number
  readonly high: number
}

interface PerDevice {
  readonly hosts: number
  readonly network: number
  readonly low: number
  readonly high: number
}

const kept = keptPer<HardwareProfile, 'device', { readonly each: PerDevice | null }>(1)

function perDevice(profile: HardwareProfile): PerDevice | null {
  const figures: readonly (Figure | null)[] = [hostPower(profile), networkPower(profile)]
  if (figures.some((figure) => figure !== null && figure.value === null)) return null
  const [hosts = 0, network = 0] = figures.map((figure) => figure?.value ?? 0)
  const sum = (end: 'low' | 'high'): number =>
    figures.reduce((all, figure) => all + (figure?.[end] ?? figure?.value ?? 0), 0)
  return { hosts, network, low: sum('low'), high: sum('high') }
}

/** @param devices of the deployment @returns null: unknown, as the board power is */
export function surroundingPower(profile: HardwareProfile, devices: number): SurroundingPower | null {
  const { each } = kept(profile, 'device', () => ({ each: perDevice(profile) }))
  if (each === null) return null
  const around = boughtDevices(profile, devices)
  return {
    hosts: each.hosts * around,
    network: each.network * around,
    low: each.low * around,
    high: each.high * around,
  }
}
