import { coverOf } from '../covers.ts'
import type { HardwareProfile } from '../hardware.ts'

/** Devices of a server where the profile does not say how far its link reaches. */
export const USUAL_SERVER = 8

/**
 * Devices in one system, the smallest thing that is ordered: the profile's own system; a wafer, or a machine that is counted
 * as one device; the whole link domain where the price is that of a rack; else a server of up to eight.
 */
export function devicesOfSystem(hardware: HardwareProfile): number {
  const { system, kind, unitOfAccount, scaleUp } = hardware
  if (system !== undefined) return system.devices
  if (kind === 'wafer' || unitOfAccount.startsWith('system')) return 1
  const domain = scaleUp?.domain.value ?? 1
  return coverOf(hardware, 'purchase').of === 'rack' ? domain : Math.min(domain, USUAL_SERVER)
}
