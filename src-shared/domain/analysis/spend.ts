import { z } from 'zod'
import { numberWithin } from '../limits.ts'
import type { Wording } from '../wording.ts'

/** Training a model once, to be set against what its use costs. */
export const trainingSchema = z.strictObject({
  /** Tokens it is trained on. */
  tokens: numberWithin('decision.training.tokens'),
  /** Share of the dense peak the training reaches. */
  utilisation: numberWithin('decision.training.utilisation'),
})
/** Training a model once. */
export type Training = z.infer<typeof trainingSchema>

/** What one scenario costs over time and over volume, for the traffic of all. */
export interface SpendCurve {
  readonly scenario: string
  /** Null: it is known; else why not. */
  readonly reason: Wording | null
  /** Output tokens one copy of the deployment makes in a month at its utilisation. */
  readonly tokensPerMonth: number
  /** Copies of the deployment the traffic takes. */
  readonly copies: number
  /** Dollars before the first token: devices with spares, surroundings and network, and moving here. Rented: moving alone. */
  readonly upfront: number
  /** Dollars per month: energy, space, people, repairs; rented: the rent and people. */
  readonly monthly: number
  /** Dollars of training the model once on this machine; null: not asked, or its peak is unknown. */
  readonly training: number | null
  /** Month in which the spend on inference overtakes that on training; null: not within the horizon. */
  readonly overtakes: number | null
}

/** Where the cheaper of two scenarios changes as months pass. */
export interface SpendCrossing {
  /** Month, a fraction included. */
  readonly month: number
  /** Dollars both have cost by then. */
  readonly dollars: number
  /** Cheaper before and after. */
  readonly before: string
  readonly after: string
}

/** A range of volumes over which one scenario is the cheapest. Output tokens per month. */
export interface VolumeRange {
  readonly scenario: string
  readonly from: number
  readonly to: number
}

/** Cost over time and over volume. */
export interface Spend {
  /** Traffic all scenarios serve, output tokens per month. */
  readonly traffic: number
  /** Months of the horizon: the longest lifetime. */
  readonly months: number
  readonly curves: readonly SpendCurve[]
  readonly crossings: readonly SpendCrossing[]
  /** Volumes looked at, output tokens per month, and dollars per million output tokens of each scenario, prompts included. */
  readonly volumes: readonly number[]
  readonly costs: readonly { readonly scenario: string; readonly perMillion: readonly (number | null)[] }[]
  readonly cheapest: readonly VolumeRange[]
}
