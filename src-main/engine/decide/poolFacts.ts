import type { AlternativeKind, Offer } from '#shared/domain/brief/offer.ts'
import type { Finance } from '#shared/domain/brief/finance.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { devicesByKind, type DevicesOfKind } from '#shared/domain/prefillPlace.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { systemPrice, type Boundary } from '../economics/cash/systemPrice.ts'
import { provisionedPower } from '../economics/price.ts'
import { idlePower } from '../energy/power.ts'
import { surroundingPower } from '../energy/surroundingPower.ts'
import { machineOf } from '../machine/machine.ts'
import type { Capacity } from '../analysis/loads/capacity.ts'
import { joulesPerRequest, type PoolCost } from './costOf.ts'
import type { Packing } from './systems.ts'

/** What a pool costs before anything is drawn, with why a figure of it is unknown. */
export interface PoolFacts {
  readonly cost: PoolCost
  readonly boundary: Boundary
  /** Why the price is unknown, or what it draws; null: both are known. */
  readonly reason: Wording | null
}

/** How a pool is offered. */
export interface PoolOffer {
  readonly kind: Exclude<AlternativeKind, 'hosted'>
  readonly offer: Offer
  /** The team runs its stack today. */
  readonly known: boolean
}

/** Devices of each kind in one system: one kind fills it, two are bought as a copy of the configuration has them. */
function kindsOf(scenario: ResolvedScenario, { devicesPerSystem }: Packing): readonly DevicesOfKind[] {
  const kinds = devicesByKind(scenario)
  return kinds.length > 1 ? kinds : [{ hardware: scenario.hardware, devices: devicesPerSystem }]
}

/** Sum over kinds of a number each; NaN where one is unknown. */
function summed(
  kinds: readonly DevicesOfKind[],
  of: (profile: HardwareProfile, devices: number) => number | null,
): number {
  return kinds.reduce((sum, { hardware, devices }) => sum + (of(hardware, devices) ?? NaN), 0)
}

function atRest(profile: HardwareProfile, devices: number): number | null {
  const idle = idlePower(machineOf(profile))
  const around = surroundingPower(profile, devices)
  return idle === null || around === null ? null : idle * devices + around.hosts + around.network
}

/**
 * What one system of a pool costs and draws. Where prompts are read on another device, a system is one copy of both.
 * @param share of the requests it serves
 */
export function poolFacts(
  { kind, offer, known }: PoolOffer,
  scenario: ResolvedScenario,
  packing: Packing,
  capacity: Capacity,
  finance: Finance,
  share: number,
): PoolFacts {
  const kinds = kindsOf(scenario, packing)
  // An offer is of the machine it names; a second kind is paid for at its own profile's price.
  const prices = kinds.map(({ hardware, devices }, place) =>
    systemPrice({
      kind: kind === 'add' ? 'buy' : kind,
      offer: place === 0 && kinds.length === 1 ? offer : { ...offer, price: null },
      profile: hardware,
      devices,
      taxShare: finance.taxShare,
    }),
  )
  const idleOfCopy = summed(devicesByKind(scenario), (profile, devices) => {
    const idle = idlePower(machineOf(profile))
    return idle === null ? null : idle * devices
  })
  const price = prices.reduce((sum, { dollars }) => sum + (dollars ?? NaN), 0)
  const idle = summed(kinds, atRest)
  const provisioned = summed(kinds, (profile, devices) => {
    const watts = provisionedPower(profile)
    return watts === null ? null : watts * devices
  })
  const [first] = prices
  const unpriced = prices.find(({ reason }) => reason !== null)?.reason ?? null
  const undrawn: Wording | null =
    kind !== 'rent' && Number.isNaN(idle)
      ? { code: 'reason.electricityUnknown', parameters: { device: scenario.hardware.name } }
      : null
  return {
    cost: {
      kind,
      offer,
      price,
      devices: kinds.reduce((sum, { devices }) => sum + devices, 0),
      idle,
      provisioned,
      joulesPerRequest: joulesPerRequest(capacity.deviceWatts, idleOfCopy, capacity.rate),
      share,
      known,
    },
    boundary: { covered: first?.covered ?? [], added: first?.added ?? [] },
    reason: unpriced ?? undrawn,
  }
}
