import type { Deployment } from '../deployment.ts'
import type { Normaliser } from '../workspace.ts'
import type { Outcome } from './outcome.ts'

/** One configuration of a scenario's machine under one load. */
export interface ParetoPoint {
  readonly scenario: string
  readonly deployment: Deployment
  /** Requests in flight. */
  readonly concurrency: number
  readonly outcome: Outcome
  /** Why it does not run; null: it does. One sentence. */
  readonly reason: string | null
  /** Output tokens/s each user sees; null: it does not run. */
  readonly userSpeed: number | null
  /** Output tokens/s of the whole system. */
  readonly systemThroughput: number | null
  readonly tpot: number | null
  readonly ttft: number | null
  readonly costPerMillionOutput: number | null
  /** It meets the objective of the workspace (true where there is none). */
  readonly meets: boolean
  /** It is the scenario as it stands. */
  readonly own: boolean
}

/** Throughput against speed per user, over configurations and loads of each scenario's machine. */
export interface Pareto {
  readonly points: readonly ParetoPoint[]
  /** What throughput is divided by, per scenario and denominator, for its number of devices; null: unknown. */
  readonly denominators: Readonly<Record<string, Readonly<Record<Normaliser, number | null>>>>
  /** Speed the objective asks for, output tokens/s per user; null: none. */
  readonly userSpeedWanted: number | null
  /** Seconds to the first token the objective allows; null: any. */
  readonly timeToFirstTokenWanted: number | null
}
