/** Training once against inference for a product's life, on one scenario's machine. */
export interface LifecycleLine {
  readonly scenario: string
  /** Dollars of training, once; null: unknown. */
  readonly training: number | null
  /** Dollars of inference up to the end of each month; null: unknown. */
  readonly inference: readonly (number | null)[]
  /** Kilograms of CO2 equivalent up to the end of each month: operation and the devices' making; null: unknown. */
  readonly carbon: readonly (number | null)[]
  /** First month by whose end inference has cost more than training; null: not within the life. */
  readonly overtakes: number | null
}

/** Spend over a product's life. */
export interface Lifecycle {
  /** 1, 2, … months. */
  readonly months: readonly number[]
  readonly lines: readonly LifecycleLine[]
}
