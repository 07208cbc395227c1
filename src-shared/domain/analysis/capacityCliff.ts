import type { Point } from './outcome.ts'

/** A scenario's machine with another number of devices. */
export interface CapacityStep {
  readonly devices: number
  /** Bytes on all devices together. Usable null: the capacity is unknown. */
  readonly usable: number | null
  readonly weights: number
  readonly kv: number
  readonly activations: number
  /** Requests in flight that fit at once; 0: not one; null: not limited or unknown. */
  readonly maximumConcurrency: number | null
  readonly point: Point
}

/** What fits as devices are added or taken away, tensor parallelism following where it can. */
export interface CapacityCliff {
  readonly scenario: string
  /** Ascending numbers of devices. */
  readonly steps: readonly CapacityStep[]
  /** Devices of the scenario itself. */
  readonly own: number
  /** Fewest devices on which the weights and the whole load fit; null: none of them. */
  readonly enough: number | null
}
