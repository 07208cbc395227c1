import { z } from 'zod'
import type { HardwareProfile } from './hardware.ts'
import { hardwareOverridesSchema } from './hardwareOverrides.ts'
import { poolDevices, type Deployment } from './deployment.ts'
import { precisionSchema } from './precision.ts'
import { softwareSchema, softwareVersionSchema } from './software.ts'

/**
 * Where the prefill pool runs when it is not where the scenario decodes: its own device, formats and stack. It counts while
 * the deployment serves from separate pools, and is kept while it does not.
 */
export const prefillPlaceSchema = z.strictObject({
  /** Profile id, embedded in the workspace as the scenario's own. */
  hardware: z.string().max(64),
  /** What the user changed of that device, SI values by figure path. */
  hardwareOverrides: hardwareOverridesSchema,
  weightPrecision: precisionSchema,
  activationPrecision: precisionSchema,
  kvPrecision: precisionSchema,
  /** Null: the best-calibrated stack of the device. */
  software: softwareSchema.nullable(),
  /** Null: the version that was measured last. */
  softwareVersion: softwareVersionSchema.nullable(),
})
/** Where the prefill pool runs. */
export type PrefillPlace = z.infer<typeof prefillPlaceSchema>

/** The same with its profile, overrides applied: what the engine reads. */
export type ResolvedPrefill = Omit<PrefillPlace, 'hardware' | 'hardwareOverrides'> & {
  readonly hardware: HardwareProfile
}

/** The prefill pool's own place, where the deployment has pools that run apart; null: it runs where the scenario decodes. */
export function activePrefill<Place>({
  deployment,
  prefill,
}: {
  readonly deployment: Pick<Deployment, 'serving'>
  readonly prefill: Place | null
}): Place | null {
  return deployment.serving === 'disaggregated' ? prefill : null
}

const merged = new WeakMap<Deployment, { readonly place: ResolvedPrefill; readonly deployment: Deployment }>()

/**
 * The deployment as the prefill pool finds it: with that pool's formats and stack. The same object while the same is asked,
 * for what is compiled is kept by it.
 */
export function prefillDeployment(deployment: Deployment, place: ResolvedPrefill): Deployment {
  const known = merged.get(deployment)
  if (known?.place === place) return known.deployment
  const { weightPrecision, activationPrecision, kvPrecision, software, softwareVersion } = place
  // A calibration of one's own is of the device it was made on.
  const own = { weightPrecision, activationPrecision, kvPrecision, software, softwareVersion, stack: null }
  const made = { ...deployment, ...own }
  merged.set(deployment, { place, deployment: made })
  return made
}

/** A kind of device with how many of it a deployment takes. */
export interface DevicesOfKind {
  readonly hardware: HardwareProfile
  readonly devices: number
}

/** The devices of a scenario by kind, its own first: two kinds where the prefill pool runs on another device. */
export function devicesByKind(scenario: {
  readonly hardware: HardwareProfile
  readonly deployment: Deployment
  readonly prefill: ResolvedPrefill | null
}): readonly DevicesOfKind[] {
  const { hardware, deployment } = scenario
  const place = activePrefill(scenario)
  if (place === null || place.hardware === hardware || deployment.pools === null) {
    return [{ hardware, devices: deployment.devices }]
  }
  const apart = poolDevices(deployment.pools.prefill)
  return [
    { hardware, devices: deployment.devices - apart },
    { hardware: place.hardware, devices: apart },
  ]
}

/** A scenario on its device as it has become: both pools of one device change together. */
export function onHardware<
  Scenario extends { readonly hardware: HardwareProfile; readonly prefill: ResolvedPrefill | null },
>(scenario: Scenario, hardware: HardwareProfile): Scenario {
  const { prefill } = scenario
  const together = prefill !== null && prefill.hardware === scenario.hardware
  return { ...scenario, hardware, prefill: together ? { ...prefill, hardware } : prefill }
}
