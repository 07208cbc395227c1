/** Codes of `BottleneckMap.binding` beyond the indexes of RESOURCES. */
export const DOES_NOT_FIT = 254
/** The deployment is invalid there, or a figure is not known. */
export const NOT_KNOWN = 255

/** What binds a scenario's decode step over requests in flight and input tokens. Cells: context-major, batch ascending. */
export interface BottleneckMap {
  readonly scenario: string
  /** Ascending whole requests in flight, evenly spaced in the logarithm. */
  readonly batch: readonly number[]
  /** Ascending whole input tokens per request. */
  readonly context: readonly number[]
  /** Index in RESOURCES, DOES_NOT_FIT or NOT_KNOWN, at `row * batch.length + column`. */
  readonly binding: Uint8Array
  /** Seconds per output token; NaN where there is none. */
  readonly tpot: Float32Array
  /** Where the scenario itself stands. */
  readonly own: { readonly batch: number; readonly context: number }
}
