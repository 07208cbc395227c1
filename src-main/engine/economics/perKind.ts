import type { Economics } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { hourlyCost, type HourlyCost } from './price.ts'

/** The devices of one kind in a deployment, with what they draw. */
export interface KindOfDevices {
  readonly hardware: HardwareProfile
  readonly devices: number
  /** Watts of all of them under load, and at rest; null: unknown. */
  readonly watts: number | null
  readonly atRest: number | null
}

/** What an hour of a deployment costs, and what each kind of its devices has of it. */
export interface CostByKind {
  readonly whole: HourlyCost
  /** In the order of the kinds. People and moving here are in the first. */
  readonly kinds: readonly HourlyCost[]
}

/** What a deployment pays once, however many kinds of devices it has; prices of one's own are those of its first kind. */
const PAID_ONCE = {
  purchasePrice: null,
  rentalPrice: null,
  peoplePerYear: 0,
  migrationPort: 0,
  migrationTraining: 0,
  migrationRisk: 0,
} as const satisfies Partial<Economics>

function sum(one: number | null, two: number | null): number | null {
  return one === null || two === null ? null : one + two
}

function together(one: HourlyCost, two: HourlyCost): HourlyCost {
  return {
    capital: sum(one.capital, two.capital),
    energy: sum(one.energy, two.energy),
    operations: one.operations + two.operations,
    facility: sum(one.facility, two.facility),
    migration: one.migration + two.migration,
    total: sum(one.total, two.total),
    reason: one.reason ?? two.reason,
    price: null,
    added: null,
    bought: one.bought + two.bought,
    below: one.below + two.below,
    above: one.above + two.above,
  }
}

/**
 * What an hour of a deployment costs whose devices are of one kind or of several, each at its own price.
 * @param kinds at least one; the first is the scenario's own device
 */
export function costByKind(kinds: readonly KindOfDevices[], economics: Economics): CostByKind {
  const costs = kinds.map(({ hardware, devices, watts, atRest }, index) =>
    hourlyCost(hardware, index === 0 ? economics : { ...economics, ...PAID_ONCE }, devices, watts, atRest),
  )
  return { whole: costs.reduce(together), kinds: costs }
}
