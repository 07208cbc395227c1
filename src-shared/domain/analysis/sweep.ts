import type { Resource } from '../result.ts'
import type { Wording } from '../wording.ts'
import type { SensitiveMetric } from '../sensitivity.ts'
import type { Dimension } from '../../units/quantity.ts'

/** Inputs that can be swept over all scenarios, as programs ask for them. */
export const SWEPT_INPUTS = [
  'Memory bandwidth',
  'Memory capacity',
  'Dense peak',
  'Scale-up link',
  'Network',
  'Requests in flight',
  'Input tokens per request',
  'Output tokens per request',
  'Hours in use',
  'Electricity',
] as const
/** An input that can be swept. */
export type SweptInput = (typeof SWEPT_INPUTS)[number]

/** The code of an input that can be swept. */
export type SweptCode = Extract<Wording['code'], `input.${string}`>
/** What each of them is called. */
export const SWEPT_CODES = {
  'Memory bandwidth': 'input.memoryBandwidth',
  'Memory capacity': 'input.memoryCapacity',
  'Dense peak': 'input.densePeak',
  'Scale-up link': 'input.scaleUp',
  Network: 'input.network',
  'Requests in flight': 'input.concurrency',
  'Input tokens per request': 'input.inputTokens',
  'Output tokens per request': 'input.outputTokens',
  'Hours in use': 'input.utilisation',
  Electricity: 'input.electricityTariff',
} as const satisfies Readonly<Record<SweptInput, SweptCode>>

/** One value of the input. */
export interface SweepPoint {
  /** SI value, or a factor of the scenario's own where the sweep is relative. */
  readonly at: number
  /** Null: it does not run there, or is not known. */
  readonly value: number | null
  /** What a decode step waits for most. */
  readonly binding: Resource | null
  readonly fits: boolean
  /** The load lies beyond what its calibration has measured. */
  readonly beyond: boolean
}

/** Where what binds changes along the sweep, or where requests stop to fit. */
export interface Knee {
  /** The first value past it. */
  readonly at: number
  readonly before: Resource | 'fits'
  readonly after: Resource | 'doesNotFit'
}

/** One scenario along the sweep. */
export interface SweepCurve {
  readonly scenario: string
  /** The scenario's own value; null: it has no such input, or it is unknown. */
  readonly own: number | null
  readonly points: readonly SweepPoint[]
  readonly knees: readonly Knee[]
  /** Requests at which a token takes twice as long as at the lightest load; null: not asked, or not reached. */
  readonly doubling: number | null
}

/** A metric of every scenario over one input. */
export interface Sweep {
  readonly input: SweptInput
  readonly metric: SensitiveMetric
  readonly dimension: Dimension
  /** The input is a device's own: `at` are factors of each scenario's value. */
  readonly relative: boolean
  readonly curves: readonly SweepCurve[]
}

/** How many requests one copy of a model holds on a number of devices, at its best split. */
export interface CapacityPoint {
  readonly devices: number
  /** 0: the weights do not fit; null: the capacity is unknown. */
  readonly requests: number | null
  /** The weights do not stay: they come from outside in every step, which is slow. */
  readonly streamed: boolean
}

/** Requests that fit by number of devices. */
export interface CapacityCliff {
  readonly curves: readonly { readonly scenario: string; readonly points: readonly CapacityPoint[] }[]
}
