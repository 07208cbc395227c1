import type { Economics } from '#shared/domain/economics.ts'
import type { LedgerEntry } from '#shared/domain/result.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { HourlyCarbon } from '../economics/carbon.ts'
import type { HourlyCost } from '../economics/price.ts'
import type { SurroundingPower } from '../energy/surroundingPower.ts'
import type { Latency } from '../serving/latency.ts'
import type { Plan } from '../serving/plan.ts'
import type { Running } from './running.ts'

/** Everything the explanations draw on. */
export interface Facts {
  /** Of the workers that decode, and of those that prompts run on. */
  readonly plan: Plan
  readonly prompts: Plan
  readonly latency: Latency
  readonly load: Workload
  readonly ledger: readonly LedgerEntry[]
  readonly devices: number
  /** Of all devices. */
  readonly watts: number | null
  readonly around: SurroundingPower | null
  readonly hourly: HourlyCost
  readonly carbon: HourlyCarbon
  readonly economics: Economics
  /** What prompts take of the power and of the cost. */
  readonly promptShares: Running['promptShares']
  /** The kinds of devices that are paid for, the scenario's own first. */
  readonly kinds: readonly PricedKind[]
}

/** A kind of device with its price, and how many of it are paid for. */
export interface PricedKind {
  readonly device: string
  /** Dollars per device, or per device and hour; null: unknown. */
  readonly price: number | null
  /** What is added to it, for it does not cover it; null: unknown. */
  readonly added: number | null
  readonly bought: number
}
