import type { Deployment } from '../deployment.ts'
import type { Target } from '../target.ts'
import type { Wording } from '../wording.ts'

/** What a configuration is chosen by. */
export const AIMS = ['cost', 'deviceThroughput', 'energy'] as const
/**
 * The least cost or energy per output token with its share of the prompt, or the most output tokens/s per device. What
 * the prompts cost is counted here: a configuration must not win by moving devices from decode to prefill.
 */
export type Aim = (typeof AIMS)[number]

/** Bounds of a search for configurations. */
export interface SearchLimits {
  readonly target: Pick<Target, 'tpot' | 'ttft'>
  /** Devices of one copy of the deployment, at most. */
  readonly mostDevices: number
  /** Dollars per hour of one copy, at most; null: any. */
  readonly mostPerHour: number | null
  /** Keep each scenario's own precisions; false tries every one its device multiplies. */
  readonly keepPrecision: boolean
}

/** A machine at its best: the deployment and the requests in flight that serve the aim best within the bounds. */
export interface BestConfiguration {
  readonly deployment: Deployment
  readonly concurrency: number
  readonly tpot: number
  readonly ttft: number
  readonly systemThroughput: number
  /** Dollars per million output tokens and joules per output token, prompts included. Null: unknown, as a price or a power is. */
  readonly costWithPrompts: number | null
  readonly energyWithPrompts: number | null
  readonly hourly: number | null
  readonly watts: number | null
  /** Copies of it for the traffic that was asked, and the devices they take; null: no traffic was. */
  readonly copies: number | null
  readonly devices: number | null
}

/** The best configuration of one scenario's machine. */
export interface FoundConfiguration {
  readonly scenario: string
  /** Configurations weighed, each at every number of requests that may be best. */
  readonly weighed: number
  /** Null: none meets the bounds; `reason` says which bound is in the way. */
  readonly best: BestConfiguration | null
  readonly reason: Wording | null
}

/** Each machine at its best under the same bounds: the fair comparison. */
export interface Configurations {
  readonly aim: Aim
  readonly limits: SearchLimits
  /** Requests per second to be served; null: one copy of whatever size is best. */
  readonly requestsPerSecond: number | null
  readonly found: readonly FoundConfiguration[]
}
