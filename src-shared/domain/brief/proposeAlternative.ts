import type { Alternative } from './alternative.ts'
import { entered, guessed, NOT_GIVEN, type Assumed } from './assumed.ts'
import { DEFAULT_OFFER } from './defaults.ts'
import type { AlternativeKind, Offer } from './offer.ts'
import { DEFAULT_ECONOMICS, type Economics } from '../economics.ts'
import type { HardwareProfile } from '../hardware.ts'
import { LIMITS, type LimitName } from '../limits.ts'
import type { PrefillPlace } from '../prefillPlace.ts'
import { figureAt } from '../overrides.ts'
import { devicesOfSystem } from '../proposal/devicesOfSystem.ts'

/** What a proposal starts from. */
export interface AlternativeSketch {
  readonly id: string
  readonly slot: number
  readonly kind: AlternativeKind
  /** The machine as it is embedded; null: there is none, or it cannot be read. */
  readonly hardware: HardwareProfile | null
  /** Id of the machine: it is kept where the profile cannot be read. */
  readonly hardwareId: string | null
  readonly name?: string | null
  readonly hardwareOverrides?: Readonly<Record<string, number>>
  readonly prefill?: PrefillPlace | null
  /** What was entered of its costs; absent: nothing. */
  readonly economics?: Economics
  /** Vendor of the machines the team knows: what runs there moves for least. Absent: nobody says. */
  readonly known?: string | null
  readonly note?: string
}

/** What a field of the offer takes; beyond its limit nobody has said anything. */
function within(name: LimitName, figure: Assumed): Assumed {
  const { most } = LIMITS[name]
  return Math.max(figure.value ?? 0, figure.high ?? 0) > most ? NOT_GIVEN : figure
}

/** A guess with its ends, all as shares of one amount. */
const ofAmount = (amount: number, value: number, low: number, high: number): Assumed =>
  guessed(amount * value, amount * low, amount * high)

/** Months from order to delivery. Guesses: a rented machine is there soon, a wafer is built to order. */
function leadOf(kind: AlternativeKind, hardware: HardwareProfile | null): Assumed {
  if (kind === 'hosted' || kind === 'owned' || kind === 'statusQuo') return guessed(0)
  if (kind === 'rent') return guessed(1, 0.5, 3)
  return hardware?.kind === 'wafer' ? guessed(6, 4, 10) : guessed(4, 2, 8)
}

/**
 * Dollars of moving there, once. Guesses: trials and tuning where the same binaries run, porting where another vendor's
 * accelerators of the same kind do, rewriting of what serves where nothing is shared.
 */
function migrationOf({ kind, hardware, known = null }: AlternativeSketch): Assumed {
  if (kind === 'owned' || kind === 'statusQuo') return guessed(0)
  if (kind === 'hosted' || hardware === null || known === null || hardware.vendor === known)
    return guessed(30e3, 15e3, 60e3)
  return hardware.kind === 'gpu' ? guessed(150e3, 75e3, 300e3) : guessed(300e3, 150e3, 600e3)
}

/** Dollars a device is bought for: as entered for it, else its profile's. Null: unknown. */
function priceOfDevice({ hardware, hardwareOverrides = {}, economics }: AlternativeSketch): number | null {
  const figure = hardware === null ? null : figureAt(hardware, 'price.purchase')
  return economics?.purchasePrice ?? hardwareOverrides['price.purchase'] ?? figure?.value ?? null
}

/** What is entered of the price in the unit of the offer's kind; null: the profile's. */
function enteredPrice({ kind, economics }: AlternativeSketch, devices: number): Assumed | null {
  const price = kind === 'rent' ? economics?.rentalPrice : kind === 'buy' ? economics?.purchasePrice : null
  if (price === undefined || price === null) return null
  const figure = within('brief.dollars', entered(kind === 'rent' ? price : price * devices))
  return figure.value === null ? null : figure
}

function offerOf(sketch: AlternativeSketch): Offer {
  const { kind, hardware, economics = DEFAULT_ECONOMICS } = sketch
  const devices = hardware === null ? 1 : devicesOfSystem(hardware)
  const price = priceOfDevice(sketch)
  const system = price === null ? null : price * devices
  const isOurs = kind !== 'rent' && kind !== 'hosted' && kind !== 'lease'
  const upkeep = economics.operationsPerDeviceYear + economics.failuresPerYear * (price ?? 0)
  const move = economics.migrationPort + economics.migrationTraining + economics.migrationRisk
  return {
    ...DEFAULT_OFFER,
    price: enteredPrice(sketch, devices),
    lead: leadOf(kind, hardware),
    // What is left after some years and what keeps it running, as shares of the price: guesses.
    residual: isOurs && system !== null ? within('brief.dollars', ofAmount(system, 0.2, 0.08, 0.35)) : NOT_GIVEN,
    maintenance: within('brief.finance.people', upkeepOf(isOurs, (upkeep * devices) / 12, system)),
    migration: move > 0 ? entered(move) : migrationOf(sketch),
    lifetimeYears:
      economics.lifetimeYears === DEFAULT_ECONOMICS.lifetimeYears
        ? DEFAULT_OFFER.lifetimeYears
        : economics.lifetimeYears,
  }
}

/** Dollars of a system and month. A provider carries that of what is rented. */
function upkeepOf(isOurs: boolean, told: number, system: number | null): Assumed {
  if (!isOurs) return guessed(0)
  if (told > 0) return entered(told)
  return system === null ? NOT_GIVEN : ofAmount(system, 0.04 / 12, 0.02 / 12, 0.08 / 12)
}

/**
 * An alternative to start from: what is known of a machine and what was entered of its costs, and a visible guess with a
 * range for each figure that nobody gave. The price stays the profile's until somebody enters one.
 */
export function proposeAlternative(sketch: AlternativeSketch): Alternative {
  const { id, slot, kind, hardwareId, name = null, hardwareOverrides = {}, prefill = null, note = '' } = sketch
  return {
    id,
    name,
    slot,
    kind,
    hardware: hardwareId,
    hardwareOverrides,
    prefill,
    ownedSystems: 0,
    keeps: null,
    keptOffer: null,
    offer: offerOf(sketch),
    pinned: { systems: null, deployment: null },
    spareDomains: kind === 'hosted' ? 0 : 1,
    risks: {},
    note,
  }
}
