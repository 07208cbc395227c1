import type { Deployment } from '../deployment.ts'
import type { Workload } from '../workload.ts'
import type { Wording } from '../wording.ts'

/** A change of a scenario as its file would hold it. */
export interface ScenarioPatch {
  readonly deployment?: Partial<Deployment>
  readonly workload?: Partial<Workload>
  /** SI values by figure path. */
  readonly hardware?: Readonly<Record<string, number>>
}

/** The numbers a lever moves; null: unknown. */
export interface LeverNumbers {
  readonly tpot: number | null
  readonly ttft: number | null
  /** Share of a token's time in which data moves off the die. */
  readonly movementShare: number | null
  readonly systemThroughput: number | null
  readonly energyPerOutputToken: number | null
  readonly costPerMillionOutput: number | null
  readonly fits: boolean
}

/** Something an architect might try, and what it does. */
export interface LeverEffect {
  readonly id: string
  readonly label: Wording
  /** Numbers, serving or machine: what it takes to pull it. */
  readonly group: 'numbers' | 'serving' | 'machine'
  /** Null: it is another model, which no setting of the scenario makes. */
  readonly patch: ScenarioPatch | null
  /** Null: it does not run so. */
  readonly after: LeverNumbers | null
  /** What is in the way where it does not run. */
  readonly reason: Wording | null
}

/** What an architect might try with a scenario, one lever at a time. */
export interface Levers {
  readonly scenario: string
  readonly now: LeverNumbers
  readonly levers: readonly LeverEffect[]
}
